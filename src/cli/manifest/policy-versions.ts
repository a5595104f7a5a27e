import type { VerbRow } from "../verb-row.ts";
import { nothing, READ } from "./rows.ts";

const APPLIES = ["-y, --yes", "-n, --dry-run", "--once TEXT", "--timeout D", "--from TIME", "--open keep|adopt", "--map TEXT..."] as const;

/** The desk's rules as the register has them. */
export const POLICY_VERSIONS: readonly VerbRow[] = [
  {
    name: "policy show",
    section: "administration",
    ...nothing,
    groups: ["program", "brief", "pager"],
    flags: ["--version 1..", "--inline"],
    examples: ["itsm policy show > policy.yaml", "itsm policy show --inline > policy.yaml", "itsm policy show --version 1 --json"],
  },
  {
    name: "policy edit",
    section: "administration",
    ...nothing,
    writes: true,
    groups: ["program"],
    flags: ["--version 1..", ...APPLIES],
    examples: ["itsm policy edit"],
  },
  {
    name: "policy diff",
    section: "administration",
    operands: "[FILE]",
    least: 0,
    most: 1,
    groups: READ,
    flags: ["--version 1.."],
    examples: ["itsm policy diff policy.yaml", "itsm policy diff --version 1"],
  },
  {
    name: "policy apply",
    section: "administration",
    operands: "[FILE]",
    least: 0,
    most: 1,
    writes: true,
    groups: ["program", "brief"],
    flags: ["--version 1..", ...APPLIES],
    examples: ["itsm policy apply policy.yaml --open adopt", "itsm policy apply --version 1 --dry-run"],
  },
  { name: "policy log", section: "administration", ...nothing, groups: READ, examples: ["itsm policy log", "itsm policy log --csv"] },
];
