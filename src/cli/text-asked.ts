import { fail } from "../app/failure.ts";
import { taughtText } from "../app/lesson-change.ts";
import type { Reads } from "../app/ports.ts";
import { parseSpec } from "../domain/query/numbers.ts";
import { describedIn } from "../domain/ticket/fold.ts";
import { oneNumber, textOf } from "./flag-values.ts";
import type { Args, Program } from "./program.ts";
import { quoted } from "./shell-word.ts";
import { checkedText } from "./text-in.ts";

/** The text a call asks about, and the ticket it is of; null: none. */
export interface Asked {
  readonly text: string;
  readonly number: number | null;
}

/** The text of a ticket or of `--text`, of which a call has one. */
export async function textAsked(program: Program, reads: Reads, { operands, flags }: Args): Promise<Asked> {
  const text = textOf(flags, "text");
  const [spec] = operands;
  if (text !== null && spec !== undefined) throw fail("usage", "two_texts", { first: spec, second: "--text" });
  if (text !== null) return { text: checkedText(text, "--text"), number: null };
  if (spec === undefined) throw fail("usage", "text_or_spec", { verb: program.row.name, example: program.row.examples[0] });
  if (!parseSpec(spec).ok && /\p{L}/u.test(spec))
    throw fail("usage", "text_as_spec", { text: spec, command: `itsm ${program.row.name} --text ${quoted(spec)}` });
  const number = await oneNumber(reads, program, spec, "SPEC");
  const [row] = await reads.tickets([number]);
  if (row === undefined) throw fail("not_found", "no_tickets", { ids: [String(number)] });
  return { text: taughtText(row.title, describedIn((await reads.histories([number])).get(number) ?? [])), number };
}
