import { type Policy, UNCLASSIFIED } from "./policy.ts";

export const LACKED_FIELDS = ["impact", "urgency", "priority", "category", "calendar"] as const;
type LackedField = (typeof LACKED_FIELDS)[number];

/** A value that tickets have and a policy does not know. */
export interface Lack {
  readonly field: LackedField;
  readonly value: string;
}

/** What of a ticket a policy is asked about. */
export interface Described {
  readonly impact: string;
  readonly urgency: string;
  readonly priority: string;
  readonly overridden: boolean;
  readonly category: string;
  /** Those that count its clocks today. */
  readonly calendars: readonly string[];
}

/** What of a ticket a policy does not know. A priority that its own matrix would replace is not asked for. */
export function lacksOf(policy: Policy, of: Described): readonly Lack[] {
  const lacks: Lack[] = [];
  const ask = (field: LackedField, value: string, known: boolean): void => {
    if (!known && !lacks.some((lack) => lack.field === field && lack.value === value)) lacks.push({ field, value });
  };
  ask("impact", of.impact, policy.impacts.includes(of.impact));
  ask("urgency", of.urgency, policy.urgencies.includes(of.urgency));
  if (of.overridden) ask("priority", of.priority, policy.priorities.includes(of.priority));
  ask("category", of.category, of.category === UNCLASSIFIED || policy.categories.includes(of.category));
  for (const calendar of of.calendars) ask("calendar", calendar, Object.hasOwn(policy.calendars, calendar));
  return lacks;
}

/** Without these nothing can be said of a ticket's clocks. */
export const decidesClocks = ({ field }: Lack): boolean => field === "impact" || field === "urgency" || field === "priority";
