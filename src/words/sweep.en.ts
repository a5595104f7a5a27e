interface Counts {
  readonly tickets: number;
  readonly ended: number;
  readonly warned: number;
  readonly escalated: number;
  readonly reminded: number;
  readonly resolved: number;
  readonly closed: number;
}

const tickets = (count: number): string => (count === 1 ? "1 ticket" : `${count} tickets`);

/** What the sweep did, in the order in which it does it. */
function counted(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.ended, "ended"],
    [counts.warned, "warned"],
    [counts.escalated, "escalated"],
    [counts.reminded, "reminded"],
    [counts.resolved, "resolved"],
    [counts.closed, "closed"],
  ];
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(", ");
}

export const SWEEP_WORDS = {
  /** Of a whole run. */
  summary: (counts: Counts, dryRun: boolean) =>
    counts.tickets === 0
      ? dryRun
        ? "nothing would be due"
        : "nothing was due"
      : `${tickets(counts.tickets)}${dryRun ? " would be swept" : ""}: ${counted(counts)}`,
  begun: (every: string) => `sweeping every ${every}; Ctrl-C ends it`,
  again: "this round came to nothing; the next one tries again",
  /** Left on a ticket, where its requester reads it. */
  noResponse: "Nobody answered for as long as the desk waits, so this is resolved. Reply to have it reopened.",
  /** Where somebody lists tickets and no sweep has run for long. */
  unswept: (since: string) => `due since ${since}, and nothing swept: run itsm sweep, best by a timer`,
} as const;

/** What a terminal calls the keys of its status. */
export const SWEEP_LABELS: Readonly<Record<string, string>> = { asOf: "As of", sweptAt: "Last swept", due: "Due now", since: "Due since", late: "Late" };

/** Mistakes in a call of it. */
export const SWEEP_ERRORS: Readonly<Record<string, (about: Readonly<Record<string, unknown>>) => readonly [string, string]>> = {
  sweep_at_dry: () => ["--at goes with --dry-run: time cannot be swept before it has come.", "itsm sweep --dry-run --at 'tomorrow 09:00'"],
  sweep_every_range: ({ value }) => [`--every ${String(value)} is too often or too seldom.`, "from 1s to 1d"],
};
