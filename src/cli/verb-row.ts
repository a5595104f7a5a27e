/** The sets of flags several verbs have in common; `flags/groups.ts` holds them. */
export type Group = "program" | "brief" | "formats" | "write" | "bulk" | "filters" | "fields" | "notes" | "pager";

/** One verb of the command line, as data. The sentences about it are in `words/help.en.ts` and `words/flags.en.ts`. */
export interface VerbRow {
  /** As typed: one word, or a noun and a word. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly section: "daily" | "workflow" | "oncall" | "reports" | "insight" | "data" | "administration";
  /** What follows the verb, for its usage line. */
  readonly operands: string;
  readonly least: number;
  readonly most: number;
  /** Its first operand is a set of tickets, which `--where` and `--ids-from` replace. */
  readonly selects?: true;
  readonly writes?: true;
  /** Opens no register. */
  readonly alone?: true;
  readonly groups: readonly Group[];
  /** Its own flags, in the notation of `flags/flag.ts`. */
  readonly flags?: readonly string[];
  readonly examples: readonly string[];
}
