import { type Policy, UNCLASSIFIED } from "./policy.ts";

/** The fields of a ticket whose values a policy names. */
export const NAMED_FIELDS = ["category", "service", "site", "group", "priority", "impact", "urgency", "hold"] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];

export const isNamedField = (word: string): word is NamedField => (NAMED_FIELDS as readonly string[]).includes(word);

/** The values a policy knows of a field; null: it lists none, so any will do. */
function valuesOf(policy: Policy, field: NamedField): readonly string[] | null {
  switch (field) {
    case "category":
      return [...policy.categories, UNCLASSIFIED];
    case "service":
      return policy.services.length === 0 ? null : policy.services;
    case "site":
      return policy.sites.length === 0 ? null : policy.sites;
    case "group":
      return policy.groups.length === 0 ? null : policy.groups;
    case "priority":
      return policy.priorities;
    case "impact":
      return policy.impacts;
    case "urgency":
      return policy.urgencies;
    case "hold":
      return Object.keys(policy.holdReasons);
  }
}

export const knows = (policy: Policy, field: NamedField, value: string): boolean => valuesOf(policy, field)?.includes(value) ?? true;

/** What is called otherwise from now on: by the field, old name -> new name. */
export type Renaming = Readonly<Partial<Record<NamedField, ReadonlyMap<string, string>>>>;

/** The name a value has after a renaming. */
export const renamed = (renaming: Renaming, field: NamedField, value: string): string => renaming[field]?.get(value) ?? value;
