/** What is asked for a flag that a call lacks; `verb --flag` where a verb means something of its own by it. */
const QUESTIONS: Readonly<Record<string, string>> = {
  code: "Resolution code:",
  note: "Note:",
  "resolve --note": "How was service restored?",
  "close --note": "How was service restored?",
  "hold --note": "What is being waited for, and from whom?",
  reason: "Reason:",
  "hold --reason": "What is it waiting for?",
  "cancel --reason": "Why should it never have been logged?",
  "reopen --reason": "Why is it not over?",
  "escalate --reason": "Why is it handed over?",
  "edit --reason": "Why is it changed?",
  "priority-reason": "Why is the priority set against the matrix?",
  "at-reason": "Why is it entered this late?",
  category: "Category:",
  review: "Review: what happened, and what is learnt from it?",
  until: "Until when? (monday 09:00, in 2h, 2bd)",
  "duplicate-of": "Which ticket does it duplicate?",
  type: "Type:",
  assignee: "Who is the incident manager? (a name or @me)",
  "assign --to": "Who gets it?",
  "escalate --to": "Which group gets it?",
  add: "Who else is hit?",
  TEXT: "Note:",
  "workaround TEXT": "How can people go on working?",
};

/** The question for a flag, or for the TEXT of a verb. */
export const questionFor = (verb: string, flag: string): string =>
  QUESTIONS[flag === "TEXT" ? `${verb} TEXT` : `${verb} --${flag}`] ?? QUESTIONS[flag] ?? `--${flag}:`;

const FEW = 5;
const listed = (ids: readonly string[]): string => (ids.length > FEW ? `${ids.slice(0, FEW).join(", ")} and ${ids.length - FEW} more` : ids.join(", "));

/** Around the questions. */
export const ASKING = {
  /** The tickets a question is about. */
  about: (ids: readonly string[], title: string): string => (ids.length === 1 ? `${ids[0]}  ${title}` : `${ids.length} tickets: ${listed(ids)}`),
  /** Why it is asked. */
  because: (ids: readonly string[], message: string): string => `${listed(ids)}${ids.length === 1 ? " " : "  "}${message}`,
  /** The question whose answer is yes or no. */
  steal: (count: number): string => (count === 1 ? "Take it over?" : `Take these ${count} over?`),
  children: (verb: string, count: number): string =>
    count === 1 ? `${verb === "close" ? "Close" : "Resolve"} its children with it?` : `${verb === "close" ? "Close" : "Resolve"} their children with them?`,
  myself: (me: string): string => `me (${me})`,
  nobody: "nobody; the group keeps it",
  group: (name: string): string => `group ${name}`,
  person: "a person, by name",
  personNamed: "Name:",
  /** What a reason to hold means. */
  holds: (stops: readonly string[], needs: readonly string[]): string =>
    [
      stops.length === 0 ? "stops no clock" : `stops ${stops.length === 2 ? "both clocks" : `the ${stops[0]} clock`}`,
      ...(needs.length === 0 ? [] : [`needs ${needs.map((need) => (need === "until" ? "an end" : "a note")).join(" and ")}`]),
    ].join(", "),
} as const;
