type About = Readonly<Record<string, unknown>>;

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => string | readonly [what: string, todo: string];

const tickets = (count: number): string => (count === 1 ? "1 ticket" : `${count} tickets`);
const FEW = 12;
const few = (names: readonly string[]): string => (names.length > FEW ? `${names.slice(0, FEW).join(", ")} and ${names.length - FEW} more` : names.join(", "));
const near = (name: unknown): string => (name === null || name === undefined ? "" : ` Did you mean ${String(name)}?`);

/** What `sla calc` cannot do. */
export const SLA_ERRORS: Readonly<Record<string, Sentence>> = {
  calendar_missing: ({ names }) => ["Which calendar is to count?", `calendars: ${few(names)}\n--calendar ${names.at(-1) ?? "NAME"}`],
  calendar_unknown: ({ name, near: meant, names }) => [`The policy has no calendar "${name}".${near(meant)}`, `calendars: ${few(names)}`],
  service_days: ({ value }) => [
    `--add: "${value}" is time by the clock on the wall, and a calendar counts service time.`,
    "2bd is two service days, 16h so many hours of service",
  ],
  service_unreadable: ({ value }) => [`--add: "${value}" is no service time.`, "such as 90m, 1h30m, 8h, 2bd, or -3h for before"],
  never_reached: ({ calendar, span }) => `${calendar} is never open for ${span}.`,
};

/** What `sla verify` and `sla what-if` say beside their answer. */
export const SLA_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  clocks_verified: ({ tickets: count, differences, differing }) =>
    differences === 0
      ? `${tickets(count as number)}: every due time is what the history and the calendars say`
      : `${tickets(count as number)}: ${String(differences)} ${differences === 1 ? "column" : "columns"} of ${tickets(differing as number)} differ`,
  clocks_differ: ({ differing }) => `The clocks of ${tickets(differing as number)} are not what the history and the calendars say.`,
  "showing_sla-what-if": ({ shown, total }) =>
    (shown as number) < (total as number)
      ? `showing ${String(shown)} of ${String(total)}; -L 0 shows all`
      : `${String(total)} ${total === 1 ? "clock" : "clocks"} would turn`,
};

/** How `sla calc` answers, in a line. */
export const CALC_WORDS = {
  due: (due: string, span: string, calendar: string, from: string, before: boolean) => `${due}, ${span} of ${calendar} ${before ? "before" : "after"} ${from}`,
  elapsed: (span: string, calendar: string, from: string, to: string) => `${span} of ${calendar} from ${from} to ${to}`,
  open: (calendar: string, at: string, closes: string | null) => `${calendar} is open at ${at}, ${closes === null ? "and never closes" : `closes ${closes}`}`,
  closed: (calendar: string, at: string, opens: string | null) => `${calendar} is closed at ${at}, ${opens === null ? "and never opens" : `opens ${opens}`}`,
  state: { open: "open", closed: "closed" },
  counted: "Counted",
  closedDays: "Closed",
  none: "nothing: it is closed all the while",
  omitted: "more than a hundred years are not told day by day",
} as const;

/** A column of the register that is not what it should be. */
export const VERIFY_WORDS = {
  column: (id: string, column: string, stored: string, recomputed: string) => `${id}: ${column} is ${stored}, and should be ${recomputed}.`,
  uncountable: (id: string) => `${id}: its clocks cannot be counted: its history makes no ticket, or its policy lacks their calendar.`,
  nothing: "nothing",
} as const;

/** The page of `sla what-if`. */
export const WHAT_IF_WORDS = {
  title: (policy: string, count: number) => `Under ${policy}: ${count === 1 ? "1 open ticket" : `${count} open tickets`}`,
  counts: {
    breached: (n: number) => `${n} would be breached`,
    at_risk: (n: number) => `${n} would be at risk`,
    recovers: (n: number) => `${n} would recover`,
    moved: (n: number) => `${n} would be due at another time`,
    same: (n: number) => `${n} would stay as ${n === 1 ? "it is" : "they are"}`,
    unjudged: (n: number) => `${n} cannot be judged`,
  },
  compliance: (since: string) => `Clocks that ended since ${since}`,
  columns: { priority: "PRIO", clock: "CLOCK", metNow: "MET", metThen: "MET THEN" },
  comparedRow: (priority: string, clock: string, now: string, then: string) => `${priority}, ${clock}: ${now}; then ${then}`,
  all: "all",
  noneEnded: "none",
  share: (met: number, ended: number, percent: string) => `${met} of ${ended}, ${percent}`,
  leftOut: (duplicates: number, unjudged: number) =>
    [...(duplicates > 0 ? [`${tickets(duplicates)} left out as duplicates`] : []), ...(unjudged > 0 ? [`${tickets(unjudged)} cannot be judged`] : [])].join(
      ", ",
    ),
  lacks: "The policy does not know",
  lack: (field: string, value: string, count: number) => `${field} ${value}: ${tickets(count)}`,
  noDue: "-",
} as const;

/** What a terminal calls the keys of a clock that another policy would turn over. */
export const TURNED_LABELS: Readonly<Record<string, string>> = {
  id: "ID",
  change: "WOULD",
  clock: "CLOCK",
  priority: "PRIO",
  priorityThen: "PRIO THEN",
  state: "NOW",
  stateThen: "THEN",
  dueAt: "DUE",
  dueThenAt: "DUE THEN",
  title: "TITLE",
};
