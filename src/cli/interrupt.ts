/** What each signal ends a run with: 128 and its number, as shells count. */
export const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A run that a signal, or Ctrl-C at a question, ends. Told by `exit`, for chunks are bundled apart. */
export class Interrupt extends Error {
  readonly exit: number;

  constructor(signal: keyof typeof SIGNALS) {
    super(signal);
    this.exit = SIGNALS[signal];
  }
}

export const isInterrupt = (error: unknown): error is Interrupt => error instanceof Error && typeof (error as Partial<Interrupt>).exit === "number";
