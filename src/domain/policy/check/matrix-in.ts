import type { Policy } from "../policy.ts";
import type { Place, Tree } from "../tree.ts";
import { knownIn, knownName, mapIn } from "./reading.ts";
import type { Report } from "./report.ts";

/** The priority of each impact and urgency. A place that is left empty is a fault, one for each. */
export function matrixIn(
  report: Report,
  tree: Tree,
  { priorities, impacts, urgencies }: Pick<Policy, "priorities" | "impacts" | "urgencies">,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const map = mapIn(report, tree, "matrix");
  if (map === null) return {};
  const rows = new Map<string, Readonly<Record<string, string>>>();
  const hole = (at: Place, impact: string, urgency: string | null): void => report(at, "matrix_hole", { impact, urgency });
  for (const { key, place, value } of map.entries) {
    const impact = knownName(report, key, place, { kind: "impact", names: impacts });
    const row = mapIn(report, value, "matrix_row");
    if (row === null) continue;
    const cells = row.entries.flatMap((cell) => {
      const urgency = knownName(report, cell.key, cell.place, { kind: "urgency", names: urgencies });
      const priority = knownIn(report, cell.value, { kind: "priority", names: priorities });
      return urgency === null ? [] : [[urgency, priority ?? ""] as const];
    });
    if (impact === null) continue;
    const found = Object.fromEntries(cells);
    for (const urgency of urgencies) if (!Object.hasOwn(found, urgency)) hole(place, impact, urgency);
    rows.set(impact, found);
  }
  for (const impact of impacts) if (!rows.has(impact)) hole(map.place, impact, null);
  return Object.fromEntries(rows);
}
