import { foldName } from "../fold-name.ts";
import type { Policy } from "./policy.ts";

/** Those above a group whom an escalation informs, the nearest first, up to so many levels. */
export const managersOf = ({ managers }: Policy, group: string | null, levels: number): readonly string[] =>
  group !== null && Object.hasOwn(managers, group) ? (managers[group] as readonly string[]).slice(0, levels) : [];

/**
 * The next above a group who is to be informed: the manager above all those who know already, whoever escalates among
 * them; null: nobody is above.
 */
export function managerAbove({ managers }: Policy, group: string | null, aware: readonly string[]): string | null {
  if (group === null || !Object.hasOwn(managers, group)) return null;
  const line = managers[group] as readonly string[];
  const known = new Set(aware.map(foldName));
  return line[line.findLastIndex((name) => known.has(foldName(name))) + 1] ?? null;
}
