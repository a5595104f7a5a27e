import { quote } from "../domain/query/spell.ts";
import { isOneValue } from "../domain/query/split.ts";
import type { Program } from "./program.ts";
import { quoted } from "./shell-word.ts";

/** Where nothing was found: says of each word with spaces that it was read as one value of a field, and how two terms are written. */
export async function tellOneValues(program: Program, words: readonly string[]): Promise<void> {
  for (const word of words.filter(isOneValue)) {
    const typed = word.trim();
    const begin = typed.search(/[:=]/) + 1;
    const terms = typed.split(/\s+/u).map(quoted).join(" ");
    await program.notice("read_as_one", { typed, read: `${typed.slice(0, begin)}${quote(typed.slice(begin).trim())}`, terms, verb: program.row.name });
  }
}
