import type { VerbRow } from "../verb-row.ts";
import { nothing } from "./rows.ts";

/** The register and its history. */
export const REGISTERS: readonly VerbRow[] = [
  { name: "db info", section: "administration", ...nothing, groups: ["program", "brief"], examples: ["itsm db info --json"] },
  {
    name: "db init",
    section: "administration",
    operands: "[PATH]",
    least: 0,
    most: 1,
    groups: ["program", "brief"],
    flags: ["--name NAME", "--timeout D"],
    examples: ["itsm db init ./desk.db"],
  },
  {
    name: "db migrate",
    section: "administration",
    ...nothing,
    groups: ["program", "brief"],
    flags: ["-n, --dry-run", "--timeout D"],
    examples: ["itsm db migrate --dry-run"],
  },
  {
    name: "db grant",
    section: "administration",
    ...nothing,
    groups: ["program"],
    flags: ["-q, --quiet", "--role NAME...", "--apply"],
    examples: ["itsm db grant --role agent"],
  },
  {
    name: "audit verify",
    section: "administration",
    ...nothing,
    groups: ["program", "brief"],
    flags: ["--against TEXT"],
    examples: ['itsm audit verify --against "$(cat head.txt)"'],
  },
  { name: "audit head", section: "administration", ...nothing, groups: ["program", "brief"], examples: ["itsm audit head > head.txt"] },
  {
    name: "audit show",
    section: "administration",
    operands: "[SPEC]",
    least: 0,
    most: 1,
    groups: ["program", "brief", "pager"],
    flags: ["-L, --limit 0.."],
    examples: ["itsm audit show 41"],
  },
];
