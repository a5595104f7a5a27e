/** Gives a text or nothing: a template, the first of several that gives one, a value looked up in a table, or lines. */
export type Expression = string | readonly Expression[] | Table | Lines;

/** What `of` gives is looked up, whatever its case; `none` stands where it gives nothing, `other` where the table has no such word. */
export interface Table {
  readonly of: Expression;
  readonly is: Readonly<Record<string, string>>;
  readonly none?: string;
  readonly other?: string;
}

/** All that give something, one below the other. */
interface Lines {
  readonly lines: readonly Expression[];
}

/** How a payload becomes alerts: what a mapping file holds. */
export interface Mapping {
  readonly about?: string;
  /** The fields by which such a payload is known: all of one of the lists. */
  readonly knownBy?: readonly (readonly string[])[];
  /** The field that lists the alerts; where a payload has none, it is an alert itself. */
  readonly alerts?: string;
  /** `firing`, `recovered` or `ignored`. */
  readonly state?: Expression;
  readonly key: Expression;
  readonly title?: Expression;
  readonly description?: Expression;
  readonly impact?: Expression;
  readonly urgency?: Expression;
  readonly category?: Expression;
  readonly service?: Expression;
  readonly ci?: Expression;
  readonly group?: Expression;
  readonly startsAt?: Expression;
  readonly endsAt?: Expression;
  /** Beyond so long the clocks start now, and not when the alert began. */
  readonly openedWithin?: string;
  /** What a recovery adds to its note. */
  readonly note?: Expression;
  readonly recovery?: "note" | "resolve";
  readonly code?: string;
  /** Fields whose absence is said. */
  readonly wants?: readonly string[];
}
