/** One line for each verb that keeps a register. */
export const CARE_VERB_WORDS: Readonly<Record<string, string>> = {
  export: "tickets, histories or the whole register, to other programs",
  import: "fill an empty register with a bundle",
  "db backup": "a copy in a file, while others go on writing",
  "db restore": "put a backup in the register's place; the old is kept",
  "db copy": "the whole register into another database, or on with it",
  "db check": "whether the register is whole; exit 1 if it is not",
  doctor: "what is not as it should be, each with its cure",
};

/** One line for each flag of theirs. */
export const CARE_FLAG_WORDS: Readonly<Record<string, string>> = {
  "db copy --to": "the empty one it goes to: a path, or postgres://…",
  full: "prove the history, and hold the search against the texts",
  confirm: "the name of the register that is replaced",
  events: "their histories instead, an event a line",
  out: "a file for it, for your eyes only",
  bundle: "the whole register: FILE, FILE.gz, or - for stdout",
  "import --bundle": "the file, or - for stdin",
  "export --yes": "replace a file that is there",
  "db backup --yes": "replace a backup that is there",
  "doctor --quiet": "what is wrong, in a word each",
  "export --quiet": "with --out: the path alone",
  "export --json": "with --out or --bundle: a document about the file",
  "export --jsonl": "one JSON object a line, which is usual",
};
