import type { TicketEvent } from "../ticket/event.ts";
import { DAY_SECONDS } from "../time/instant.ts";
import type { Span } from "./period.ts";
import type { Report } from "./report.ts";
import type { Reported } from "./reported.ts";
import { hidesState, lastMove, openStatus } from "./standing.ts";

/** From how many days on a ticket is in a bucket; it ends where the next begins. */
const BUCKETS: readonly (readonly [figure: string, days: number])[] = [
  ["under1d", 0],
  ["from1d", 1],
  ["from3d", 3],
  ["from7d", 7],
  ["from14d", 14],
  ["from30d", 30],
];
export const AGE_FIGURES: readonly string[] = BUCKETS.map(([name]) => `age.${name}`);

/** From so many days without a change on a ticket is forgotten by all but its requester. */
const STALE_DAYS = 3;

const bucketOf = (seconds: number): string => `age.${BUCKETS.findLast(([, days]) => seconds >= days * DAY_SECONDS)?.[0] ?? "under1d"}`;

/** How old an open ticket was at the end of a span, and how long nothing had been recorded about it; null: it was not open. */
export function ageOf(
  t: Reported,
  history: readonly TicketEvent[] | null,
  { cut, asOf }: Span,
): { readonly ageSeconds: number; readonly idleSeconds: number } | null {
  if (t.void === 1 || openStatus(t, history, cut) === null) return null;
  return { ageSeconds: asOf - t.openedAt, idleSeconds: Math.max(0, asOf - lastMove(t, history, cut)) };
}

/** How old what is open is. */
export const AGING: Report = {
  name: "aging",
  figures: ["open", ...AGE_FIGURES, "idle3d"],
  series: ["ageSeconds", "idleSeconds"],
  main: "open",
  needsHistory: (t, { cut }) => t.void === 0 && hidesState(t, cut),
  tell(t, history, span, sink) {
    const found = ageOf(t, history, span);
    if (found === null) return;
    const at = span.cut - 1;
    sink.count("open", at);
    sink.count(bucketOf(found.ageSeconds), at);
    if (found.idleSeconds >= STALE_DAYS * DAY_SECONDS) sink.count("idle3d", at);
    sink.measure("ageSeconds", found.ageSeconds, at);
    sink.measure("idleSeconds", found.idleSeconds, at);
  },
};
