/** Rows under way that nobody waits for: a large change must not lie in memory as a whole. */
const ROWS_AHEAD = 8000;

/** A set of so many rows may not fit into what a connection takes at once. */
const LARGE = 500;

/** Lets what was sent go on its way, so that the server is at work while the next is made. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a server says of whatever comes behind a failure, up to the end of the transaction. */
const isRefused = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === "25P02";

/** What was sent to a server in a transaction and is not answered yet, and the first of it that failed. */
export class Sent {
  readonly #under = new Set<Promise<void>>();
  #rows = 0;
  #failed: { readonly error: unknown } | null = null;

  /** The error to tell: of a statement that was refused because one before it had failed, that one's. */
  first(error: unknown): unknown {
    if (this.#failed === null || !isRefused(error)) this.#failed = { error };
    return this.#failed.error;
  }

  /** Whatever is not answered yet, as it is now; each rejects with its error. */
  all(): readonly Promise<void>[] {
    return [...this.#under];
  }

  /** Remembers what was sent, of so many rows; waits where too much is under way. Rejects with an error of what it waited for. */
  async add(done: Promise<unknown>, rows: number): Promise<void> {
    const sent: Promise<void> = done.then(() => {
      if (this.#under.delete(sent)) this.#rows -= rows;
    });
    sent.catch(() => undefined);
    this.#under.add(sent);
    this.#rows += rows;
    if (rows >= LARGE) await turn();
    while (this.#rows > ROWS_AHEAD && this.#under.size > 1) await [...this.#under][0];
  }

  /** Forgets all of it, for another transaction. */
  clear(): void {
    this.#under.clear();
    this.#rows = 0;
    this.#failed = null;
  }
}
