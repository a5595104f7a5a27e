import type { Tree } from "../tree.ts";
import { isEmpty, knownName, mapIn, namedIn, recordOf, unexpected } from "./reading.ts";
import type { Report } from "./report.ts";
import { elapsedIn } from "./spans.ts";

const MINUTE = 60;

/** How soon the next update is promised, in seconds, by the priority. */
export const updatesIn = (report: Report, tree: Tree, priorities: readonly string[]): Readonly<Record<string, number>> =>
  recordOf(
    (mapIn(report, tree)?.entries ?? []).flatMap(({ key, place, value }) => {
      const priority = knownName(report, key, place, { kind: "priority", names: priorities });
      const seconds = elapsedIn(report, value, MINUTE);
      return priority === null || seconds === null ? [] : [[priority, seconds] as const];
    }),
  );

type Plain = string | number | boolean | readonly string[];

function plainIn(report: Report, tree: Tree): Plain | null {
  if (tree.kind === "list")
    return tree.items.flatMap((item) => (item.kind === "scalar" && !isEmpty(item) ? [item.text] : (unexpected(report, item, "text") ?? [])));
  if (tree.kind === "map" || tree.value === null) return unexpected(report, tree, "field_value");
  return tree.value;
}

/** Templates by name: what each field begins with. Which fields there are is known where a template is used. */
export const templatesIn = (report: Report, tree: Tree): Readonly<Record<string, Readonly<Record<string, Plain>>>> =>
  recordOf(
    namedIn(report, tree).map(([name, map]) => [
      name,
      recordOf(
        map.entries.flatMap(({ key, value }) => {
          const plain = plainIn(report, value);
          return plain === null ? [] : [[key, plain] as const];
        }),
      ),
    ]),
  );
