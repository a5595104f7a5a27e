import { writeSync } from "node:fs";
import type { Glimpse } from "./app/glimpse.ts";
import { clockOf } from "./cli/clock.ts";
import { completed } from "./cli/complete/completed.ts";
import { isServerAddress } from "./cli/server-address.ts";
import type { Instant } from "./domain/time/instant.ts";
import type { Installation } from "./main.ts";
import { glimpse } from "./store/glimpse.ts";

const STDOUT = 1;

async function look(place: string, { nativeBinding }: Installation, now: Instant): Promise<Glimpse> {
  if (!isServerAddress(place)) return glimpse(place, nativeBinding, now);
  const { userInfo } = process.getBuiltinModule("node:os");
  return (await import("./store/postgres-glimpse.ts")).glimpseServer(place, now, { env: process.env, osUser: userInfo().username });
}

/** Answers the script of a shell where the cursor of its line stands. Whatever goes wrong, there is only less to offer. */
export async function complete(installation: () => Installation): Promise<void> {
  try {
    const reply = await completed(process.argv.slice(3), {
      env: process.env,
      glimpse: (place) => look(place, installation(), clockOf(process.env.ITSM_NOW, Date.now).now),
    });
    writeSync(STDOUT, reply);
  } catch {
    // Nobody has asked for an error.
  }
}
