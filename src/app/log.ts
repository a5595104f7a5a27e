import type { Log } from "../domain/ticket/acts/log.ts";
import { openUnderClosed } from "../domain/ticket/acts/parent.ts";
import type { Act, Command } from "../domain/ticket/decide.ts";
import { type Fields, OPEN, type Ticket } from "../domain/ticket/ticket.ts";
import type { Desk } from "./desk.ts";
import { type Acting, type Planned, Planner } from "./plan.ts";
import type { Reads } from "./ports.ts";
import { WorkingSet } from "./working-set.ts";

/** What is logged, what is done to it in the same breath, and what it follows. */
export interface Logging {
  readonly log: Log;
  readonly next: readonly Act[];
  /** Copied from the ticket it follows, where the caller said nothing of his own. */
  readonly unsaid: ReadonlySet<keyof Fields>;
  /** Said of a ticket that its key brings back. */
  readonly reopenReason: string;
}

/** What a ticket takes over from the one it follows. */
const INHERITED = ["type", "requester", "contact", "category", "service", "site", "ci"] as const satisfies readonly (keyof Fields)[];

/** A log that takes over from the ticket it follows what nobody said. */
export const following = (logging: Logging, before: Ticket): Log => ({
  ...logging.log,
  follows: before.number,
  fields: { ...logging.log.fields, ...Object.fromEntries(INHERITED.filter((key) => logging.unsaid.has(key)).map((key) => [key, before[key]])) },
});

/** Whether a key brings its ticket back. Under a closed parent nothing is reopened: its ticket has ended for the alert that must not be lost. */
export const comesAgain = (known: Ticket, set: WorkingSet): boolean =>
  OPEN.includes(known.status) || (known.status === "resolved" && openUnderClosed(known, set) === null);

/**
 * Plans a log. A key says that it is the same trouble: the ticket it means today recurs, or is reopened, and only where
 * that one has ended is there a new ticket, which follows it.
 */
export async function planLog(reads: Reads, desk: Desk, acting: Acting, logging: Logging): Promise<Planned> {
  const { log, next } = logging;
  const standing = log.fields.key === null ? null : await reads.byKey(log.fields.key);
  const set = await WorkingSet.of(reads, standing === null ? [] : [standing], [log, ...next]);
  const planner = new Planner(desk, acting, set);
  const known = standing === null ? null : set.other(standing);
  if (known !== null && comesAgain(known, set)) {
    const again: readonly Command[] = [
      ...(known.status === "resolved" ? [{ do: "reopen", reason: logging.reopenReason } as const] : []),
      { do: "recur", count: 1 },
    ];
    return { items: [planner.item(known.number, again, "repeated").item], also: [] };
  }
  const before = log.follows !== null ? set.other(log.follows) : known;
  const { item, also } = planner.item(desk.state.numbers + 1, [before === null ? log : following(logging, before), ...next]);
  const whole = planner.consequences(also, new Map([[item.number, item]]));
  return { items: [...whole.items.values()], also: item.outcome === "refused" ? [] : whole.also };
}
