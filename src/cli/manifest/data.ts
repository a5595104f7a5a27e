import type { VerbRow } from "../verb-row.ts";
import { nothing, WRITE, words } from "./rows.ts";

/** What comes from other programs, and goes to them. */
export const DATA: readonly VerbRow[] = [
  {
    name: "intake",
    section: "data",
    operands: "KIND -",
    least: 1,
    most: 2,
    writes: true,
    groups: WRITE,
    flags: ["--all-or-nothing", "-k, --keep-going", "-v, --verbose", "--explain", "--mapping PATH", "--print-mapping"],
    examples: [
      `itsm intake json - <<< '{"key":"disk:/srv","title":"Disk full on web1"}'`,
      `itsm intake json --explain - <<< '{"key":"disk:/srv","status":"ok"}'`,
      "itsm intake zabbix --print-mapping > zabbix.json",
    ],
  },
  {
    name: "export",
    section: "data",
    ...words,
    operands: "[QUERY…]",
    groups: ["program", "brief"],
    flags: ["--csv", "--excel", "--events", "-o, --fields FIELDS", "--out PATH", "--bundle PATH", "-y, --yes"],
    examples: ["itsm export opened:30d.. --csv > month.csv", "itsm export --events --out events.jsonl", "itsm export --bundle desk.jsonl.gz"],
  },
  {
    name: "import",
    section: "data",
    ...nothing,
    groups: ["program", "brief"],
    flags: ["--bundle PATH", "--timeout D"],
    examples: ["itsm import --bundle desk.jsonl.gz --db copy.db"],
  },
];
