import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { Program } from "./program.ts";

/** More than this is no list of tickets and no note: an endless pipe must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** So much of an input tells whether it is what it should be. */
const LOOK_BYTES = 4096;

/** How much may come, and what is said of more. */
export interface InputLimit {
  readonly most: number;
  readonly key: string;
}

const ENDLESS: InputLimit = { most: MOST_BYTES, key: "input_endless" };

/**
 * All bytes of standard input. `reader` is the flag or operand that asks; a second one is a `usage` failure. What
 * `isHopeless` by its first whole lines is read no further, for it may never end.
 */
export async function readStdin(
  program: Program,
  reader: string,
  isHopeless: (lines: Uint8Array) => boolean = () => false,
  { most, key }: InputLimit = ENDLESS,
): Promise<Uint8Array> {
  const { io, stdinTaken } = program;
  if (stdinTaken.by !== null) throw fail("usage", "stdin_twice", { first: stdinTaken.by, second: reader });
  stdinTaken.by = reader;
  if (io.stdin.isTerminal) await program.notice("reading_terminal");
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of io.stdin.chunks()) {
    length += piece.length;
    if (length > most) throw fail("usage", key, { from: reader, most });
    pieces.push(piece);
    if (length >= LOOK_BYTES && length - piece.length < LOOK_BYTES) {
      const seen = Buffer.concat(pieces, length);
      const lines = seen.subarray(0, seen.lastIndexOf("\n") + 1);
      if (isHopeless(lines)) return lines;
    }
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, length);
}

/** What a shell puts in the place of `<(…)`: a pipe that somebody writes to already. */
const OPEN_PIPE = /^\/(?:dev\/fd|proc\/self\/fd)\/\d+$/;

/**
 * All bytes of a file that somebody named; `most` bytes at the outside. Devices and folders are refused before they are
 * read, and so is a named pipe: to open it would wait for a writer, deaf to signals.
 */
export function readNamedFile(path: string, flag: string, most: number = MOST_BYTES): Uint8Array {
  let file: number | null = null;
  try {
    if (!OPEN_PIPE.test(path) && statSync(path).isFIFO()) throw fail("usage", "no_plain_file", { flag, path });
    file = openSync(path, "r");
    const stat = fstatSync(file);
    if (stat.isDirectory() || stat.isCharacterDevice() || stat.isBlockDevice()) throw fail("usage", "no_plain_file", { flag, path });
    return readUpTo(file, path, flag, most);
  } catch (error) {
    if (error instanceof Error && "problems" in error) throw error;
    throw fail("usage", "file_unreadable", { flag, path, why: (error as Error).message }, error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** A pipe (`<(…)`) has no size, so the end is where nothing more comes. */
function readUpTo(file: number, path: string, flag: string, most: number): Uint8Array {
  const pieces: Buffer[] = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.alloc(65_536);
    const read = readSync(file, piece, 0, piece.length, null);
    if (read === 0) return Buffer.concat(pieces, length);
    length += read;
    if (length > most) throw fail("usage", "file_too_long", { flag, path, most });
    pieces.push(piece.subarray(0, read));
  }
}

/** Bytes as text; what is not UTF-8 is a `usage` failure that says where the bytes came from. */
export function utf8(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw fail("usage", "not_utf8", { from }, error);
  }
}
