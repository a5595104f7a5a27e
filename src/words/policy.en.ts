/** What is wrong with a policy file, by the key of the fault. */
// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = any;

const FEW = 12;
const few = (values: readonly string[]): string =>
  values.length > FEW ? `${values.slice(0, FEW).join(", ")} and ${values.length - FEW} more` : values.join(", ");
const either = (values: readonly (string | number)[]): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
const meant = (near: unknown): string => (near === null || near === undefined ? "" : ` Did you mean ${near}?`);
const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const LONGEST_SHOWN = 60;
const quoted = (text: unknown): string => {
  const whole = String(text);
  return `"${whole.length > LONGEST_SHOWN ? `${whole.slice(0, LONGEST_SHOWN)}…` : whole}"`;
};

/** What was expected where something else stands. */
const EXPECTED: Readonly<Record<string, (about: About) => string>> = {
  policy: () => "the sections of a policy, such as version: 1",
  map: () => "keys with values",
  list: () => "a list",
  names: () => "a list of names, such as [high, medium, low]",
  named: () => "names, each with what belongs to it, or a list of names",
  name: () => "a name",
  text: () => "a text of one line",
  file: () => "the name of an .ics file",
  known: ({ kind, names }) => (names.length === 0 ? `a ${KIND[kind] ?? kind}` : `one of ${few(names)}`),
  integer: ({ from, to }) => (from === to ? `the number ${from}` : `a whole number from ${from} to ${to}`),
  true: () => "true, or no such key",
  zone: () => "a zone, such as Asia/Jakarta",
  hours: () => 'weekdays with their hours, such as { mon-fri: ["08:00-12:00", "13:00-17:00"] }',
  spell: () => 'hours such as "08:00-12:00"',
  spells: () => 'hours such as ["08:00-12:00"], or [] where it is closed',
  holidays: () => 'a list of dates, such as [2026-08-17, "*-12-25"]',
  holiday: () => 'a date such as 2026-08-17, "*-12-25", or { file: holidays.ics }',
  dates: () => 'dates with their hours, such as { 2026-12-24: ["08:00-12:00"] }',
  day: () => "at most 24h",
  matrix: () => "a row for each impact, such as high: { high: high, low: medium }",
  matrix_row: () => "a priority for each urgency, such as { high: high, low: medium }",
  targets: () => "a list of targets, such as - { priority: high, response: 15m, resolution: 4h, calendar: office }",
  target: () => "a target, such as { priority: high, response: 15m, resolution: 4h, calendar: office }",
  elapsed: () => "a time such as 30m, 4h or 1d",
  service: () => "a service time such as 30m, 4h or 3bd",
  categories: () => "a tree of categories, such as { hardware: { laptop: {} } }",
  category: () => "{}, its group and impact, or the categories below it",
  rule: () => "a rule, such as { when: resolution 75%, notify: [assignee, group] }",
  when: ({ clocks, levels }) => `${either(clocks)} with ${either(levels)} %, such as resolution 75%`,
  party: ({ names }) => `${few(names)}, group:NAME, person:NAME or oncall:ROTA`,
  instant: () => "a date and time, such as 2026-11-27T16:30+07:00",
  override: () => "a stand-in, such as { person: Sari, from: 2026-12-24, until: 2026-12-27 }",
  field_value: () => "a value, or a list of them",
  pauses: () => "pairs of instants, such as [[2026-11-27T09:00, 2026-11-27T10:00]]",
  test: () => "a check with due, elapsed, urgency or opened, such as { impact: high, urgency: low, priority: medium }",
};

const GOT: Readonly<Record<string, string>> = { map: "keys with values", list: "a list", nothing: "nothing" };

/** What a name that is not known was taken for. */
const KIND: Readonly<Record<string, string>> = {
  rota: "rota of oncall:",
  need: "thing a hold can need",
  party: "part in a ticket",
  // biome-ignore lint/suspicious/noThenProperty: it is a word of the file, and no function.
  then: "thing that can follow",
  kind: "kind of escalation",
};

const WHY: Readonly<Record<string, string>> = {
  spaces: "a name has no blanks at its ends",
  long: "a name has at most 100 characters",
  control: "a name is one line without control characters",
  start: "a name does not begin with @ or -",
  reserved: "the word means something else",
  slash: "/ stands between a category and what is below it",
  unclassified: "every desk has it, for tickets that nobody has classified yet",
};

const ICS =
  (sentence: (about: About) => string) =>
  (about: About): string =>
    `${about.file}:${about.line}: ${sentence(about)}`;

