import type { VerbRow } from "../verb-row.ts";
import { BULK, nothing, specs } from "./rows.ts";

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
  {
    name: "redact",
    section: "administration",
    ...specs,
    groups: BULK,
    flags: ["--field NAME", "--reason TEXT", "--event 1..", "--confirm TEXT"],
    examples: ["itsm redact 41 --field note --reason 'a password' --dry-run"],
  },
];
