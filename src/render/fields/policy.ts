import type { Policy } from "../../domain/policy/policy.ts";
import type { Answer, TestRun } from "../../domain/policy/run-tests.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { type Instant, isoDay } from "../../domain/time/instant.ts";
import { offsetText, wallOf, type Zone } from "../../domain/time/zone.ts";
import { POLICY_WORDS } from "../../words/policy.en.ts";
import { localTime } from "../due.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";

/** A calendar of a policy file, and the days it knows. */
export interface CheckedCalendar {
  readonly name: string;
  readonly zone: string;
  readonly always: boolean;
  /** Open seconds of a week without dates of its own. */
  readonly weekSeconds: number;
  readonly daySeconds: number;
  /** Dates of one year, in order. */
  readonly dates: readonly string[];
  /** `*-12-25` */
  readonly yearly: readonly string[];
}

export interface CheckedPolicy {
  readonly file: string;
  readonly policy: Policy;
  readonly tests: number;
  readonly calendars: readonly CheckedCalendar[];
  /** Sentences about what can be applied and will hardly be meant. */
  readonly warnings: readonly string[];
}

const CALENDAR_FIELDS: readonly Field<CheckedCalendar>[] = [
  { key: "name", kind: "text", always: true, value: ({ name }) => name },
  { key: "timezone", kind: "text", always: true, value: ({ zone }) => zone },
  { key: "always", kind: "boolean", always: true, value: ({ always }) => always },
  { key: "weekSeconds", kind: "seconds", always: true, value: ({ weekSeconds }) => weekSeconds },
  { key: "daySeconds", kind: "seconds", always: true, value: ({ daySeconds }) => daySeconds },
  { key: "dates", kind: "integer", always: true, value: ({ dates }) => dates.length },
  { key: "firstDate", kind: "text", value: ({ dates }) => dates[0] ?? null },
  { key: "lastDate", kind: "text", value: ({ dates }) => dates.at(-1) ?? null },
  { key: "yearly", kind: "texts", always: true, value: ({ yearly }) => yearly },
];

/** How many of each a policy has. */
const COUNTS: Readonly<Record<string, (about: CheckedPolicy) => number>> = {
  priorities: ({ policy }) => policy.priorities.length,
  impacts: ({ policy }) => policy.impacts.length,
  urgencies: ({ policy }) => policy.urgencies.length,
  targets: ({ policy }) => policy.targets.length,
  categories: ({ policy }) => policy.categories.length,
  services: ({ policy }) => policy.services.length,
  groups: ({ policy }) => policy.groups.length,
  sites: ({ policy }) => policy.sites.length,
  rotas: ({ policy }) => Object.keys(policy.oncall ?? {}).length,
  holdReasons: ({ policy }) => Object.keys(policy.holdReasons).length,
  resolutionCodes: ({ policy }) => Object.keys(policy.resolutionCodes).length,
  escalation: ({ policy }) => policy.escalation.length,
  tests: ({ tests }) => tests,
};

/** How many of each there are, none left out. */
export const policyCounts = (about: CheckedPolicy): readonly (readonly [key: string, count: number])[] =>
  Object.entries(COUNTS).map(([key, count]) => [key, count(about)]);

export const POLICY_CHECK_FIELDS: readonly Field<CheckedPolicy>[] = [
  schemaName("policyCheck"),
  { key: "file", kind: "text", always: true, value: ({ file }) => file },
  { key: "name", kind: "text", always: true, value: ({ policy }) => policy.name },
  { key: "timezone", kind: "text", always: true, value: ({ policy }) => policy.zone.name },
  ...Object.entries(COUNTS).map(([key, value]): Field<CheckedPolicy> => ({ key: `counts.${key}`, kind: "integer", always: true, value })),
  { key: "calendars", kind: { items: CALENDAR_FIELDS }, always: true, value: ({ calendars }) => calendars },
  { key: "warnings", kind: "texts", always: true, value: ({ warnings }) => warnings },
];

/** `2026-11-30T08:30:00+07:00`, as a policy file can hold it. */
const zonedText = (zone: Zone, at: Instant): string => `${isoDay(wallOf(zone, at).day)}T${localTime(zone, at)}${offsetText(zone.offsetAt(at))}`;

const answerText = ({ kind, value }: Answer, zone: Zone): string =>
  value === null ? POLICY_WORDS.never : typeof value === "string" ? value : kind === "instant" ? zonedText(zone, value) : formatHours(value);

/** What a check expected, or got, in one text: instants by the clocks of a zone, service time in hours. */
export const answersText = (answers: readonly Answer[], zone: Zone): string =>
  answers.map((answer) => (answer.clock === null ? answerText(answer, zone) : `${answer.clock} ${answerText(answer, zone)}`)).join(", ");

export const POLICY_TEST_ITEM_FIELDS: readonly Field<TestRun>[] = [
  { key: "name", kind: "text", always: true, value: ({ test }) => test.name },
  { key: "ok", kind: "boolean", always: true, value: ({ ok }) => ok },
  { key: "expected", kind: "text", always: true, value: ({ expected, zone }) => answersText(expected, zone) },
  { key: "got", kind: "text", always: true, value: ({ got, zone }) => answersText(got, zone) },
  { key: "line", kind: "integer", always: true, value: ({ test }) => test.line },
];

export interface PolicyTested {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
}

export const POLICY_TEST_FIELDS: readonly Field<PolicyTested>[] = [
  schemaName("policyTest"),
  { key: "file", kind: "text", always: true, value: ({ file }) => file },
  { key: "passed", kind: "integer", always: true, value: ({ passed }) => passed },
  { key: "failed", kind: "integer", always: true, value: ({ failed }) => failed },
  { key: "items", kind: { items: POLICY_TEST_ITEM_FIELDS }, always: true, value: () => [] },
];
