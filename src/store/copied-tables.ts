import type { Bulk } from "./sql.ts";
import { COLUMNS, TICKET_KEYS } from "./ticket-columns.ts";

/** A table as it is copied: rows in the order of the key, so that the last one copied says how far it has come. */
export interface CopiedTable {
  readonly insert: Bulk;
  readonly key: readonly string[];
  /** `history` is added to alone, `rows` change with each operation, `learnt` also without one. */
  readonly kind: "history" | "rows" | "learnt";
}

const table = (kind: CopiedTable["kind"], name: string, key: readonly string[], others: readonly string[]): CopiedTable => ({
  insert: { verb: "insert into", table: name, columns: [...key, ...others], where: [] },
  key,
  kind,
});

const TICKET_COLUMNS = TICKET_KEYS.map((key) => COLUMNS[key]);

/** All of a register but its own row and the search index, in the order in which they are copied. */
export const COPIED: readonly CopiedTable[] = [
  table("history", "policy", ["version"], ["operation", "source", "compiled"]),
  table("history", "operation", ["seq"], ["verb", "recorded_at", "actor", "via", "held_clock", "policy", "undoes", "run", "result", "hash"]),
  table("history", "event", ["id"], ["number", "version", "type", "at", "data", "texts", "hash"]),
  table(
    "rows",
    "ticket",
    ["number"],
    TICKET_COLUMNS.filter((column) => column !== "number"),
  ),
  table("rows", "ticket_mark", ["kind", "value", "number"], []),
  table("rows", "person", ["folded"], ["name", "contact"]),
  table(
    "learnt",
    "known_error",
    ["id"],
    [
      ...["title", "symptom", "cause", "workaround", "number", "added_by", "added_at", "operation"],
      ...["retired_by", "retired_at", "retire_reason", "retired_operation"],
    ],
  ),
  table("learnt", "known_error_word", ["word", "id"], ["n"]),
  table("learnt", "known_error_use", ["id", "operation", "number"], []),
  table("learnt", "lesson_label", ["id"], ["field", "label", "tickets", "weight"]),
  table("learnt", "lesson", ["word"], ["counts"]),
  table("learnt", "lesson_ticket", ["number"], ["version"]),
  table("learnt", "lesson_state", ["id"], ["event", "below", "tickets", "words"]),
];
