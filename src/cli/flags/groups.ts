import type { Group, VerbRow } from "../verb-row.ts";

/** The flags of section 2 of the contract that may also stand before the verb. */
export const BEFORE_THE_VERB = ["--db TEXT", "--as NAME", "--tz ZONE", "--lang en|id", "--color auto|always|never", "--no-input"] as const;

const VERSION = "-V, --version";

/** The flags verbs have in common, in the notation of `flag.ts`. */
export const GROUPS: Readonly<Record<Group, readonly string[]>> = {
  program: [...BEFORE_THE_VERB, "-h, --help", VERSION],
  brief: ["-q, --quiet", "--json", "--jsonl"],
  formats: ["-q, --quiet", "--json", "--jsonl", "--csv", "--tsv", "--markdown", "--format TEMPLATE", "--excel", "-o, --fields FIELDS", "-L, --limit 0.."],
  write: ["-y, --yes", "-n, --dry-run", "--once TEXT", "--at TIME", "--at-reason TEXT", "--timeout D"],
  bulk: ["-k, --keep-going", "--strict", "--where QUERY", "--ids-from PATH", "--max 1..", "--failed-to PATH", "-v, --verbose"],
  filters: [
    "-p, --priority NAME",
    "-s, --status NAME",
    "-a, --assignee NAME",
    "-g, --group NAME",
    "-t, --tag NAME...",
    "--type NAME",
    "--category NAME",
    "--since D",
    "--open",
    "--all",
    "--mine",
  ],
  fields: [
    "--title TEXT",
    "--type incident|request",
    "--impact NAME",
    "--urgency NAME",
    "-p, --priority NAME",
    "--priority-reason TEXT",
    "--priority-until TIME",
    "--category NAME",
    "--service NAME",
    "--site NAME",
    "--ci NAME",
    "--ref NAME...",
    "--requester NAME",
    "--contact TEXT",
    "--channel NAME",
    "--group NAME",
    "--assignee NAME",
    "-t, --tag NAME...",
    "--untag NAME...",
    "--description TEXT",
    "--description-file PATH",
    "--down-at TIME",
    "--up-at TIME",
    "--key NAME",
    "--major",
    "--parent TEXT",
    "--follows TEXT",
  ],
  notes: ["--note TEXT", "--note-file PATH", "--public"],
  pager: ["--no-pager"],
};

/** Whether a verb means something of its own by `--version`; `-V` is the program's everywhere. */
export const ownsVersion = (row: VerbRow): boolean => row.flags?.some((notation) => notation.startsWith("--version ")) === true;

/** All flags of a verb, in the order help lists them: its own first. */
export function notationsOf(row: VerbRow): readonly string[] {
  const common = row.groups.toReversed().flatMap((group) => GROUPS[group]);
  return [...(row.flags ?? []), ...(ownsVersion(row) ? common.filter((notation) => notation !== VERSION) : common)];
}
