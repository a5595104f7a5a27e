import type { Calendar, Spell } from "../time/calendar.ts";
import { formatHours, formatSeconds } from "../time/duration.ts";
import { iso } from "../time/instant.ts";
import type { EscalationRule } from "./escalation-rule.ts";
import { gatheredDates } from "./gathered-dates.ts";
import type { HoldRule, Policy, Span, TargetLine } from "./policy.ts";
import type { Rota } from "./rota.ts";

/** The sections of a policy, in the order a file has them. */
export const PARTS = [
  "name",
  "timezone",
  "priorities",
  "impacts",
  "urgencies",
  "matrix",
  "calendars",
  "targets",
  "categories",
  "services",
  "groups",
  "oncall",
  "sites",
  "vip",
  "hold_reasons",
  "resolution_codes",
  "closure",
  "escalation",
  "next_update",
  "major_update",
  "templates",
] as const;
type Part = (typeof PARTS)[number];

/** One thing a policy says: where in it, and what, spelled as a policy file spells it. Empty: it is there, and no more is said. */
interface Fact {
  readonly part: Part;
  readonly name: string;
  readonly value: string;
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const fact = (part: Part, name: string, value: string): Fact => ({ part, name, value });
const joined = (texts: readonly string[]): string => texts.join(", ");
/** `stops resolution; needs note`, without what is empty. */
const phrases = (...all: readonly (readonly [word: string, value: string | null | undefined])[]): string =>
  all
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([word, value]) => (word === "" ? value : `${word} ${value}`))
    .join("; ");

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const spellsText = (spells: readonly Spell[]): string => (spells.length === 0 ? "closed" : joined(spells.map(([from, to]) => `${clock(from)}-${clock(to)}`)));
/** A length as a policy file spells it, with the calendar it is counted by. */
export const spanText = ({ seconds, calendar }: Span): string => (calendar === null ? formatSeconds(seconds) : `${formatHours(seconds)} ${calendar}`);
/** Where the clocks of a zone changed, or will: two tables of as many changes differ somewhere. */
const offsetsText = (calendar: Pick<Calendar, "offsets">): string => joined(calendar.offsets.map(([at, seconds]) => `${iso(at)} ${seconds}`));

function ofCalendar(name: string, calendar: Calendar): readonly Fact[] {
  const { always, zone, week, dates, daySeconds } = calendar;
  const at = (what: string, value: string): Fact => fact("calendars", `${name} ${what}`, value);
  return [
    fact("calendars", name, always ? "always" : ""),
    at("timezone", zone),
    at("day", formatHours(daySeconds)),
    at("clock changes", offsetsText(calendar)),
    ...(always ? [] : week.map((spells, day) => at(DAYS[day] as string, spellsText(spells)))),
    ...Object.entries(dates).map(([date, spells]) => at(date, spellsText(spells))),
  ];
}

/** Whose target it is: `service payroll high`; empty: every ticket's. */
export const targetName = ({ service, site, type, priority }: TargetLine): string =>
  [service === undefined ? "" : `service ${service}`, site === undefined ? "" : `site ${site}`, type ?? "", priority ?? ""]
    .filter((word) => word !== "")
    .join(" ");

function ofTarget(line: TargetLine): readonly Fact[] {
  const { responseSeconds, resolutionSeconds, calendar } = line;
  const name = targetName(line);
  const time = (seconds: number | null): string => (seconds === null ? "none" : formatHours(seconds));
  const all = name === "" ? "all" : name;
  return [
    fact("targets", `${all} response`, `${time(responseSeconds)} ${calendar}`),
    fact("targets", `${all} resolution`, `${time(resolutionSeconds)} ${calendar}`),
  ];
}

function ofRota(name: string, { group, calendar, starts, turnSeconds, people, overrides = [] }: Rota): readonly Fact[] {
  const stands = overrides.map(({ person, from, until }) => fact("oncall", `${name} ${iso(from)} to ${iso(until)}`, person ?? "none"));
  const says = phrases(["group", group], ["calendar", calendar], ["starts", iso(starts)], ["turn", formatSeconds(turnSeconds)], ["people", joined(people)]);
  return [fact("oncall", name, says), ...stands];
}

const ofHold = (name: string, { stops, needs, remind, max }: HoldRule): Fact =>
  fact(
    "hold_reasons",
    name,
    phrases(
      ["stops", joined(stops)],
      ["needs", joined(needs)],
      ["remind", remind && spanText(remind)],
      ["max", max && spanText(max.after)],
      ["then", max?.then],
    ),
  );

