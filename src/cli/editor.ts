import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Failure, fail, isFailure } from "../app/failure.ts";
import { EDITOR_ERRORS } from "../words/form.en.ts";
import { xdgFolder } from "./config.ts";
import { commandWords } from "./editor-command.ts";
import { makeFolder } from "./make-folder.ts";
import type { Program } from "./program.ts";
import { utf8 } from "./stdin-in.ts";
import { type Ended, editing } from "./terminal-lent.ts";

/** No text of a person is as long. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Asked for in this order where nobody named one. */
const USUAL = ["vi", "nano"];

/** Whether a program of that name is found in the folders of a PATH. */
export function isInPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}

/** The person's editor and the words that go with it. */
export function editorOf({ env }: Program): readonly string[] {
  for (const variable of ["ITSM_EDITOR", "VISUAL", "EDITOR"]) {
    const value = env[variable] ?? "";
    if (value.trim() === "") continue;
    const words = commandWords(value);
    if (words === null || words[0] === "") throw fail("usage", "editor_unreadable", { variable, value });
    return words;
  }
  const usual = USUAL.find((program) => isInPath(program, env.PATH ?? process.env.PATH ?? ""));
  if (usual === undefined) throw fail("usage", "editor_none");
  return [usual];
}

/** Writes a text into a file of that name for its owner alone, in a folder of its own, and gives its path. */
export function kept(program: Program, text: string, name: string): string {
  const state = xdgFolder(program.env, "XDG_STATE_HOME", ".local/state");
  if (state === null) throw fail("usage", "state_home_missing");
  try {
    makeFolder(state);
    const path = join(mkdtempSync(join(state, "edit-")), name);
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return path;
  } catch (error) {
    throw fail("unavailable", "state_unwritable", { path: state, why: (error as Error).message }, error);
  }
}

/** Takes a file that `kept` made away again, with whatever the editor left beside it. */
export const discard = (path: string): void => rmSync(dirname(path), { recursive: true, force: true });

/** What stands in the file now; one that the editor has removed is empty. */
function textIn(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return "";
  if (!stat.isFile()) throw fail("usage", "no_plain_file", { flag: "the editor", path });
  if (stat.size > MOST_BYTES) throw fail("usage", "file_too_long", { flag: "the editor", path, most: MOST_BYTES });
  return utf8(readFileSync(path), path).replace(/^\ufeff/, "");
}

const faultOf = ({ code, signal, error }: Ended, editor: string): Failure | null => {
  if (error !== null) return fail("usage", "editor_unstartable", { editor, why: error.message }, error);
  if (signal !== null) return fail("failed", "editor_killed", { editor, signal });
  return code === 0 ? null : fail("failed", "editor_failed", { editor, code });
};

/**
 * Opens a text in the person's editor (ITSM_EDITOR, VISUAL, EDITOR, else vi or nano) as a file of that name, and resolves
 * to what was saved, without the newline that ends a file. A `Failure` where there is none, it cannot be started or ends badly, or what it left is no text; what
 * was typed stays in its file then, and the failure says where.
 */
export async function edited(program: Program, text: string, name: string): Promise<string> {
  const words = editorOf(program);
  const whole = text.endsWith("\n") ? text : `${text}\n`;
  const path = kept(program, whole, name);
  try {
    const fault = faultOf(await editing(program, words, path), words[0] as string);
    if (fault !== null) throw fault;
    const saved = textIn(path);
    discard(path);
    return saved.replace(/\r?\n$/, "");
  } catch (error) {
    throw withFile(program, error, path, whole);
  }
}

/** The same failure, with the path of what was typed; a file in which nothing was is taken away. */
function withFile(program: Program, error: unknown, path: string, text: string): unknown {
  if (isSame(path, text)) {
    discard(path);
    return error;
  }
  const problem = { key: "text_kept", with: { path } };
  if (isFailure(error)) return new Failure(error.code, [...error.problems, problem], error);
  sayKept(program, path);
  return error;
}

/** Said on the way out, where the terminal may have gone already. */
function sayKept({ io }: Program, path: string): void {
  try {
    io.stderr.write(`${EDITOR_ERRORS.text_kept?.({ path }) as string}\n`);
  } catch {
    // Nobody is left to be told.
  }
}

function isSame(path: string, text: string): boolean {
  try {
    // To read a pipe would wait for a writer.
    return statSync(path).isFile() && readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}
