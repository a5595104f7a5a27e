import { fail } from "../app/failure.ts";
import { textOf } from "./flag-values.ts";
import type { Flags, Program } from "./program.ts";
import { readNamedFile, readStdin, utf8 } from "./stdin-in.ts";

/** As long as a free text may be, in bytes of UTF-8. */
const MOST_BYTES = 65_536;

/** A free text, checked as it is going to be kept: as given, but not empty, too long, or with characters that have no meaning. */
export function checkedText(text: string, from: string): string {
  if (text.trim() === "") throw fail("usage", "text_empty", { from });
  if (text.includes("\u0000")) throw fail("usage", "text_nul", { from });
  if (!text.isWellFormed()) throw fail("usage", "text_surrogate", { from });
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) throw fail("usage", "text_long", { from, bytes, most: MOST_BYTES });
  return text;
}

/** A body out of a file, `-` being standard input. The newline that ends a file is not part of it. */
async function bodyOf(program: Program, path: string, flag: string): Promise<string> {
  const bytes = path === "-" ? await readStdin(program, `${flag} -`) : readNamedFile(path, flag);
  return checkedText(utf8(bytes, flag).replace(/\r?\n$/, ""), flag);
}

async function textFrom(program: Program, flags: Flags, name: string, fileName: string): Promise<string | null> {
  const text = textOf(flags, name);
  const path = textOf(flags, fileName);
  if (text !== null && path !== null) throw fail("usage", "two_texts", { first: `--${name}`, second: `--${fileName}` });
  if (text !== null) return checkedText(text, `--${name}`);
  return path === null ? null : bodyOf(program, path, `--${fileName}`);
}

/** The text of `--note` or `--note-file`; null: neither was given. */
export const noteText = (program: Program, flags: Flags): Promise<string | null> => textFrom(program, flags, "note", "note-file");

export const hasNote = (flags: Flags): boolean => flags.note !== undefined || flags["note-file"] !== undefined;

/** The text of `--description` or `--description-file`; null: neither was given. `none` is left to the caller. */
export const descriptionText = (program: Program, flags: Flags): Promise<string | null> => textFrom(program, flags, "description", "description-file");

/** The TEXT of a verb that needs one, as an operand or by `--note-file`. A TEXT of `-` is a dash, not standard input. */
export async function operandText(program: Program, flags: Flags, text: string | null, verb: string): Promise<string> {
  const path = textOf(flags, "note-file");
  if (text !== null && path !== null) throw fail("usage", "two_texts", { first: "TEXT", second: "--note-file" });
  if (text !== null) return checkedText(text, "TEXT");
  if (path === null) throw fail("usage", "text_missing", { verb });
  return bodyOf(program, path, "--note-file");
}