const FAULTS: Readonly<Record<string, (about: About) => string>> = {
  expected: ({ expected, got, text, ...about }) =>
    `Expected ${EXPECTED[expected]?.(about) ?? expected}; ${got === null ? `${quoted(text)} stands here` : `${GOT[got] ?? got} ${got === "map" ? "stand" : "stands"} here`}.`,
  key_unknown: ({ name, near, keys }) => `There is no key ${quoted(name)} here.${meant(near) || ` Keys: ${few(keys)}.`}`,
  key_missing: ({ name }) => `${name}: is missing.`,
  not_known: ({ kind, name, near, names }) =>
    `There is no ${KIND[kind] ?? kind} ${quoted(name)}.${meant(near) || (names.length === 0 ? "" : ` Known: ${few(names)}.`)}`,
  name_twice: ({ name, line }) => `${quoted(name)} is here twice${line === null ? "" : `, first in line ${line}`}.`,
  name_unusable: ({ name, why }) => `${quoted(name)} cannot be a name: ${WHY[why] ?? why}.`,
  scale_size: ({ name, count, least, most }) => `${name}: has ${several(count, "name", "names")}; a scale has ${least} to ${most}.`,
  matrix_hole: ({ impact, urgency }) =>
    urgency === null ? `The matrix says nothing for impact ${impact}.` : `The matrix has no priority for impact ${impact} and urgency ${urgency}.`,
  zone_unknown: ({ name, near }) => `There is no zone ${quoted(name)}.${meant(near) || " Write one such as Asia/Jakarta or Etc/UTC."}`,
  calendars_many: ({ count, most }) => `${count} calendars are more than the ${most} a policy can have.`,
  calendar_without_hours: () => "A calendar needs hours: or dates:, or always: true.",
  always_and_hours: ({ name }) => `A calendar with always: true has no ${name}: of its own.`,
  no_such_time: ({ time, text }) => `${quoted(text)}: no clock shows ${time}. Hours go from 00:00 to 24:00.`,
  spell_empty: ({ text }) => `${quoted(text)} has no length. A whole day is "00:00-24:00", a closed one [].`,
  spell_reversed: ({ text, evening, morning }) =>
    `${quoted(text)} ends before it begins. Over midnight it is ${morning === null ? `"${evening}"` : `two: "${evening}", and "${morning}" on the next day`}.`,
  spells_overlap: ({ text, other }) => `${quoted(text)} and ${quoted(other)} overlap.`,
  no_weekday: ({ text, names }) => `${quoted(text)} is no weekday. Write ${few(names)}, a range such as mon-fri, or several such as mon,wed.`,
  weekday_twice: ({ day, line }) => `${day} has hours twice, first in line ${line}.`,
  no_date: ({ text }) => `${quoted(text)} is no date. Write 2026-08-17, or "*-12-25" for every year.`,
  holidays_not_listed: ({ file }) => `holidays: is a list; in one the file is written [{ file: ${file} }].`,
  no_such_date: ({ text }) => `There is no day ${text}.`,
  never_reached: ({ calendar }) => `Calendar ${calendar} is not open for that long, so it would never be due.`,
  targets_none: () => "There is no target, so no clock would run.",
  target_empty: () => "A target needs response: or resolution:; none means that there is no clock.",
  target_twice: ({ line }) => `The same tickets have a target already, in line ${line}.`,
  elapsed_beside_calendar: ({ text, instead }) => `${quoted(text)}: beside a calendar a day is a service day. Write ${instead}, or hours.`,
  service_without_calendar: ({ text }) => `${quoted(text)} is service time, and no calendar: beside it says whose.`,
  then_without_max: () => "then: follows max:, which is missing.",
  then_without_code: ({ code }) => `then: resolve needs the resolution code ${code}.`,
  rule_without_effect: () => "The rule does nothing: it needs notify:, to: or kind: hierarchical.",
  step_mixed: ({ name, kind }) => `${name}: has no meaning in a ${kind} escalation.`,
  until_before_from: () => "until: is not later than from:.",
  test_mixed: ({ name, keys }) => `${name}: does not belong to this check. It has ${few(keys)}.`,
  pause_reversed: () => "The pause ends before it begins.",
  pauses_backwards: () => "Pauses can only be counted forwards, and add: is negative.",
  file_missing: ({ file }) => `${quoted(file)} cannot be read. It has to be a file beside the policy, in UTF-8, of at most 1 MiB.`,
  too_long: ({ most }) => `The file is longer than ${Math.floor(most / 1024 / 1024)} MiB, which no policy is.`,
  more: ({ count }) => `And ${count} more faults.`,
  "ics.line": ICS(({ text }) => `${quoted(text)} is no line of a calendar file.`),
  "ics.no_calendar": ICS(() => "A calendar file begins with BEGIN:VCALENDAR."),
  "ics.end": ICS(({ name, open }) => (open === null ? `END:${name} ends nothing.` : `END:${name} where END:${open} has to come first.`)),
  "ics.not_ended": ICS(({ name }) => `${name} is not ended; the file may be cut off.`),
  "ics.no_events": ICS(() => "There are no events in it."),
  "ics.no_start": ICS(() => "The event has no DTSTART."),
  "ics.date": ICS(() => "That is no date that exists from the year 1900 on."),
  "ics.reversed": ICS(() => "The event ends before it begins."),
  "ics.timed": ICS(({ summary }) => `${quoted(summary)} is not a whole day. Write the hours of that day under dates:, and take the event out.`),
  "ics.many": ICS(({ most }) => `The events are more than the ${most} days a file may give.`),
  "ics.rule": ICS(({ part }) => `A recurrence with ${part} cannot be read. Years, months, weeks and days can, with BYMONTH, BYMONTHDAY and BYDAY.`),
};

