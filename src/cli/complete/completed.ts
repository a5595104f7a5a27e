import type { Glimpse } from "../../app/glimpse.ts";
import { type Config, placeOf, readConfig } from "../config.ts";
import type { Environment } from "../program.ts";
import { answerTo } from "./answer.ts";
import { cursorOf } from "./cursor.ts";
import { known } from "./known.ts";
import type { Answer } from "./offer.ts";
import { type ShellLine, shellLine } from "./shell-words.ts";
import { bashReply, fishReply, zshReply } from "./spoken.ts";

/** What answering stands on: how to look into a register at a path. */
export interface CompletingFrom {
  readonly env: Environment;
  readonly glimpse: (place: string) => Glimpse | Promise<Glimpse>;
}

/** readline tells that it only lists: `?` after a second Tab, `!` and `@` where it is set to list at once. */
const LISTING = new Set(["63", "33", "64"]);
const COLUMNS = 80;

const columnsOf = (text: string | undefined): number => Number(text) || COLUMNS;

/** The reply to a shell's script: what may stand where the cursor is. The words are those that its script sends. */
export async function completed([shell, ...rest]: readonly string[], from: CompletingFrom): Promise<string> {
  if (shell === "bash") {
    const [before = "", after = "", breaks = "", type = "", columns] = rest;
    const line = shellLine(before);
    const look = { breaks, listing: LISTING.has(type), columns: columnsOf(columns) };
    return bashReply(await answered(line.words.slice(1), line, shellLine(`${after} `).words, from), line, look);
  }
  if (shell === "zsh") {
    const [columns, index = "0", typed = "", ...raw] = rest;
    const plain = raw.map((word) => shellLine(word).last.text);
    const at = Number(index);
    return zshReply(await answered(plain.slice(0, at), shellLine(typed), plain.slice(at + 1), from), columnsOf(columns));
  }
  if (shell === "fish") {
    const [token = "", ...before] = rest;
    return fishReply(await answered(before, shellLine(token, "fish"), [], from));
  }
  return "";
}

async function answered(before: readonly string[], { last }: ShellLine, after: readonly string[], { env, glimpse }: CompletingFrom): Promise<Answer> {
  const { asked, given } = cursorOf(before, last.text, after);
  const config = await settings(env);
  const register = known(() => glimpse(placeOf(given.get("db") || undefined, env, config).place));
  try {
    return await answerTo(asked, register);
  } finally {
    register.close();
  }
}

/** Settings that cannot be read are for the next command to complain about. */
async function settings(env: Environment): Promise<Config> {
  try {
    return await readConfig(env);
  } catch {
    return {};
  }
}
