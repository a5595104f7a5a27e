import { CLOCKS } from "../../domain/policy/policy.ts";
import { clockState, readClock } from "../../domain/ticket/clock-state.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import { cleanLine } from "../clean.ts";
import { clockWords } from "../due.ts";
import type { Look } from "../field.ts";

/** Something that came about in a watched list. `clock`: by time alone a clock came to be at risk or breached. */
export interface Change {
  readonly kind: "new" | "changed" | "clock" | "left";
  /** The ticket as it is now. */
  readonly row: TicketRow;
  /** As it was in the list before; null: it was not. */
  readonly before: TicketRow | null;
}

const ASPECTS = WATCH_WORDS.aspects;

/** What a person would look at first, where it differs. */
function aspects(before: TicketRow, after: TicketRow): readonly string[] {
  const changed = (key: keyof TicketRow): boolean => before[key] !== after[key];
  return [
    ...(changed("type") ? [ASPECTS.type(after.type)] : []),
    ...(changed("status") ? [ASPECTS.status(after.status)] : []),
    ...(changed("major") ? [after.major === 1 ? ASPECTS.major : ASPECTS.noMajor] : []),
    ...(changed("priority") ? [ASPECTS.priority(after.priority)] : []),
    ...(changed("assignee") ? [ASPECTS.assignee(after.assignee)] : []),
    ...(changed("group") ? [ASPECTS.group(after.group)] : []),
    ...(changed("category") ? [ASPECTS.category(after.category)] : []),
    ...(changed("title") ? [ASPECTS.title] : []),
    ...(changed("occurrences") ? [ASPECTS.occurrences(after.occurrences)] : []),
  ];
}

/** The clocks that press, in words. */
function pressing(row: TicketRow, look: Look): readonly string[] {
  return CLOCKS.flatMap((which) => {
    const state = clockState(row, which, look.now);
    if (state !== "at_risk" && state !== "breached") return [];
    const { dueAt, breachedAt } = readClock(row, which, look.now, look.calendarOf);
    return [`${which} ${clockWords(state, dueAt, breachedAt, look.now)}`];
  });
}

/** One change as a sentence on one line. */
export function changeWords({ kind, row, before }: Change, look: Look): string {
  const id = idOf(row);
  switch (kind) {
    case "new":
      return cleanLine(WATCH_WORDS.isNew(id, row.priority, row.title));
    case "left":
      return cleanLine(WATCH_WORDS.left(id, row.status, row.title));
    case "clock":
      return cleanLine(WATCH_WORDS.clock(id, pressing(row, look), row.title));
    case "changed":
      return cleanLine(WATCH_WORDS.changed(id, before === null ? [] : aspects(before, row), row.title));
  }
}
