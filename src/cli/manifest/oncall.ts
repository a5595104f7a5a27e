import type { VerbRow } from "../verb-row.ts";
import { READ, words } from "./rows.ts";

/** Clocks, and what to do next. */
export const ONCALL: readonly VerbRow[] = [
  {
    name: "sla",
    section: "oncall",
    operands: "[QUERY…]",
    ...words,
    groups: [...READ, "filters"],
    flags: ["--within D", "--check", "--explain"],
    examples: ["itsm sla --within 2h", "itsm sla priority:high --check"],
  },
  {
    name: "sla explain",
    section: "oncall",
    operands: "SPEC",
    least: 1,
    most: 1,
    groups: ["program", "brief", "pager"],
    flags: ["--clock response|resolution"],
    examples: ["itsm sla explain 41"],
  },
  {
    name: "watch",
    section: "oncall",
    operands: "[QUERY…]",
    ...words,
    groups: ["program", "filters"],
    flags: ["--every D", "--for D", "--no-bell", "--on-new PROGRAM", "--jsonl", "-L, --limit 0.."],
    examples: ["itsm watch @oncall --for 1s", "itsm watch priority:high --every 5s --for 1s > news.jsonl"],
  },
];
