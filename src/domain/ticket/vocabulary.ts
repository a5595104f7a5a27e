import { foldName } from "../fold-name.ts";
import { type Policy, TICKET_TYPES, UNCLASSIFIED } from "../policy/policy.ts";
import { nearest } from "../query/near.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { nameFault, storedFault, tagFault, titleFault } from "./texts.ts";
import { CHANNELS, CONFIRMATIONS, type Fields, RELATIONS } from "./ticket.ts";

/** A value that is none of those allowed, with what may have been meant. */
export function unknownValue(field: string, value: string, allowed: readonly string[]): Refusal | null {
  return allowed.includes(value) ? null : refuse("unknown_value", { field, value, allowed, near: nearest(value, allowed) }, [field]);
}

/** While the policy lists no names of a kind, any will do. */
const named = (field: string, name: string | null | undefined, listed: readonly string[]): Refusal | null =>
  name === null || name === undefined ? null : (nameFault(field, name) ?? (listed.length > 0 ? unknownValue(field, name, listed) : null));

const stored = (field: string, text: string | null | undefined): Refusal | null => (text === null || text === undefined ? null : storedFault(field, text));

export const groupFault = (group: string | null, rules: Policy): Refusal | null => named("group", group, rules.groups);

/** An assignee is a person. */
export function assigneeFault(name: string, rules: Policy): Refusal | null {
  const folded = foldName(name);
  const group = rules.groups.find((one) => foldName(one) === folded);
  return nameFault("assignee", name) ?? (group === undefined ? null : refuse("assignee_is_group", { field: "assignee", name, group }, ["assignee"]));
}

export const codeFault = (code: string, rules: Policy): Refusal | null => unknownValue("code", code, Object.keys(rules.resolutionCodes));

export const categoryFault = (category: string, rules: Policy): Refusal | null => unknownValue("category", category, [...rules.categories, UNCLASSIFIED]);

export const relationFault = (rel: string): Refusal | null => unknownValue("relation", rel, RELATIONS);

export const confirmationFault = (by: string): Refusal | null => unknownValue("confirmed", by, CONFIRMATIONS);

const RATINGS = ["1", "2", "3", "4", "5"];

export const satisfactionFault = (satisfaction: number): Refusal | null => unknownValue("satisfaction", String(satisfaction), RATINGS);

/** Values somebody states; an impact or urgency that is null is stated by nobody. */
type Stated = Partial<Omit<Fields, "impact" | "urgency">> & { readonly impact?: string | null; readonly urgency?: string | null };

/** Every fault in the values somebody states about a ticket, by today's rules. */
export function fieldFaults(set: Stated, description: string | null | undefined, rules: Policy): readonly Refusal[] {
  const faults = [
    set.title === undefined ? null : titleFault(set.title),
    set.type === undefined ? null : unknownValue("type", set.type, TICKET_TYPES),
    set.impact === undefined || set.impact === null ? null : unknownValue("impact", set.impact, rules.impacts),
    set.urgency === undefined || set.urgency === null ? null : unknownValue("urgency", set.urgency, rules.urgencies),
    set.category === undefined ? null : categoryFault(set.category, rules),
    set.channel === undefined ? null : unknownValue("channel", set.channel, CHANNELS),
    named("service", set.service, rules.services),
    named("site", set.site, rules.sites),
    named("ci", set.ci, []),
    stored("requester", set.requester),
    stored("contact", set.contact),
    named("key", set.key, []),
    ...(set.refs ?? []).map((ref) => nameFault("ref", ref)),
    ...(set.tags ?? []).map(tagFault),
    stored("description", description),
  ];
  return faults.filter((fault) => fault !== null);
}
