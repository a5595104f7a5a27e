import { spawnSync } from "node:child_process";

/** A process began so much later than a file was written, in milliseconds, that it is another one under the same number. */
const LATER_MS = 2000;
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** What `ps` says of how long a process has run, `[[dd-]hh:]mm:ss`, in seconds; null: it does not say. */
export function elapsedIn(said: string): number | null {
  const [, days = "0", hours = "0", minutes, seconds] = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(said) ?? [];
  return minutes === undefined ? null : Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether the process that wrote a file, at a time in milliseconds, goes on: one that has ended and was not yet fetched does not, nor does a later one of its number. */
export function isAtWork(pid: number, writtenMs: number): boolean {
  if (pid === process.pid || !isThere(pid)) return false;
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-o", "etime=", "-p", `${pid}`], { encoding: "utf8" });
  const [state = "", etime = ""] = (stdout ?? "").trim().split(/\s+/);
  if (/^[ZX]/.test(state)) return false;
  const elapsed = elapsedIn(etime);
  const now = performance.timeOrigin + performance.now();
  return elapsed === null || now - elapsed * 1000 <= writtenMs + LATER_MS;
}