const ofRule = ({ name, clock: which, percent, only, notify, to, levels }: EscalationRule): Fact =>
  fact(
    "escalation",
    name,
    phrases(
      ["when", `${which} ${percent}%`],
      ...(["priority", "type", "category", "group", "service", "site"] as const).map((key) => [key, only[key] && joined(only[key])] as const),
      ["notify", joined(notify)],
      ["to", to],
      ["levels", levels === 0 ? null : String(levels)],
    ),
  );

/** Everything a policy says but from when on. No two facts of a part have the same name. */
function factsOf(policy: Policy): readonly Fact[] {
  const { categoryRules, serviceGroups, sitePhones, members = {}, managers, closure, templates = {} } = policy;
  const rule = (path: string): string => phrases(["group", categoryRules[path]?.group], ["impact", categoryRules[path]?.impact]);
  return [
    fact("name", "", policy.name),
    fact("timezone", "", policy.zone.name),
    fact("timezone", "clock changes", offsetsText(policy.zone)),
    fact("priorities", "", joined(policy.priorities)),
    fact("impacts", "", joined(policy.impacts)),
    fact("urgencies", "", joined(policy.urgencies)),
    ...policy.impacts.flatMap((impact) => policy.urgencies.map((urgency) => fact("matrix", `${impact} ${urgency}`, policy.matrix[impact]?.[urgency] ?? ""))),
    ...Object.entries(policy.calendars).flatMap(([name, calendar]) => ofCalendar(name, calendar)),
    ...policy.targets.flatMap(ofTarget),
    ...policy.categories.map((path) => fact("categories", path, rule(path))),
    ...policy.services.map((name) => fact("services", name, phrases(["group", serviceGroups[name]]))),
    ...policy.groups.map((name) => fact("groups", name, phrases(["members", joined(members[name] ?? [])], ["manager", joined(managers[name] ?? [])]))),
    ...Object.entries(policy.oncall ?? {}).flatMap(([name, rota]) => ofRota(name, rota)),
    ...policy.sites.map((name) => fact("sites", name, phrases(["phone", sitePhones[name]]))),
    ...policy.vip.map((name) => fact("vip", name, "")),
    ...Object.entries(policy.holdReasons).map(([name, hold]) => ofHold(name, hold)),
    ...Object.entries(policy.resolutionCodes).map(([name, { types }]) => fact("resolution_codes", name, joined(types))),
    fact("closure", "reopen_days", String(closure.reopenDays)),
    ...(closure.autoAfter === null ? [] : [fact("closure", "auto_after", spanText(closure.autoAfter))]),
    ...policy.escalation.map(ofRule),
    ...Object.entries(policy.nextUpdateSeconds).map(([priority, seconds]) => fact("next_update", priority, formatSeconds(seconds))),
    fact("major_update", "", formatSeconds(policy.majorUpdateSeconds)),
    ...Object.entries(templates).map(([name, fields]) => fact("templates", name, JSON.stringify(fields))),
  ];
}

/** What one policy says otherwise than another; null: the one does not say it at all. */
export interface PolicyChange {
  readonly part: Part;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Holidays of one calendar, too many to be told one by one. */
  readonly dates?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** What decides how soon tickets are due is told before all else. */
const TOLD_FIRST: readonly Part[] = ["targets", "matrix"];
const TOLD: readonly Part[] = [...TOLD_FIRST, ...PARTS.filter((part) => !TOLD_FIRST.includes(part))];

/** What changes between two policies: targets and matrix, then the rest in the order of a file; what is gone comes last in its part. */
export function changesBetween(before: Policy, after: Policy): readonly PolicyChange[] {
  const key = ({ part, name }: Fact): string => `${part}\n${name}`;
  const was = new Map(factsOf(before).map((one) => [key(one), one]));
  const is = new Map(factsOf(after).map((one) => [key(one), one]));
  const gone = [...was.values()].filter((one) => !is.has(key(one)));
  const changes = TOLD.flatMap((part) => [
    ...[...is.values()].flatMap((one): readonly PolicyChange[] => {
      const old = was.get(key(one))?.value ?? null;
      return one.part !== part || old === one.value ? [] : [{ part, name: one.name, before: old, after: one.value }];
    }),
    ...gone.filter((one) => one.part === part).map(({ name, value }): PolicyChange => ({ part, name, before: value, after: null })),
  ]);
  return gatheredDates(changes);
}

/** What is told of a change is where it is and what it is; two long tables of clock changes tell nobody anything. */
export const isTable = ({ name }: PolicyChange): boolean => name === "clock changes" || name.endsWith(" clock changes");
