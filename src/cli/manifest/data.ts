import type { VerbRow } from "../verb-row.ts";
import { WRITE } from "./rows.ts";

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
];
