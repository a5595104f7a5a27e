/** Where text goes. `write` may buffer; `flush` hands on what it holds. Both throw what the system says (EPIPE, ENOSPC). */
export interface Output {
  readonly isTerminal: boolean;
  /** Of the terminal; 80 where there is none. */
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  flush(): void;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Its bytes as they come. Can be read once. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}