const YAML: Readonly<Record<string, (about: About) => string>> = {
  ALIAS_PROPS: () => "An alias (*) can have no anchor or tag.",
  BAD_ALIAS: ({ name }) => `The alias ${name === undefined ? "" : `*${name} `}means nothing. A text that begins with * needs quotes, such as "*-12-25".`,
  BAD_DIRECTIVE: () => "A line that begins with % cannot stand in a policy.",
  BAD_DQ_ESCAPE: () => 'That is no escape of a text in "…". Write \\\\ for a backslash.',
  BAD_INDENT: () => "This does not line up with what it belongs to.",
  BAD_PROP_ORDER: () => "Anchors and tags stand in front of their value.",
  BAD_SCALAR_START: () => "A text cannot begin so. Put it into quotes.",
  BLOCK_AS_IMPLICIT_KEY: () => "A key and a value are expected here; check the indentation above, and the blank behind each colon.",
  BLOCK_IN_FLOW: () => "Inside […] and {…} everything is parted by commas.",
  DUPLICATE_KEY: ({ name, line }) => `${quoted(name)} is here twice, first in line ${line}.`,
  KEY_OVER_1024_CHARS: () => "The key is too long.",
  MISSING_CHAR: () => "A bracket, a quote, a comma or a blank is missing here.",
  MULTILINE_IMPLICIT_KEY: () => "A key stands in one line; check the quotes and colons above.",
  MULTIPLE_ANCHORS: () => "There are two anchors (&) here.",
  MULTIPLE_DOCS: () => "A second document begins here. A policy is one.",
  MULTIPLE_TAGS: () => "There are two tags (!) here.",
  NON_STRING_KEY: () => "A key is a name or a number.",
  TAB_AS_INDENT: () => "A tab cannot indent. Use blanks.",
  TAG_RESOLVE_FAILED: () => "Tags (!) have no meaning in a policy.",
  UNEXPECTED_TOKEN: () => "This has no place here.",
  BAD_COLLECTION_TYPE: () => "Tags (!) have no meaning in a policy.",
  IMPOSSIBLE: () => "This cannot be read.",
  tag: ({ tag }) => `The tag ${quoted(tag)} has no meaning in a policy.`,
  merge: () => "<< is not read. Write the keys out.",
  directive: () => "A line that begins with % cannot stand in a policy.",
  endless: ({ name }) => `The alias *${name} stands inside of what it means, so it would never end.`,
  too_much: ({ most }) => `It comes to more than ${most} values, its aliases written out.`,
  too_deep: ({ most }) => `This is deeper than ${most} levels.`,
};

/** A fault of a policy file in a sentence; null: it is none of these. */
export function policyFault(key: string, about: Readonly<Record<string, unknown>>): string | null {
  const [, code] = /^yaml\.(.+)$/.exec(key) ?? [];
  if (code !== undefined) return (YAML[code] ?? YAML.IMPOSSIBLE!)(about);
  return FAULTS[key]?.(about) ?? null;
}

/** What `policy check` and `policy test` say. */
export const POLICY_WORDS = {
  good: (name: string, file: string) => `${name}: ${file} can be applied`,
  counted: (count: number, key: string) => {
    const [one, many] = COUNTED[key] ?? [key, key];
    return several(count, one, many);
  },
  always: (name: string, zone: string, day: string) => `calendar ${name}: ${zone}, always, a day is ${day}`,
  calendar: (name: string, zone: string, week: string, day: string) => `calendar ${name}: ${zone}, ${week} a week, a day is ${day}`,
  dates: (count: number, first: string, last: string) => (count === 1 ? `  1 date: ${first}` : `  ${count} dates: ${first} to ${last}`),
  yearly: (days: readonly string[]) => `  every year: ${few(days.map((day) => day.slice(2)))}`,
  noDates: "  no holidays",
  toTest: (file: string) => `itsm policy test ${file}`,
  ok: "ok",
  failed: "FAILED",
  failure: (expected: string, got: string, line: number) => `line ${line}: expected ${expected}, got ${got}`,
  summary: (passed: number, failed: number) => (failed === 0 ? `${several(passed, "check", "checks")} passed` : `${failed} failed, ${passed} passed`),
  never: "never",
} as const;

const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  priorities: ["priority", "priorities"],
  impacts: ["impact", "impacts"],
  urgencies: ["urgency", "urgencies"],
  targets: ["target", "targets"],
  categories: ["category", "categories"],
  services: ["service", "services"],
  groups: ["group", "groups"],
  sites: ["site", "sites"],
  rotas: ["rota", "rotas"],
  holdReasons: ["hold reason", "hold reasons"],
  resolutionCodes: ["resolution code", "resolution codes"],
  escalation: ["escalation rule", "escalation rules"],
  tests: ["check", "checks"],
};

/** On stderr, when a file brings no checks along. */
export const POLICY_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  policy_no_tests: ({ file }) => `${file} has no tests: to run`,
  policy_tested: ({ passed, failed }) => POLICY_WORDS.summary(passed, failed),
};
