import type { VerbRow } from "../verb-row.ts";
import { nothing, READ, WRITE, words } from "./rows.ts";

/** Clocks, and what to do next. */
export const ONCALL: readonly VerbRow[] = [
  {
    name: "next",
    section: "oncall",
    ...nothing,
    writes: true,
    groups: WRITE,
    flags: ["--take"],
    examples: ["itsm next", "itsm next --take", 'id=$(itsm next -q) && itsm show "$id"'],
  },
  {
    name: "oncall",
    section: "oncall",
    operands: "[ROTA…]",
    ...words,
    groups: READ,
    flags: ["--at TIME"],
    examples: ["itsm oncall", "itsm oncall --at 'saturday 03:00'"],
  },
  {
    name: "brief",
    section: "oncall",
    ...nothing,
    groups: ["program", "pager"],
    flags: ["--since D", "--within D", "-L, --limit 0..", "--markdown", "--json"],
    examples: ["itsm brief", "itsm brief --since 'yesterday 17:00' --markdown"],
  },
  {
    name: "sla",
    section: "oncall",
    operands: "[QUERY…]",
    ...words,
    groups: [...READ, "filters"],
    flags: ["--within D", "--check", "--probe", "--explain"],
    examples: ["itsm sla --within 2h", "itsm sla priority:high --check", "itsm sla @oncall --within 30m --probe"],
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
