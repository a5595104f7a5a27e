import { foldName } from "../fold-name.ts";
import { compareKeys, type SortKey } from "../sort-key.ts";
import type { Instant } from "../time/instant.ts";
import { pressingClock } from "./pressing.ts";
import type { TicketRow } from "./row.ts";

/** What of a ticket comes first: a clock, the update promised, the end of its hold; `age` where nothing has a time. */
export const PRESSES = ["response", "resolution", "update", "hold", "age"] as const;
export type Press = (typeof PRESSES)[number];

export const CLAIMS = ["mine", "unassigned"] as const;

/** Why somebody should take a ticket: whose it is, and what presses when. */
export interface Claim {
  readonly row: TicketRow;
  readonly claim: (typeof CLAIMS)[number];
  readonly press: Press;
  /** When it is due, or was; of `age` when the ticket was opened. */
  readonly at: Instant;
}

/** For whom, and when. */
export interface Taker {
  readonly me: string;
  readonly now: Instant;
  /** Whether what nobody has in a group is theirs to take. */
  readonly takesFrom: (group: string | null) => boolean;
}

/** A held ticket waits for somebody else, until something of it is this near. */
export const NEAR_SECONDS = 30 * 60;

/** What presses first of a ticket. A promise is its assignee's; a breach that a hold outlasts presses no more, since others are waited for. */
function pressOf(row: TicketRow, mine: boolean, now: Instant): { readonly press: Press; readonly at: Instant } {
  const held = row.status === "on_hold";
  const clock = pressingClock(row, now);
  const ticking = clock !== null && clock.state !== "paused" && !(held && clock.state === "breached") ? clock : null;
  const candidates: readonly (readonly [Press, Instant | null])[] = [
    [ticking?.which ?? "resolution", ticking === null ? null : (ticking.breachedAt ?? ticking.dueAt)],
    ["update", mine ? row.nextUpdateAt : null],
    ["hold", held ? row.holdUntil : null],
  ];
  let first: { press: Press; at: Instant } = { press: "age", at: row.openedAt };
  for (const [press, at] of candidates) if (at !== null && (first.press === "age" || at < first.at)) first = { press, at };
  return first;
}

/** Whether an open ticket is somebody's to take now, and why; `held`: it would be, were it not waiting; null: it is not theirs. */
export function claimOn(row: TicketRow, { me, now, takesFrom }: Taker): Claim | "held" | null {
  const mine = row.assignee !== null && foldName(row.assignee) === foldName(me);
  if (!mine && (row.assignee !== null || !takesFrom(row.group))) return null;
  const { press, at } = pressOf(row, mine, now);
  if (row.status === "on_hold" && (press === "age" || at > now + NEAR_SECONDS)) return "held";
  return { row, claim: mine ? "mine" : "unassigned", press, at };
}

/** What is over has no time left, however long ago it was; nothing that presses: all the time there is. */
const timeLeft = ({ press, at }: Claim, now: Instant): number => (press === "age" ? Number.POSITIVE_INFINITY : Math.max(0, at - now));

/** Whether a ticket of nobody's is breached or near it, and presses more than the one of one's own that comes first. */
export function pressesMore(unassigned: Claim, mine: Claim, now: Instant): boolean {
  const left = timeLeft(unassigned, now);
  return left <= NEAR_SECONDS && compareKeys([left, unassigned.row.rank], [timeLeft(mine, now), mine.row.rank]) < 0;
}

/**
 * The order in which tickets are taken: a major incident of one's own, the others of one's own, then what nobody has; among
 * these by the time left, then by priority, then what is longest over, opened first, numbered first.
 */
export function takeOrder(claim: Claim, now: Instant): SortKey {
  const { row, at } = claim;
  const place = claim.claim === "unassigned" ? 2 : row.major === 1 ? 0 : 1;
  return [place, timeLeft(claim, now), row.rank, at, row.openedAt, row.number];
}
