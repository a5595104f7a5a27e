import type { Said } from "./errors.en.ts";

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = any;

const list = (names: readonly string[]): string => (names.length > 8 ? `${names.slice(0, 8).join(", ")}, …` : names.join(", "));
const meant = (near: string | null): string => (near === null ? "" : ` Did you mean ${near}?`);
const onLine = (a: About, said: string): string => (typeof a.line === "number" ? `Line ${a.line} ${said}` : `The payload ${said}`);

/** Which of a payload's alerts is meant. */
export const placeWord = (about: Readonly<Record<string, unknown>>): string => (typeof about.line === "number" ? `line ${about.line}` : `alert ${about.alert}`);

/** What is wrong with a payload of alerts or with a mapping. */
export const INTAKE_ERRORS: Readonly<Record<string, (about: About) => Said>> = {
  payload_truncated: (a) => ({
    what: onLine(a, `ends too early: ${a.open === 1 ? "a bracket or a quote is" : `${a.open} brackets or quotes are`} still open.`),
    todo: "it is taken in when all of it has come",
  }),
  payload_deep: (a) => ({ what: onLine(a, `is nested deeper than ${a.deepest} levels, which no alert is.`) }),
  payload_no_json: (a) => ({ what: onLine(a, `is no JSON: ${a.why}`), todo: "one object, an array of them, or one a line" }),
  payload_no_alerts: (a) => ({ what: `The payload holds no object that could be an alert of ${a.kind}.` }),
  payload_other_kind: (a) => ({ what: `This looks like ${a.other}, not ${a.kind}.`, todo: `itsm intake ${a.other} -` }),
  payload_endless: (a) => ({ what: `More than ${a.most / 1024 / 1024} MiB of alerts came in at once.`, todo: "send them in several payloads" }),
  payload_more: (a) => ({
    what: `${a.count === 1 ? "1 more line is" : `${a.count} more lines are`} no JSON either.`,
    todo: "without --all-or-nothing what can be read is taken in",
  }),
  intake_kind: (a) => ({ what: `There is no kind of alerts "${a.kind}".${meant(a.near)}`, facts: [`kinds: ${list(a.kinds)}`] }),
  intake_from: (a) => ({ what: `intake reads standard input${a.given === null ? "" : `, not ${a.given}`}.`, todo: `itsm intake ${a.kind} - < FILE` }),
  mapping_no_json: (a) => ({ what: `${a.path} is no JSON${a.why === null ? "" : `: ${a.why}`}` }),
  mapping_no_object: (a) => ({ what: `${a.path} must hold one JSON object.`, todo: "itsm intake KIND --print-mapping prints one to start from" }),
  mapping_no_key: (a) => ({ what: `${a.path}: "key" is missing, which says which alerts are the same trouble.` }),
  mapping_key_unknown: (a) => ({ what: `${a.path}: a mapping has no "${a.name}".${meant(a.near)}`, facts: [`it has: ${a.keys.join(", ")}`] }),
  mapping_value: (a) => ({ what: `${a.path}: "${a.at}" must be ${KINDS[a.kind] ?? a.kind}.` }),
  mapping_expression: (a) => ({
    what: `${a.path}: "${a.at}" is no expression.`,
    facts: [
      'a template "{labels.host}", a list of which the first that gives something counts',
      '{"of": …, "is": {"word": "value"}, "none": …, "other": …}',
      '{"lines": […]}',
    ],
  }),
  mapping_filter: (a) => ({ what: `${a.path}: "${a.at}" cannot use the filter "${a.name}".`, facts: [`a mapping has: ${a.filters.join(", ")}`] }),
};

const KINDS: Readonly<Record<string, string>> = {
  text: "a text",
  lists: "a list of lists of fields",
  duration: "a duration such as 1d or 90m",
  recovery: '"note" or "resolve"',
  fields: "a list of fields of a mapping",
};

/** What an administrator is told beside the result. */
export const INTAKE_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  no_alerts: () => "0 alerts given",
  alerts_ignored: (a) => `${a.count === 1 ? "1 alert was" : `${a.count} alerts were`} passed over, as the mapping says`,
  alert_lacks: (a) => `alert ${a.alert} has no ${a.field}: ${a.names.length === 1 ? `${a.names[0]} is not there` : `none of ${list(a.names)} is there`}`,
  alert_left_out: (a) => `alert ${a.alert}: ${a.field} "${a.value}" is not the desk's${a.instead === null ? " and was left out" : `; ${a.instead} was taken`}`,
  alert_says: (a) => `alert ${a.alert} ${a.message}`,
  more_said: (a) => `and ${a.count} more such lines`,
};

/** What stands in tickets. They are written down as they are said now. */
export const INTAKE_TEXTS = {
  recovered: ({ title, at, more }: { readonly title: string; readonly at: string | null; readonly more: string | null }) =>
    `Recovered${at === null ? "" : ` at ${at}`}: ${title}${more === null ? "" : `\n${more}`}`,
  rest: (bytes: number) => `\n\n(cut: the alert said ${bytes} bytes)`,
} as const;

/** What `--explain` says. */
export const EXPLAIN_WORDS = {
  alert: (place: string, acts: string) => `${place}: ${acts}`,
  none: "not given",
  leftOut: (value: string) => `"${value}" is not the desk's`,
  cut: "cut",
  acts: {
    log: (id: string) => `would be logged as ${id}`,
    follow: (id: string, other: string) => `would be logged as ${id}, following ${other}`,
    reopen: (id: string) => `would reopen ${id}`,
    repeat: (id: string) => `comes again as ${id}`,
    note: (id: string) => `would be noted on ${id}`,
    resolve: (id: string) => `would resolve ${id}`,
    nothing: (id: string, message: string) => (message === "" ? `changes nothing on ${id}` : message),
    refused: (_: string, message: string) => `refused: ${message}`,
    ignored: () => "passed over, as the mapping says",
  },
} as const;
