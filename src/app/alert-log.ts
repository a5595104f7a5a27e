import { groupOf, impactOf, middleOf } from "../domain/policy/beginning.ts";
import { type Policy, UNCLASSIFIED } from "../domain/policy/policy.ts";
import type { Log, LogFields } from "../domain/ticket/acts/log.ts";
import { type FittedLine, fitLine, fitText } from "../domain/ticket/fit-text.ts";
import type { Refusal } from "../domain/ticket/refusal.ts";
import type { Fields } from "../domain/ticket/ticket.ts";
import { fieldFaults, groupFault } from "../domain/ticket/vocabulary.ts";
import type { AlertField, ReadAlert } from "./alert-ports.ts";

/** A value the desk does not know: it is left out, for no alert may be lost over it. */
interface LeftOut {
  readonly field: string;
  readonly value: string;
  /** What stands in its place by the desk's rules; null: nothing. */
  readonly instead: string | null;
}

/** The log that an alert comes to. */
export interface AlertLog {
  readonly log: Log;
  /** What the desk's rules make of what the alert does not say. */
  readonly begins: { readonly impact: string; readonly urgency: string; readonly group: string | null };
  readonly unsaid: ReadonlySet<keyof Fields>;
  readonly leftOut: readonly LeftOut[];
}

/** The title, and what of it has to stand in the description to be there whole. */
function titleOf(alert: ReadAlert): FittedLine & { readonly whole: string } {
  const whole = alert.fields.get("title")?.value ?? "";
  return { ...(fitLine(whole) ?? { line: alert.key, isCut: false }), whole };
}

/** What an alert is logged as by these rules. `rest(bytes)` says how long a description was that does not fit. */
export function alertLog(alert: ReadAlert, rules: Policy, rest: (bytes: number) => string): AlertLog {
  const leftOut: Omit<LeftOut, "instead">[] = [];
  const lineOf = (field: AlertField): string | null => fitLine(alert.fields.get(field)?.value ?? "")?.line ?? null;
  /** The value; null where there is none, or one that is not the desk's. */
  function known(field: AlertField, faultOf: (value: string) => Refusal | undefined | null): string | null {
    const value = lineOf(field);
    if (value === null || (faultOf(value) ?? null) === null) return value;
    leftOut.push({ field, value });
    return null;
  }
  const stated = (field: "impact" | "urgency" | "category" | "service"): string | null =>
    known(field, (value) => fieldFaults({ [field]: value }, null, rules)[0]);

  const title = titleOf(alert);
  const text = [title.isCut ? title.whole : null, alert.fields.get("description")?.value ?? null].filter((part) => part !== null).join("\n\n");
  const fields: LogFields = {
    type: "incident",
    channel: "monitoring",
    key: alert.key,
    title: title.line,
    impact: stated("impact"),
    urgency: stated("urgency"),
    category: stated("category") ?? UNCLASSIFIED,
    service: stated("service"),
    ci: lineOf("ci"),
    downAt: alert.startsAt,
    upAt: null,
    requester: null,
    contact: null,
    site: null,
    parent: null,
    major: false,
    refs: [],
    tags: [],
  };
  const group = known("group", (value) => groupFault(value, rules));
  const begins = {
    impact: fields.impact ?? impactOf(rules, fields.category) ?? middleOf(rules.impacts),
    urgency: fields.urgency ?? middleOf(rules.urgencies),
    group: group ?? groupOf(rules, fields)?.value ?? null,
  };
  const insteadOf: Readonly<Record<string, string | null>> = { ...begins, category: UNCLASSIFIED };
  const inheritable = ["requester", "contact", "site", "category", "service", "ci"] as const;
  return {
    log: { do: "log", fields, description: text === "" ? null : fitText(text, rest), ...(group !== null && { group }), assignee: null, follows: null },
    begins,
    unsaid: new Set(inheritable.filter((field) => fields[field] === null || fields[field] === UNCLASSIFIED)),
    leftOut: leftOut.map((left) => ({ ...left, instead: insteadOf[left.field] ?? null })),
  };
}
