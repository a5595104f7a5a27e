import type { WaitOptions } from "../app/ports.ts";
import { isBusy } from "./file-failures.ts";

/** How long SQLite itself waits for a lock at a time, so that signals are heard in between. */
export const SLICE_MILLISECONDS = 200;
/** After so long a person is told. */
const TELL_MILLISECONDS = 1000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries until it is not refused for a lock; after the time allowed the last refusal is thrown. */
export async function patiently<T>(attempt: () => T, { timeoutSeconds, onWait }: WaitOptions): Promise<T> {
  let since: number | null = null;
  let told = false;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      const now = performance.now();
      // The first refusal came after a slice of waiting inside SQLite.
      since ??= now - SLICE_MILLISECONDS;
      if (now - since >= timeoutSeconds * 1000) throw error;
      if (!told && now - since >= TELL_MILLISECONDS) {
        told = true;
        onWait("lock");
      }
    }
    await pause(Math.random() * 10);
  }
}
