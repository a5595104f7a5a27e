import type { TicketEvent } from "../domain/ticket/event.ts";
import type { Refusal } from "../domain/ticket/refusal.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { EXIT } from "./failure.ts";

export type Outcome = "changed" | "unchanged" | "repeated" | "refused" | "not_found" | "skipped";

/** What became, or would become, of one ticket. */
export interface Item {
  readonly number: number;
  readonly outcome: Outcome;
  readonly refusals: readonly Refusal[];
  readonly before: TicketRow | null;
  /** The ticket after it; null where there is none. */
  readonly after: TicketRow | null;
  readonly events: readonly TicketEvent[];
}

export type Counts = Readonly<Record<"requested" | "changed" | "unchanged" | "repeated" | "refused" | "notFound" | "skipped", number>>;

/** The result of one writing call, whole: what `itsm.result/1` is made of. */
export interface Result {
  readonly operation: number | null;
  readonly verb: string;
  readonly dryRun: boolean;
  /** True only when a `--once` token was seen before. */
  readonly repeated: boolean;
  readonly keepGoing: boolean;
  readonly counts: Counts;
  readonly items: readonly Item[];
  readonly exit: number;
}

export const isBad = (item: Item): boolean => item.outcome === "refused" || item.outcome === "not_found";

export function countsOf(items: readonly Item[]): Counts {
  const of = (outcome: Outcome): number => items.reduce((sum, item) => sum + (item.outcome === outcome ? 1 : 0), 0);
  return {
    requested: items.length,
    changed: of("changed"),
    unchanged: of("unchanged"),
    repeated: of("repeated"),
    refused: of("refused"),
    notFound: of("not_found"),
    skipped: of("skipped"),
  };
}

/** Coming again brought a resolved ticket back. */
export const isReopened = ({ events }: Item): boolean => events.some(({ type }) => type === "reopened");

/** All or nothing: one bad ticket and the others are skipped. */
export const skipOthers = (items: readonly Item[]): readonly Item[] =>
  items.some(isBad)
    ? items.map((item) =>
        item.outcome === "changed" || item.outcome === "repeated" ? { ...item, outcome: "skipped" as const, after: item.before, events: [] } : item,
      )
    : items;

/** 0 where nothing was wrong; 5 where some changed and some did not; otherwise 4 if all that was wrong is missing numbers, or 3. */
export function exitOf(items: readonly Item[]): number {
  const bad = items.filter(isBad);
  if (bad.length === 0) return EXIT.ok;
  if (items.some((item) => item.outcome === "changed" || item.outcome === "repeated")) return EXIT.partial;
  return bad.every((item) => item.outcome === "not_found") ? EXIT.notFound : EXIT.refused;
}

/** The verb that says what was done to one ticket: of a payload of alerts some are logged, and others note that it is over, or resolve. */
export function verbFor(verb: string, { before, after }: Item): string {
  // Of an earlier call only what came of it is known.
  if (verb !== "intake" || before === after) return verb;
  if (before === null) return "log";
  return after?.status === "resolved" && before.status !== "resolved" ? "resolve" : "recover";
}
