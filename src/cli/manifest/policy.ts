import type { VerbRow } from "../verb-row.ts";

/** The desk's own rules. */
export const POLICY: readonly VerbRow[] = [
  {
    name: "policy check",
    section: "administration",
    operands: "FILE",
    least: 1,
    most: 1,
    alone: true,
    groups: ["program", "brief"],
    examples: ["itsm policy check desk.yaml"],
  },
  {
    name: "policy test",
    section: "administration",
    operands: "FILE",
    least: 1,
    most: 1,
    alone: true,
    groups: ["program", "brief"],
    examples: ["itsm policy test desk.yaml"],
  },
];
