import type { VerbRow } from "../verb-row.ts";
import { BULK, nothing, READ, specAndText, specs, WRITE } from "./rows.ts";

const CLOSING = ["--code NAME", "--category NAME", "--with-children", "--duplicate-of TEXT"];
const relation = { section: "workflow", operands: "SPEC REL SPEC", least: 3, most: 3, selects: true, writes: true, groups: BULK } as const;

/** What moves a ticket through its life, and what takes that back. */
export const WORKFLOW: readonly VerbRow[] = [
  {
    name: "assign",
    section: "workflow",
    ...specs,
    groups: BULK,
    flags: ["--to NAME"],
    examples: ["itsm assign 41 --to @me", "itsm assign 41..45 --to group:second-line"],
  },
  { name: "start", section: "workflow", ...specs, groups: BULK, flags: ["--take", "--steal"], examples: ["itsm start 41"] },
  {
    name: "hold",
    section: "workflow",
    ...specs,
    groups: [...BULK, "notes"],
    flags: ["--reason NAME", "--until TIME"],
    examples: ["itsm hold 41 --reason awaiting-requester --note 'Asked for the serial number.'"],
  },
  { name: "resume", section: "workflow", ...specs, groups: [...BULK, "notes"], examples: ["itsm resume 41"] },
  {
    name: "escalate",
    section: "workflow",
    ...specs,
    groups: [...BULK, "notes"],
    flags: ["--to NAME", "--up", "--reason TEXT"],
    examples: ["itsm escalate 41 --to second-line --reason 'needs the firewall'"],
  },
  {
    name: "workaround",
    section: "workflow",
    ...specAndText,
    groups: BULK,
    flags: ["--note-file PATH", "--clear"],
    examples: ["itsm workaround 41 'Use the guest network.'", "itsm workaround 41 --clear"],
  },
  {
    name: "resolve",
    section: "workflow",
    ...specs,
    groups: [...BULK, "notes"],
    flags: [...CLOSING, "--private"],
    examples: ["itsm resolve 41 --code fixed --note 'Replaced the toner.'"],
  },
  {
    name: "close",
    section: "workflow",
    ...specs,
    groups: [...BULK, "notes"],
    flags: [...CLOSING, "--confirmed requester|silence|monitoring|agent", "--satisfaction 1..5", "--review TEXT"],
    examples: ["itsm close 41 --confirmed requester --satisfaction 5", "itsm ls -q status:resolved | itsm close - --confirmed silence --yes"],
  },
  { name: "cancel", section: "workflow", ...specs, groups: BULK, flags: ["--reason TEXT"], examples: ["itsm cancel 41 --reason 'logged by mistake'"] },
  { name: "reopen", section: "workflow", ...specs, groups: BULK, flags: ["--reason TEXT"], examples: ["itsm reopen 41 --reason 'fails again'"] },
  { name: "link", ...relation, examples: ["itsm link 41 duplicates 40"] },
  { name: "unlink", ...relation, examples: ["itsm unlink 41 duplicates 40"] },
  {
    name: "undo",
    section: "workflow",
    operands: "[OP]",
    least: 0,
    most: 1,
    writes: true,
    groups: WRITE,
    flags: ["-v, --verbose"],
    examples: ["itsm undo", "itsm undo op-215"],
  },
  { name: "op list", section: "workflow", ...nothing, groups: READ, flags: ["--mine"], examples: ["itsm op list -L 10"] },
  { name: "op show", section: "workflow", operands: "OP", least: 1, most: 1, groups: ["program", "brief", "pager"], examples: ["itsm op show op-215"] },
];
