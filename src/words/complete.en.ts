/** What a shell shows beside the words it offers. */
export const COMPLETE_WORDS = {
  alias: (verb: string) => `the same as ${verb}`,
  ended: (status: string, title: string) => `${status}: ${title}`,
  last: "the ticket you changed last",
  me: "who acts",
  none: "absent",
  any: "present",
  clears: "takes it away",
  computed: "what impact and urgency give",
  sort: "the order; sort:-opened turns it round",
  operation: (verb: string, actor: string) => `${verb} by ${actor}`,
  fieldsHelp: "the whole list",
} as const;

/** What values of a field look like, by its kind. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  name: "a name or @me",
  mark: "a value",
  word: "a value",
  number: "a number or a range",
  text: "words in it",
  instant: "a time or a range, such as 2d..",
  duration: "a length, such as 4h..",
};

const PAST: Readonly<Record<string, string>> = {
  "today..": "today",
  "yesterday..": "since yesterday",
  "7d..": "within 7 days",
  "..7d": "7 days ago or longer",
};

/** Examples of values that nobody can list. */
export const TIMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  opened: PAST,
  updated: PAST,
  resolved: PAST,
  closed: PAST,
  due: { "..4h": "within 4 hours", "..1d": "within a day", "..3d": "within 3 days" },
  age: { "4h..": "4 hours or older", "3d..": "3 days or older" },
  idle: { "1d..": "untouched for a day", "3d..": "untouched for 3 days" },
};
