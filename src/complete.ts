import { writeSync } from "node:fs";
import { clockOf } from "./cli/clock.ts";
import { completed } from "./cli/complete/completed.ts";
import type { Installation } from "./main.ts";
import { glimpse } from "./store/glimpse.ts";

const STDOUT = 1;

/** Answers the script of a shell where the cursor of its line stands. Whatever goes wrong, there is only less to offer. */
export async function complete(installation: () => Installation): Promise<void> {
  try {
    const reply = await completed(process.argv.slice(3), {
      env: process.env,
      glimpse: (path) => glimpse(path, installation().nativeBinding, clockOf(process.env.ITSM_NOW, Date.now).now),
    });
    writeSync(STDOUT, reply);
  } catch {
    // Nobody has asked for an error.
  }
}
