import type { WritePolicy } from "../../app/policy-ports.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { formatSeconds } from "../../domain/time/duration.ts";
import { calendarsLines } from "./write-calendars.ts";
import {
  categoryLines,
  closureText,
  codeLines,
  groupLines,
  holdLines,
  rotasLines,
  ruleText,
  serviceLines,
  siteLines,
  targetText,
  templateLines,
} from "./write-desk.ts";
import { block, list, map, scalar } from "./yaml-text.ts";

type Section = readonly [key: string, lines: readonly string[]];

const items = (texts: readonly string[], key: string): readonly string[] =>
  texts.length === 0 ? [`${key}: []`] : [`${key}:`, ...texts.map((text) => `  - ${text}`)];

function sectionsOf(policy: Policy): readonly Section[] {
  const { name, zone, priorities, impacts, urgencies, matrix, calendars, targets, vip, escalation, nextUpdateSeconds, majorUpdateSeconds } = policy;
  const row = (impact: string): string => map(urgencies.map((urgency) => [urgency, scalar(matrix[impact]?.[urgency] ?? "")]));
  return [
    ["version", ["version: 1", `name: ${scalar(name)}`]],
    ["timezone", [`timezone: ${scalar(zone.name)}`]],
    ["priorities", [`priorities: ${list(priorities)}`, `impacts: ${list(impacts)}`, `urgencies: ${list(urgencies)}`]],
    [
      "matrix",
      block(
        "matrix",
        impacts.map((impact) => `  ${scalar(impact)}: ${row(impact)}`),
      ),
    ],
    ["calendars", block("calendars", calendarsLines(calendars))],
    ["targets", items(targets.map(targetText), "targets")],
    ["categories", block("categories", categoryLines(policy))],
    ["services", block("services", serviceLines(policy))],
    ["groups", block("groups", groupLines(policy))],
    ["oncall", block("oncall", rotasLines(policy))],
    ["sites", block("sites", siteLines(policy))],
    ["vip", [`vip: ${list(vip)}`]],
    ["hold_reasons", block("hold_reasons", holdLines(policy))],
    ["resolution_codes", block("resolution_codes", codeLines(policy))],
    ["closure", [`closure: ${closureText(policy)}`]],
    ["escalation", items(escalation.map(ruleText), "escalation")],
    [
      "next_update",
      [
        `next_update: ${map(Object.entries(nextUpdateSeconds).map(([priority, seconds]) => [priority, formatSeconds(seconds)]))}`,
        `major_update: ${formatSeconds(majorUpdateSeconds)}`,
      ],
    ],
    ...(policy.templates === undefined ? [] : [["templates", block("templates", templateLines(policy))] as const]),
  ];
}

/** The text of a policy file that reads back as this policy, every section with what an administrator should know of it. */
export function writePolicy(policy: Policy, notes: Parameters<WritePolicy>[1]): string {
  const noted = (key: string): readonly string[] => (notes[key] ?? []).map((line) => (line === "" ? "#" : `# ${line}`));
  const parts = [noted("head"), ...sectionsOf(policy).map(([key, lines]) => [...noted(key), ...lines])].filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
