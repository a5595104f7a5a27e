import type { WaitOptions } from "../app/ports.ts";
import type { Program } from "./program.ts";
import { secondsOf } from "./seconds-in.ts";

const WAIT_SECONDS = 60;

/** How long a run waits for others' locks, and who is told that it waits. */
export const waitOf = (program: Program, place: string): WaitOptions => ({
  timeoutSeconds: secondsOf(program.flags, "timeout") ?? WAIT_SECONDS,
  onWait: (what) => void program.notice(what === "lock" ? "waiting_for_lock" : "waiting_for_server", { place }),
});
