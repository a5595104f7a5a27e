import { foldName } from "../fold-name.ts";
import type { SortKey } from "../sort-key.ts";
import type { Instant } from "../time/instant.ts";
import { isPressing, pressingClock } from "./pressing.ts";
import type { TicketRow } from "./row.ts";
import { claimOn, takeOrder } from "./take-order.ts";
import { OPEN } from "./ticket.ts";

/** From where a desk is looked over. */
export interface Outlook {
  readonly me: string;
  readonly now: Instant;
  /** What happened from here on is news. */
  readonly since: Instant;
  /** What comes within so many seconds is near. */
  readonly withinSeconds: number;
}

export const SECTION_NAMES = ["majors", "breached", "atRisk", "promised", "held", "reopened", "new", "mine"] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** What a section sorts a ticket by; null: it is none of that section's. */
type Place = (row: TicketRow, from: Outlook) => SortKey | null;

const NEVER = Number.MAX_SAFE_INTEGER;
/** Behind all that can be taken. */
const WAITING = 9;

const isOpen = ({ status }: TicketRow): boolean => OPEN.includes(status);

const dueOf = (row: TicketRow, now: Instant): number => {
  const clock = pressingClock(row, now);
  return clock?.breachedAt ?? clock?.dueAt ?? NEVER;
};

/**
 * Which tickets each section has, and in which order: what comes soonest, or what is most urgent and then the newest. Whether
 * and when a ticket was reopened only its history tells.
 */
export const PLACES: { readonly [S in Exclude<SectionName, "reopened">]: Place } = {
  majors: (row, { now }) => (isOpen(row) && row.major === 1 ? [dueOf(row, now), row.number] : null),
  breached(row, { now }) {
    const clock = isOpen(row) ? pressingClock(row, now) : null;
    return clock?.state === "breached" ? [row.rank, -(clock.breachedAt ?? 0), row.number] : null;
  },
  atRisk(row, { now, withinSeconds }) {
    const near = isOpen(row) && pressingClock(row, now)?.state !== "breached" && isPressing(row, now, withinSeconds);
    return near ? [dueOf(row, now), row.number] : null;
  },
  promised: (row) => (isOpen(row) && row.nextUpdateAt !== null ? [row.nextUpdateAt, row.number] : null),
  held: (row) => (row.status === "on_hold" ? [row.holdUntil ?? NEVER, row.holdSince ?? 0, row.number] : null),
  new: (row, { since }) => (row.openedAt >= since ? [row.rank, -row.openedAt, row.number] : null),
  mine(row, { me, now }) {
    if (!isOpen(row) || row.assignee === null || foldName(row.assignee) !== foldName(me)) return null;
    const claim = claimOn(row, { me, now, takesFrom: () => false });
    return claim === null || claim === "held" ? [WAITING, row.holdUntil ?? NEVER, row.number] : takeOrder(claim, now);
  },
};

/** Whether a breach happened since: it is news. */
export const isFreshBreach = (row: TicketRow, { now, since }: Outlook): boolean => (pressingClock(row, now)?.breachedAt ?? 0) >= since;

/** Whether the time of a promised update has passed. */
export const isMissed = (row: TicketRow, { now }: Outlook): boolean => row.nextUpdateAt !== null && row.nextUpdateAt < now;
