export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/**
 * Questions to a person, on stderr. Each rejects with a `Failure` of code `cancelled` when their input ends, and with an
 * `Interrupt` at Ctrl-C.
 */
export interface Ask {
  /** `suggested` is what Enter alone means. */
  confirm(question: string, suggested: boolean): Promise<boolean>;
  /** One line. `check` says what is wrong with an answer, null if nothing is. */
  text(question: string, check?: (answer: string) => string | null): Promise<string>;
  choose<Value extends string>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
}
