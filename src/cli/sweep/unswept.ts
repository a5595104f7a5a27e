import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../../domain/time/instant.ts";
import { localMinute } from "../../render/due.ts";
import { SWEEP_WORDS } from "../../words/sweep.en.ts";
import { xdgFolder } from "../config.ts";
import { makeFolder } from "../make-folder.ts";
import type { Program } from "../program.ts";

const DAY_SECONDS = 86_400;

/** When it was said last, by the file that remembers it; null: never. */
function saidAt(path: string): Instant | null {
  try {
    return Number(readFileSync(path, "utf8")) || null;
  } catch {
    return null;
  }
}

/** Says, once a day, that nothing sweeps this register. Where that cannot be remembered it is not said, for it would be said each time. */
export async function sayUnswept(program: Program, since: Instant): Promise<void> {
  const { now } = program.clock;
  const state = xdgFolder(program.env, "XDG_STATE_HOME", ".local/state");
  if (state === null) return;
  const folder = join(state, "itsm");
  const path = join(folder, "unswept");
  const said = saidAt(path);
  if (said !== null && Math.abs(now - said) < DAY_SECONDS) return;
  try {
    makeFolder(folder);
    writeFileSync(path, String(now), { mode: 0o600 });
  } catch {
    return;
  }
  // The list stands above what is said about it.
  program.io.stdout.flush();
  program.tell(SWEEP_WORDS.unswept(localMinute(program.zone, since)));
}
