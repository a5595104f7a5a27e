import type { VerbRow } from "../verb-row.ts";
import { READ, words } from "./rows.ts";

/** A period, the tickets behind a figure, and a page that may be long: of all reports. */
const PERIOD = ["--month TEXT", "--from TIME", "--to TIME", "--evidence NAME"];
const BY_KIND = "priority|category|group|service|type|site|channel|assignee";

const report = (name: string, by: string, examples: readonly string[]): VerbRow => ({
  name: `report ${name}`,
  section: "reports",
  operands: "[QUERY…]",
  ...words,
  groups: [...READ, "pager"],
  flags: [...PERIOD, `--by ${by}`],
  examples,
});

/** What the desk did. */
export const REPORTING: readonly VerbRow[] = [
  report("sla", `${BY_KIND}|day|month`, ["itsm report sla --month last --by priority", "itsm report sla --evidence resolution.missed"]),
  report("volume", `${BY_KIND}|day|month`, [
    "itsm report volume type:incident --by channel",
    "itsm report volume --month last --by day --csv --excel > days.csv",
  ]),
  report("backlog", BY_KIND, ["itsm report backlog --month last --by group"]),
  report("aging", BY_KIND, ["itsm report aging priority:high", "itsm report aging --evidence age.from30d -q"]),
];
