import { flagOf } from "../flags/flag.ts";
import { GROUPS, notationsOf } from "../flags/groups.ts";
import type { Flags } from "../program.ts";
import { quoted } from "../shell-word.ts";
import type { VerbRow } from "../verb-row.ts";

/** What was about this call alone. */
const OF_THIS_CALL = new Set(["print-command", "resume", "template", "title"]);

/** The value of a flag that begins with a dash would be taken for a flag itself. */
const worded = (long: string, value: string): string => (value.startsWith("-") ? quoted(`--${long}=${value}`) : `--${long} ${quoted(value)}`);

/** Flags as they stand on a command line, by the notations of those there are. */
const wordsOf = (notations: readonly string[], flags: Flags): readonly string[] =>
  notations
    .map(flagOf)
    .filter(({ long }) => !OF_THIS_CALL.has(long))
    .flatMap(({ long }) => {
      const value = flags[long];
      if (value === undefined || value === false) return [];
      if (value === true) return [`--${long}`];
      return (typeof value === "string" ? [value] : value).map((each) => worded(long, each));
    });

/** The command that adds a person to a ticket there is, with a note where there is one, and does so where and as the flags say. */
export const joiningLine = (id: string, name: string, note: string | null, flags: Flags): string => {
  const around = wordsOf([...GROUPS.program, ...GROUPS.brief, ...GROUPS.write], flags);
  const affected = ["itsm affected", quoted(id), worded("add", name), ...wordsOf(["--contact TEXT"], flags), ...around].join(" ");
  return note === null ? affected : `${affected} && ${["itsm note", quoted(id), quoted(note), ...around].join(" ")}`;
};

/** The command that logs the same, quoted for a POSIX shell. */
export function commandLine(row: VerbRow, flags: Flags, title: string): string {
  return ["itsm", row.name, title.startsWith("-") ? worded("title", title) : quoted(title), ...wordsOf(notationsOf(row), flags)].join(" ");
}
