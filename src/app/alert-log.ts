import { type Policy, UNCLASSIFIED } from "../domain/policy/policy.ts";
import type { Log } from "../domain/ticket/acts/log.ts";
import { type FittedLine, fitLine, fitText } from "../domain/ticket/fit-text.ts";
import type { Refusal } from "../domain/ticket/refusal.ts";
import type { Fields } from "../domain/ticket/ticket.ts";
import { fieldFaults, groupFault } from "../domain/ticket/vocabulary.ts";
import type { AlertField, ReadAlert } from "./alert-ports.ts";

/** What stands where an alert says nothing of how bad it is. */
const SEVERITY_UNSAID = "medium";

/** A value the desk does not know: it is left out, for no alert may be lost over it. */
interface LeftOut {
  readonly field: string;
  readonly value: string;
  /** What stands in its place; null: nothing. */
  readonly instead: string | null;
}

/** The log that an alert comes to. */
export interface AlertLog {
  readonly log: Log;
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
  const leftOut: LeftOut[] = [];
  const lineOf = (field: AlertField): string | null => fitLine(alert.fields.get(field)?.value ?? "")?.line ?? null;
  /** The value, or what stands instead of one that is not the desk's. */
  function known<Instead extends string | null>(field: AlertField, instead: Instead, faultOf: (value: string) => Refusal | undefined | null): string | Instead {
    const value = lineOf(field);
    if (value === null) return instead;
    if ((faultOf(value) ?? null) === null) return value;
    leftOut.push({ field, value, instead });
    return instead;
  }
  const stated = <Instead extends string | null>(field: "impact" | "urgency" | "category" | "service", instead: Instead): string | Instead =>
    known(field, instead, (value) => fieldFaults({ [field]: value }, null, rules)[0]);

  const title = titleOf(alert);
  const text = [title.isCut ? title.whole : null, alert.fields.get("description")?.value ?? null].filter((part) => part !== null).join("\n\n");
  const fields: Fields = {
    type: "incident",
    channel: "monitoring",
    key: alert.key,
    title: title.line,
    impact: stated("impact", SEVERITY_UNSAID),
    urgency: stated("urgency", SEVERITY_UNSAID),
    category: stated("category", UNCLASSIFIED),
    service: stated("service", null),
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
  const group = known("group", null, (value) => groupFault(value, rules));
  const inheritable = ["requester", "contact", "site", "category", "service", "ci"] as const;
  return {
    log: { do: "log", fields, description: text === "" ? null : fitText(text, rest), group, assignee: null, follows: null },
    unsaid: new Set(inheritable.filter((field) => fields[field] === null || fields[field] === UNCLASSIFIED)),
    leftOut,
  };
}
