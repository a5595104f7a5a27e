import type { CategoryRule, Policy } from "./policy.ts";

/** What a ticket is sorted by. */
interface Sorted {
  readonly category: string;
  readonly service: string | null;
}

/** A value nobody stated, and what of the ticket says it. */
export interface Given {
  readonly value: string;
  readonly by: "category" | "service";
}

const ruleOf = ({ categoryRules }: Policy, path: string): CategoryRule | null =>
  Object.hasOwn(categoryRules, path) ? (categoryRules[path] as CategoryRule) : null;

/** What the nearest of a category and its parents says; null: none of them does. */
function saidOf(policy: Policy, category: string, what: keyof CategoryRule): string | null {
  for (let path = category; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const value = ruleOf(policy, path)?.[what];
    if (value !== undefined) return value;
    if (!path.includes("/")) return null;
  }
}

/** The group a ticket begins with where nobody states one: that of its category, else that of its service; null: none. */
export function groupOf(policy: Policy, { category, service }: Sorted): Given | null {
  const { serviceGroups } = policy;
  const ofCategory = saidOf(policy, category, "group");
  if (ofCategory !== null) return { value: ofCategory, by: "category" };
  return service === null || !Object.hasOwn(serviceGroups, service) ? null : { value: serviceGroups[service] as string, by: "service" };
}

/** The impact a ticket of a category begins with where nobody states one; null: the category does not say. */
export const impactOf = (policy: Policy, category: string): string | null => saidOf(policy, category, "impact");

const MEDIUM = "medium";

/** What impact and urgency are where nothing says: `medium`, or the middle of names that have none, of two middles the less urgent. */
export const middleOf = (names: readonly string[]): string => (names.includes(MEDIUM) ? MEDIUM : (names[names.length >> 1] ?? MEDIUM));
