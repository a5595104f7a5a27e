import type { Progress } from "../app/ports.ts";

/** What tells a part of a work how far it has come, as a share of the whole: from one share to another. */
export const within =
  (progress: Progress, from: number, to: number): Progress =>
  (done, of) =>
    progress(from + ((to - from) * done) / Math.max(1, of), 1);
