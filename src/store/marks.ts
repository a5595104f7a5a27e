import { foldName } from "../domain/fold-name.ts";
import { alikeBeyondClocks, readRest } from "../domain/ticket/rest.ts";
import type { TicketRow } from "../domain/ticket/row.ts";

/** A fact many tickets may share, as `ticket_mark` keeps it: kind and value. */
export type Mark = readonly [kind: string, value: string];

const SEPARATOR = "\u0000";

/** The marks of a ticket, each once. */
export function marksOf(row: TicketRow): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const add = (kind: string, value: string): void => void marks.set(kind + SEPARATOR + value, [kind, value]);
  const rest = readRest(row);
  if (row.requester !== null) add("requester", foldName(row.requester));
  if (row.assignee !== null) add("assignee", foldName(row.assignee));
  if (row.key !== null) add("key", row.key);
  for (const tag of rest.tags) add("tag", foldName(tag));
  for (const ref of rest.refs) add("ref", foldName(ref));
  for (const { name } of rest.affected) add("affected", foldName(name));
  for (const watcher of rest.watchers) add("watcher", foldName(watcher));
  for (const { rel, to } of rest.links) add(rel, `${to}`);
  return marks;
}

const NO_CHANGES: MarkChanges = { added: [], removed: [] };

interface MarkChanges {
  readonly added: readonly Mark[];
  readonly removed: readonly Mark[];
}

/** Most acts leave every mark as it is, which is seen without listing them. */
const leavesMarks = (before: TicketRow, after: TicketRow): boolean =>
  before.requester === after.requester && before.assignee === after.assignee && before.key === after.key && alikeBeyondClocks(before.rest, after.rest);

/** What is to be added and taken away so that the marks of `before` become those of `after`. */
export function markChanges(before: TicketRow | null, after: TicketRow): MarkChanges {
  if (before !== null && leavesMarks(before, after)) return NO_CHANGES;
  const new_ = marksOf(after);
  if (before === null) return { added: [...new_.values()], removed: [] };
  const old = marksOf(before);
  const missingFrom = (other: ReadonlyMap<string, Mark>, marks: ReadonlyMap<string, Mark>): readonly Mark[] =>
    [...marks].filter(([id]) => !other.has(id)).map(([, mark]) => mark);
  return { added: missingFrom(old, new_), removed: missingFrom(new_, old) };
}
