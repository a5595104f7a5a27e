import type { Instant } from "../../time/instant.ts";
import { parseWhen } from "../../time/when.ts";
import type { Zone } from "../../time/zone.ts";
import type { Tree } from "../tree.ts";
import { unexpected } from "./reading.ts";
import type { Report } from "./report.ts";

/** An instant of the past or the future that never moves: a date with or without a time, by the clocks of the zone where it names no other. */
export function instantIn(report: Report, tree: Tree, zone: Zone): Instant | null {
  // What counts from now has no meaning in a file.
  if (tree.kind !== "scalar" || !/^\s*\d{4,6}-/.test(tree.text)) return unexpected(report, tree, "instant");
  const read = parseWhen(tree.text, { now: 0, zone, toward: "future" });
  if (read.ok) return read.at;
  report(tree.place, read.fault.key, read.fault.with);
  return null;
}
