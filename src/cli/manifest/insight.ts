import type { VerbRow } from "../verb-row.ts";
import { BULK, READ, words } from "./rows.ts";

/** One call under a token, tried without writing, and how long it may wait: of writes that change no ticket. */
const APART = ["-n, --dry-run", "--once TEXT", "--timeout D"];

/** What the desk has learnt. */
export const INSIGHT: readonly VerbRow[] = [
  {
    name: "similar",
    section: "insight",
    operands: "[SPEC]",
    least: 0,
    most: 1,
    groups: READ,
    flags: ["--text TEXT", "--open", "--all"],
    examples: ["itsm similar 41", 'itsm similar --text "VPN drops every hour" --open'],
  },
  {
    name: "suggest",
    section: "insight",
    operands: "[SPEC]",
    least: 0,
    most: 1,
    groups: READ,
    flags: ["--text TEXT", "--evaluate", "--field NAME", "--relearn", "--timeout D"],
    examples: ['itsm suggest --text "VPN drops every hour"', "itsm suggest --evaluate --field category"],
  },
  {
    name: "kb add",
    section: "insight",
    operands: "",
    least: 0,
    most: 0,
    groups: ["program", "brief"],
    flags: ["--title TEXT", "--symptom TEXT", "--cause TEXT", "--workaround TEXT", "--from TEXT", ...APART],
    examples: ['itsm kb add --title "VPN drops" --symptom "For all" --workaround "Reconnect."', "itsm kb add --from 41"],
  },
  {
    name: "kb list",
    section: "insight",
    operands: "[WORDS…]",
    ...words,
    groups: READ,
    flags: ["--all"],
    examples: ["itsm kb list", "itsm kb list vpn drops"],
  },
  {
    name: "kb show",
    section: "insight",
    operands: "K…",
    least: 1,
    most: Number.POSITIVE_INFINITY,
    groups: ["program", "brief", "pager"],
    examples: ["itsm kb show K-1"],
  },
  {
    name: "kb use",
    section: "insight",
    operands: "K SPEC…",
    least: 2,
    most: Number.POSITIVE_INFINITY,
    selects: true,
    writes: true,
    groups: BULK,
    examples: ["itsm kb use K-1 41"],
  },
  {
    name: "kb retire",
    section: "insight",
    operands: "K",
    least: 1,
    most: 1,
    groups: ["program", "brief"],
    flags: ["--reason TEXT", ...APART],
    examples: ["itsm kb retire K-1 --reason 'fixed by the new firmware'"],
  },
];
