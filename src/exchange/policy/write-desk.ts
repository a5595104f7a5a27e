import type { EscalationRule } from "../../domain/policy/escalation-rule.ts";
import type { HoldRule, Policy, Span, TargetLine } from "../../domain/policy/policy.ts";
import type { Rota } from "../../domain/policy/rota.ts";
import { formatHours, formatSeconds } from "../../domain/time/duration.ts";
import { iso } from "../../domain/time/instant.ts";
import { list, map, scalar } from "./yaml-text.ts";

const bare = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : scalar(text));
const some = (texts: readonly string[] | undefined): string | null => (texts === undefined || texts.length === 0 ? null : list(texts));
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
const spanText = ({ seconds, calendar }: Span): string => (calendar === null ? formatSeconds(seconds) : formatHours(seconds));

/** A line of the target table. */
export function targetText({ service, site, type, priority, responseSeconds, resolutionSeconds, calendar }: TargetLine): string {
  const time = (seconds: number | null): string => (seconds === null ? "none" : formatHours(seconds));
  return map([
    ["service", bare(service)],
    ["site", bare(site)],
    ["type", bare(type)],
    ["priority", bare(priority)],
    ["response", time(responseSeconds)],
    ["resolution", time(resolutionSeconds)],
    ["calendar", scalar(calendar)],
  ]);
}

/** The category tree, as the lines below `categories:`. */
export function categoryLines({ categories, categoryRules }: Policy, above = "", indent = "  "): readonly string[] {
  const depth = above === "" ? 1 : above.split("/").length + 1;
  const here = categories.filter((path) => path.split("/").length === depth && (above === "" || path.startsWith(`${above}/`)));
  return here.flatMap((path) => {
    const { group, impact } = own(categoryRules, path) ?? {};
    const rules = [...(group === undefined ? [] : [`group: ${scalar(group)}`]), ...(impact === undefined ? [] : [`impact: ${scalar(impact)}`])];
    const below = categoryLines({ categories, categoryRules } as Policy, path, `${indent}  `);
    const name = scalar(path.split("/").at(-1) as string);
    if (below.length === 0) return [`${indent}${name}: ${rules.length === 0 ? "{}" : `{ ${rules.join(", ")} }`}`];
    return [`${indent}${name}:`, ...rules.map((rule) => `${indent}  ${rule}`), ...below];
  });
}

export const serviceLines = ({ services, serviceGroups }: Policy): readonly string[] =>
  services.map((name) => `  ${scalar(name)}: ${map([["group", bare(own(serviceGroups, name))]])}`);

export const siteLines = ({ sites, sitePhones }: Policy): readonly string[] =>
  sites.map((name) => `  ${scalar(name)}: ${map([["phone", bare(own(sitePhones, name))]])}`);

export const groupLines = ({ groups, members = {}, managers }: Policy): readonly string[] =>
  groups.map((name) => {
    const above = own(managers, name) ?? [];
    return `  ${scalar(name)}: ${map([
      ["members", some(own(members, name))],
      ["manager", above.length === 1 ? scalar(above[0] as string) : some(above)],
    ])}`;
  });

function rotaLines(name: string, { group, calendar, starts, turnSeconds, people, overrides = [] }: Rota): readonly string[] {
  return [
    `  ${scalar(name)}:`,
    ...(group === null ? [] : [`    group: ${scalar(group)}`]),
    `    calendar: ${scalar(calendar)}`,
    `    starts: ${scalar(iso(starts))}`,
    `    turn: ${formatSeconds(turnSeconds)}`,
    `    people: ${list(people)}`,
    ...(overrides.length === 0 ? [] : ["    overrides:"]),
    ...overrides.map(
      ({ person, from, until }) =>
        `      - ${map([
          ["person", person === null ? "none" : scalar(person)],
          ["from", scalar(iso(from))],
          ["until", scalar(iso(until))],
        ])}`,
    ),
  ];
}

export const rotasLines = ({ oncall = {} }: Policy): readonly string[] => Object.entries(oncall).flatMap(([name, rota]) => rotaLines(name, rota));

const holdText = ({ stops, needs, remind, max }: HoldRule): string =>
  map([
    ["stops", some(stops)],
    ["needs", some(needs)],
    ["remind", remind === undefined ? null : spanText(remind)],
    ["max", max === undefined ? null : spanText(max.after)],
    ["then", max === undefined ? null : max.then],
    ["calendar", bare(max?.after.calendar ?? remind?.calendar)],
  ]);

export const holdLines = ({ holdReasons }: Policy): readonly string[] =>
  Object.entries(holdReasons).map(([name, rule]) => `  ${scalar(name)}: ${holdText(rule)}`);

/** Both types are what a code without any has. */
export const codeLines = ({ resolutionCodes }: Policy): readonly string[] =>
  Object.entries(resolutionCodes).map(([name, { types }]) => `  ${scalar(name)}: ${map([["types", types.length === 2 ? null : list(types)]])}`);

export const closureText = ({ closure: { reopenDays, autoAfter } }: Policy): string =>
  map([
    ["reopen_days", String(reopenDays)],
    ["auto_after", autoAfter === null ? null : spanText(autoAfter)],
    ["calendar", bare(autoAfter?.calendar)],
  ]);

/** A rule of escalation. */
export function ruleText({ name, clock, percent, only, notify, to, levels }: EscalationRule): string {
  const idle = notify.length === 0 && to === null && levels === 0;
  return map([
    ["name", scalar(name)],
    ["when", scalar(`${clock} ${percent}%`)],
    ...(["priority", "type", "category", "group", "service", "site"] as const).map((key) => [key, only[key] === undefined ? null : list(only[key])] as const),
    ["notify", idle ? "[]" : some(notify)],
    ["to", to === null ? null : scalar(`group:${to}`)],
    ["levels", levels === 0 ? null : String(levels)],
  ]);
}

export const templateLines = ({ templates = {} }: Policy): readonly string[] =>
  Object.entries(templates).map(([name, fields]) => {
    const value = (field: unknown): string =>
      Array.isArray(field) ? list(field as readonly string[]) : typeof field === "string" ? scalar(field) : String(field);
    return `  ${scalar(name)}: ${map(Object.entries(fields).map(([key, field]) => [key, value(field)]))}`;
  });
