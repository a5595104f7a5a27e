import { CLOCKS, type Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";
import type { ClockState } from "./clock-state.ts";
import { seenClock } from "./pressing.ts";
import type { TicketRow } from "./row.ts";

/** What another policy would do to a clock of an open ticket. */
export const CHANGES = ["breached", "at_risk", "recovers", "moved", "same"] as const;
export type Change = (typeof CHANGES)[number];

interface Side {
  readonly state: ClockState;
  readonly dueAt: Instant | null;
}

/** A clock under the policy a ticket has, and under another. */
export interface ComparedClock {
  readonly which: Which;
  readonly now: Side;
  readonly would: Side;
  readonly change: Change;
}

/** 0 good, 1 nearly over, 2 over. */
const badness = ({ state }: Side): number => (state === "breached" || state === "missed" ? 2 : state === "at_risk" ? 1 : 0);

function changeOf(now: Side, would: Side): Change {
  const [before, after] = [badness(now), badness(would)];
  if (after > before) return after === 2 ? "breached" : "at_risk";
  if (after < before) return "recovers";
  return now.dueAt === would.dueAt ? "same" : "moved";
}

/** Both clocks of a ticket at an instant, by its row and by the row it would have under another policy. */
export const comparedClocks = (row: TicketRow, other: TicketRow, at: Instant): readonly ComparedClock[] =>
  CLOCKS.map((which) => {
    const side = (of: TicketRow): Side => {
      const { state, dueAt } = seenClock(of, which, at);
      return { state, dueAt };
    };
    const [now, would] = [side(row), side(other)];
    return { which, now, would, change: changeOf(now, would) };
  });
