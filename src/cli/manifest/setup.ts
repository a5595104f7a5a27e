import type { VerbRow } from "../verb-row.ts";
import { nothing } from "./rows.ts";

/** Who acts, and help. */
export const SETUP: readonly VerbRow[] = [
  {
    name: "sweep",
    section: "administration",
    ...nothing,
    groups: ["program", "brief"],
    flags: ["-n, --dry-run", "--at TIME", "--every D", "--status", "-v, --verbose", "--timeout D"],
    examples: ["itsm sweep", "itsm sweep --dry-run --at 'tomorrow 09:00'"],
  },
  { name: "doctor", section: "administration", ...nothing, groups: ["program", "brief"], examples: ["itsm doctor"] },
  { name: "whoami", section: "administration", ...nothing, groups: ["program", "brief"], alone: true, examples: ["itsm whoami"] },
  {
    name: "completion",
    section: "administration",
    operands: "SHELL",
    least: 1,
    most: 1,
    groups: ["program"],
    alone: true,
    examples: ["source <(itsm completion bash)", "itsm completion zsh > ~/_itsm"],
  },
  {
    name: "help",
    section: "administration",
    operands: "[VERB | TOPIC]",
    least: 0,
    most: 3,
    groups: ["program", "pager"],
    alone: true,
    examples: ["itsm help dates", "itsm help schema itsm.list/1"],
  },
];
