import type { Policy } from "../policy/policy.ts";

/** Those above a group whom a hierarchical step informs, the nearest first, up to so many levels. */
export const managersOf = (group: string | null, { rules }: { readonly rules: Policy }, levels: number): readonly string[] =>
  group !== null && Object.hasOwn(rules.managers, group) ? (rules.managers[group] ?? []).slice(0, levels) : [];
