// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = Readonly<Record<string, any>>;

/** What the form of a ticket says beside its fields. */
export const FORM_WORDS = {
  head: (id: string, status: string): readonly string[] => [
    `${id}, ${status.replace("_", " ")}. One "key: value" a line; lines that begin with # are left out.`,
    "A key without a value clears it. Where nothing is changed, or the file is",
    "emptied, nothing is written.",
  ],
  /** Which values a key may have. */
  oneOf: (values: readonly string[], more: number): string => `${values.join(", ")}${more > 0 ? `, and ${more} more` : ""}`,
  priority: (computed: string, values: readonly string[]): string =>
    `computed is what impact and urgency say: ${computed} as it stands. Against it: ${values.join(", ")}, with a reason.`,
  time: "a time: 2026-11-24 10:00, 2h ago, besok jam 9",
  ref: "numbers in other systems, a line each; more can be added",
  group: (values: readonly string[]): string =>
    `${values.length > 0 ? `${values.join(", ")}. ` : ""}Another group clears the assignee, unless that is changed too.`,
  assignee: "a name, or @me",
  tags: "one word each, with spaces between",
  parent: "the number of the ticket it is part of",
  major: "yes makes it a major incident, which needs an assignee and a reason",
  reason: "why it is changed",
  reasonNeeded: "why it is changed; a change needs a reason now",
  satisfaction: "1 to 5",
  /** The line above the description. */
  marker: "---- description, down to the end of the file ----",
  noPair: 'this line is no "key: value"',
  unknownKey: (key: string, near: string | null, keys: readonly string[]): string =>
    `there is no key "${key}" here; ${near === null ? `the keys are ${keys.join(", ")}` : `did you mean ${near}?`}`,
  twice: (key: string): string => `${key} stands here twice`,
  refsStay: (ref: string): string => `${ref} cannot be taken off; references can only be added`,
  untilStays: "an end cannot be taken off alone: make the priority computed first, and set it again",
  majorStays: "a major incident stays one",
  yesOrNo: "yes or no",
} as const;

/** What keeps a person from editing a text, and what became of it. */
export const EDITOR_ERRORS: Readonly<Record<string, (about: About) => string | readonly [message: string, hint: string]>> = {
  editor_none: () => ["There is no editor: neither vi nor nano is in the path.", "ITSM_EDITOR, VISUAL or EDITOR names one"],
  editor_unreadable: (a) => [`${a.variable} cannot be read as a command: ${a.value}`, "close its quotes; words are parted by spaces"],
  editor_unstartable: (a) => [`The editor ${a.editor} cannot be started: ${a.why}`, "ITSM_EDITOR, VISUAL or EDITOR names another"],
  editor_failed: (a) => `The editor ${a.editor} ended with code ${a.code}; nothing was written.`,
  editor_killed: (a) => `The editor ${a.editor} was ended by ${a.signal}; nothing was written.`,
  text_kept: (a) => `What was typed is kept in ${a.path}`,
  state_home_missing: () => ["There is no HOME to keep a text in while it is written.", "XDG_STATE_HOME says where"],
  state_unwritable: (a) => `No file can be made in ${a.path}: ${a.why}`,
  form_one_ticket: (a) => [
    a.count === null
      ? "edit needs something to change; a form is for one ticket, named by its number."
      : `edit needs something to change; a form is for one ticket, not ${a.count}.`,
    "itsm edit 41..45 --category hardware/printer, or one by one: itsm edit 41",
  ],
  form_given_up: () => "The form came back with its faults and was left as it was; nothing was changed.",
};
