// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = Readonly<Record<string, any>>;

const tickets = (count: number): string => (count === 1 ? "1 ticket" : `${count} tickets`);
const texts = (count: number): string => (count === 1 ? "1 text" : `${count} texts`);

/** What is said around a redaction, on stderr. */
export const REDACT_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  redact_text: (a) => `${a.id} event ${a.version}, ${a.by} ${a.when}, ${a.field}: ${a.text}`,
  redact_more: (a) => `and ${a.more} more`,
  redact_confirm: (a) =>
    `${texts(a.texts)} of ${tickets(a.tickets)} will be gone for good; it cannot be undone. Type the name of the register, ${a.name}, to go on`,
  redact_kept: (a) =>
    a.server
      ? "backups, exports and copies made before still hold it, and so do the server's log (WAL), its archive and replicas until they have moved on"
      : "backups, exports and copies made before still hold it",
  redact_in_log: (a) =>
    a.server
      ? `others are reading ${a.place}, or its tables belong to another login: their files hold the old text; the same redact again, by their owner, takes it out`
      : `others are reading ${a.place}: its log holds the old text until they are done; the same redact again empties it`,
  redact_known: (a) => `${a.ids.join(", ")}: written down from these tickets in words of their own, which are as they were; itsm kb show ${a.ids[0]}`,
};

/** What is wrong with a call that redacts, and what to do. */
export const REDACT_ERRORS: Readonly<Record<string, (about: About) => string | readonly [message: string, hint: string]>> = {
  redact_unfinished: (a) => [
    a.server
      ? `The redaction is kept, but ${a.place} went away before its files were written anew: they may hold the old text.`
      : `The redaction is kept, but the disk of ${a.place} failed before the log beside it was emptied: it may hold the old text.`,
    "the same redact again takes it out",
  ],
  redact_unconfirmed: (a) => ["A redaction cannot be undone, and there is nobody to ask.", `--dry-run shows what would go; --confirm ${a.word} does it`],
  redact_other_name: (a) => [`--confirm says "${a.given}", and this register is called "${a.name}".`, "itsm db info has its name"],
  redact_field: (a) => [
    `"${a.field}" is not a free text that can be redacted.`,
    `one of: ${a.fields.join(", ")}; all else is part of what the history proves, so it is changed by itsm edit and its old value stays`,
  ],
};
