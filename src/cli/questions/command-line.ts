import { flagOf } from "../flags/flag.ts";
import { notationsOf } from "../flags/groups.ts";
import type { Flags } from "../program.ts";
import { quoted } from "../shell-word.ts";
import type { VerbRow } from "../verb-row.ts";

/** What was about this call alone. */
const OF_THIS_CALL = new Set(["print-command", "resume", "template", "title"]);

/** The value of a flag that begins with a dash would be taken for a flag itself. */
const worded = (long: string, value: string): string => (value.startsWith("-") ? quoted(`--${long}=${value}`) : `--${long} ${quoted(value)}`);

/** The command that adds a person to a ticket there is. */
export const joiningLine = (id: string, name: string, contact: string | null): string =>
  ["itsm affected", quoted(id), worded("add", name), ...(contact === null ? [] : [worded("contact", contact)])].join(" ");

/** The command that logs the same, quoted for a POSIX shell. */
export function commandLine(row: VerbRow, flags: Flags, title: string): string {
  const words = notationsOf(row)
    .map(flagOf)
    .filter(({ long }) => !OF_THIS_CALL.has(long))
    .flatMap(({ long }) => {
      const value = flags[long];
      if (value === undefined || value === false) return [];
      if (value === true) return [`--${long}`];
      return (typeof value === "string" ? [value] : value).map((each) => worded(long, each));
    });
  return ["itsm", row.name, title.startsWith("-") ? worded("title", title) : quoted(title), ...words].join(" ");
}
