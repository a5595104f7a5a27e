/** Waits for all, however they end, so that none goes on in a transaction that was given up; rejects with the first error of theirs. */
export async function allDone(works: readonly Promise<unknown>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === "rejected") throw ended.reason;
}
