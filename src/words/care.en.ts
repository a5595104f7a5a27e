import { AUDIT } from "./audit.en.ts";

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = any;
type Advised = (about: About) => string | readonly [what: string, advice: string];

const quoted = (path: unknown): string => JSON.stringify(String(path));

/** Operations behind one up to another. */
const recorded = (after: number, last: number): string => (last === after + 1 ? `op-${last} was recorded` : `op-${after + 1} to op-${last} were recorded`);

const BACKUP_ANEW = "itsm db check --full says what is wrong; a backup of before: itsm db restore FILE";

/** What is wrong with a line of a bundle. */
const LINE: Readonly<Record<string, (about: About) => string>> = {
  no_bundle: () => "it is no bundle of a register.",
  other_format: () => "this bundle is of a format that this version does not know: use the version that wrote it, or a newer one.",
  no_json: () => "it is no JSON object in UTF-8.",
  line_long: () => "it is longer than any line of a bundle.",
  kind_unknown: ({ key }) => `there is no kind "${key}".`,
  value_unusable: ({ key }) => `"${key}" is missing or of another kind than it has to be.`,
  key_unknown: ({ key }) => `"${key}" does not belong there.`,
  no_register: () => "the line that tells of the register has to come first.",
  second_register: () => "a second register begins.",
  behind_end: () => "something follows the last line.",
  policy_order: ({ expected }) => `version ${expected} of the policy was to come here.`,
  operation_order: ({ expected }) => `op-${expected} was to come here.`,
  operation_hash: ({ seq }) => `op-${seq} was altered, or one of its events is missing.`,
  event_alone: () => "the event belongs to no operation.",
  event_hash: ({ number, version }) => `event ${version} of ticket ${number} was altered, moved, or follows one that is missing.`,
  conflict: () => "it cannot stand beside the lines before it.",
  count: ({ key, expected, found }) => `it says ${expected} ${key}; there are ${found}.`,
  head: () => "the head is not the hash of the last operation.",
  first_line: () => "the first line says other counts than there are.",
  sum: () => "a line before it was changed: the SHA-256 of the lines is another.",
  cut_off: () => "the bundle was cut off: its last line is missing.",
};

/** What ends a call that keeps a register, with what to do. */
export const CARE_ERRORS: Readonly<Record<string, Advised>> = {
  out_exists: ({ path }) => [`${quoted(path)} is there already.`, "--yes replaces it"],
  out_no_file: ({ path, folder }) => [`${quoted(path)} is ${folder ? "a folder" : "no file that could be replaced"}.`, "name a file"],
  out_path_unusable: ({ path }) => `${quoted(path)} cannot be the path of a file.`,
  out_folder_missing: ({ path }) => `There is no folder for ${quoted(path)}: make it first.`,
  out_disk_full: ({ path }) => `The disk that is to hold ${quoted(path)} is full; nothing was left there.`,
  out_unwritable: ({ path, code }) => `${quoted(path)} cannot be written: the system reports ${code}.`,
  out_dash: ({ verb }) => [`${verb} writes a file, not a stream.`, "name a file; ./- is one of that name"],
  backup_itself: ({ path }) => [`${quoted(path)} is the register itself, or belongs to it.`, "a backup has a name of its own"],
  backup_over_other: ({ path }) => [`${quoted(path)} is no backup of a register, so it is not replaced.`, "another name, or move it away"],
  backup_over_register: ({ path }) => [`${quoted(path)} is a register in use, so it is not replaced.`, "another name, or move it away"],
  copy_differs: ({ path }) => [`What was written to ${quoted(path)} is not what was read. Nothing was kept.`, "try another disk"],
  source_damaged: () => ["The copy was read back and is not whole, so it was not kept: the original is damaged.", BACKUP_ANEW],
  backup_missing: ({ path }) => `There is no backup at ${quoted(path)}.`,
  backup_empty: ({ path }) => `${quoted(path)} is an empty file, no backup.`,
  restore_itself: ({ path }) => `${quoted(path)} is the register itself.`,
  backup_server: () => [
    "A register on a server is backed up by the server's own means, not into a file of SQLite's.",
    "pg_dump, or itsm export --bundle FILE, which itsm import --bundle FILE brings back",
  ],
  copy_to_missing: () => ["db copy does not know where to.", "itsm db copy --to postgres://HOST/DATABASE, or --to PATH"],
  copy_to_itself: ({ path }) => [`${quoted(path)} is the register itself.`, "--to names another, which is empty"],
  copy_target_full: ({ path }) => [`${quoted(path)} is a register that somebody has written to. Nothing was copied.`, "--to names an empty one"],
  copy_behind: ({ path, here, there }) => [
    `${quoted(path)} is a whole copy of this register up to op-${there}; ${recorded(there, here)} since, and what is whole is not gone on with. Nothing was copied.`,
    "--to names an empty one",
  ],
  copy_ahead: ({ path, here, there }) => [
    `${quoted(path)} is a copy of this register that somebody has written to: ${recorded(here, there)} there alone. Nothing was copied.`,
    "--to names an empty one",
  ],
  copy_of_another: ({ path, name }) => [
    `${quoted(path)} holds the unfinished copy of another register, ${quoted(name)}. Nothing was copied.`,
    "--to names an empty one",
  ],
  copy_by_another: ({ path }) => [`Another run copies into ${quoted(path)} at this moment.`, "let it end, or run this again when it has been ended"],
  copy_unfinished: () => ["This is a copy that was not finished, no register yet.", "itsm db copy --to it once more goes on with it"],
  copy_not_whole: ({ path }) => [
    `What is in ${quoted(path)} is not what was copied, so it is no register.`,
    "itsm db check --full on the one it came from says what is wrong",
  ],
  copied_count: ({ table, expected, found }) => `${table}: ${expected} rows were to be copied, ${found} are there.`,
  restore_url: () => ["A backup file is restored to a register in a file.", "--db PATH; itsm import --bundle FILE fills a database"],
  register_in_use: ({ path }) => [
    `${quoted(path)} is open in another program, so it was left as it is.`,
    "end it (an itsm watch, a sweep --every), or --timeout D waits longer",
  ],
  confirm_name_missing: ({ name }) => ["This replaces a register, and there is nobody to ask.", `--confirm ${quoted(name)} goes ahead`],
  confirm_name_other: ({ name, given }) => [`The register is called ${quoted(name)}, not ${quoted(given)}. Nothing was replaced.`, `--confirm ${quoted(name)}`],
  register_not_empty: ({ path, operations }) => [
    `${quoted(path)} holds ${operations === 0 ? "known errors" : `${operations} operations`}; a bundle fills an empty register only. Nothing was imported.`,
    "--db PATH names a new one",
  ],
  bundle_altered: (about) => [
    `Line ${about.line} of the bundle: ${LINE[about.what]?.(about) ?? about.what} Nothing was imported.`,
    "another copy of it, or export it anew",
  ],
  bundle_ticket_missing: ({ number }) => `The bundle has no history of ticket ${number}. Nothing was imported.`,
  bundle_unfoldable: ({ number }) => `The history of ticket ${number} in the bundle makes no ticket. Nothing was imported.`,
  bundle_compressed: ({ path }) => [`${quoted(path)} is compressed, and what comes out of it is damaged. Nothing was imported.`, "another copy of it"],
  import_bundle_missing: () => ["import does not know what to take in.", "itsm import --bundle FILE"],
  export_json_alone: () => ["--json tells of a file that was written; an export itself is --jsonl or --csv.", "--out FILE, or itsm list --all --json"],
  bundle_at_terminal: () => [
    "A bundle is for a file or another program, not for a terminal.",
    "itsm export --bundle FILE, or --bundle - | itsm import --bundle - --db NEW",
  ],
  flag_beside_bundle: ({ flag }) => [`A bundle is the whole register: ${flag} has no meaning beside --bundle.`, "leave one of them away"],
};

interface Counts {
  readonly tickets: number;
  readonly operations: number;
}

const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
const holding = ({ tickets, operations }: Counts): string => `${some(tickets, "ticket")}, ${some(operations, "operation")}`;

/** What a backup takes the place of. */
const standing = (was: string, name: string, operations: number): string =>
  was === "missing" ? "nothing" : was === "damaged" ? "what is damaged" : `${quoted(name)} with ${some(operations, "operation")}`;

/** What is said on the way. */
export const CARE_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  backed_up: ({ name, tickets, operations }) => `${quoted(name)} is backed up: ${holding({ tickets, operations })}, read back and whole`,
  restored: ({ name, tickets, operations, kept }) =>
    `${quoted(name)} is restored: ${holding({ tickets, operations })}${kept === null ? "" : `\nwhat was there is kept as ${kept}`}`,
  would_restore: ({ name, tickets, operations, was, oldName, oldOperations }) =>
    `dry run: ${quoted(name)} with ${holding({ tickets, operations })} would take the place of ${standing(was, oldName, oldOperations)}`,
  replace_file: ({ path }) => `${quoted(path)} is there already. Replace it?`,
  replace_register: ({ name, path, tickets, operations, was, oldName, oldOperations }) =>
    `The backup holds ${quoted(name)}: ${holding({ tickets, operations })}.\nIt replaces ${standing(was, oldName, oldOperations)} at ${quoted(path)}, which is kept beside it.`,
  type_name: ({ name }) => `Type the name of the register, ${name}, to go on`,
  not_replaced: () => "nothing was replaced",
  checked: ({ full, findings, tickets, operations }) =>
    `${holding({ tickets, operations })}${findings > 0 ? `; ${some(findings, "finding")}` : full ? ": whole" : ": whole; --full proves the history and the search as well"}`,
  check_failed: ({ findings }) => `${some(findings, "finding")}: the register is not whole`,
  exported: ({ path, count, noun }) => `${some(count, noun)} in ${path}`,
  copied: ({ name, tickets, operations, resumed, already }) =>
    already
      ? `${quoted(name)} is there already, with the same head: ${holding({ tickets, operations })}; nothing was copied`
      : `${quoted(name)} is copied${resumed ? ", going on where it was left" : ""}: ${holding({ tickets, operations })}, every hash as it was`,
  copy_moved_on: ({ place, operations, copied }) =>
    `${place} has gone on to op-${operations} meanwhile; the copy holds op-${copied}. To move for good, let nobody write to it and copy anew`,
  copy_stopped: () => "stopped: what was copied up to now is kept, and the same call goes on with it",
  bundled: ({ path, tickets, operations }) => `${holding({ tickets, operations })} in ${path}`,
  imported: ({ name, tickets, operations }) => `${quoted(name)} is imported: ${holding({ tickets, operations })}, every hash as it was`,
};

/** What a run that takes long is doing. */
export const DOING = { copying: "copying", checking: "checking", importing: "making tickets of their histories", exporting: "writing" } as const;

const FROM_HISTORY = "itsm export --bundle FILE, then itsm import --bundle FILE --db NEW makes rows, marks and the search anew from the history";
const FROM_BACKUP = "itsm db restore FILE, a backup of before";

/** What `db check` says of a finding, and what helps. */
const FINDINGS: Readonly<Record<string, readonly [said: (about: About) => string, cure: string]>> = {
  pages_damaged: [({ what }) => `The file is damaged: ${what}`, FROM_BACKUP],
  pages_damaged_more: [({ count }) => `${count} more places of the file are damaged.`, FROM_BACKUP],
  part_unreadable: [() => "Damage keeps a part of the register from being read.", FROM_BACKUP],
  schema_behind: [({ version, known }) => `The register is of schema ${version}; this version knows ${known}.`, "itsm db migrate"],
  schema_part_missing: [({ type, name }) => `The ${type} ${name} is missing.`, FROM_HISTORY],
  schema_part_differs: [({ type, name }) => `The ${type} ${name} is not what this version made.`, FROM_HISTORY],
  schema_part_strange: [({ type, name }) => `The ${type} ${name} is none of this program's.`, "another program made it: take it away with that one"],
  tickets_gone: [({ expected, found }) => `${expected} numbers were given out; ${found} tickets are there.`, FROM_HISTORY],
  operations_gone: [({ expected, found }) => `${expected} operations were recorded; ${found} are there.`, FROM_BACKUP],
  index_count: [({ expected, found }) => `Search knows ${found} tickets of ${expected}.`, FROM_HISTORY],
  index_differs: [({ number }) => `Ticket ${number} is not found by the words it has.`, FROM_HISTORY],
  index_differs_more: [({ count }) => `${count} more tickets are not found by the words they have.`, FROM_HISTORY],
};

/** Of the audit's faults, those that follow from the history, which is whole. */
const REMADE = new Set(["row_differs", "row_missing", "row_unfounded", "mark_missing", "marks_unfounded"]);

/** What a finding says, and what helps. */
export function findingWords(key: string, about: Readonly<Record<string, unknown>>): { readonly message: string; readonly cure: string } {
  const own = FINDINGS[key];
  if (own !== undefined) return { message: own[0](about), cure: own[1] };
  return { message: AUDIT[key]?.(about) ?? key, cure: REMADE.has(key) ? FROM_HISTORY : FROM_BACKUP };
}

/** Whether it is one of a check's or an audit's. */
export const isFinding = (key: string): boolean => key in FINDINGS || key in AUDIT;

/** What a terminal calls the keys of what these verbs tell. */
export const CARE_LABELS: Readonly<Record<string, string>> = {
  path: "File",
  from: "Backup",
  place: "Register",
  name: "Name",
  tickets: "Tickets",
  operations: "Operations",
  events: "Events",
  policies: "Policies",
  people: "People",
  knownErrors: "Known errors",
  head: "Head",
  bytes: "Bytes",
  kept: "Kept as",
  dryRun: "Dry run",
};

/** The same for a copy, which comes from a register. */
export const COPY_LABELS: Readonly<Record<string, string>> = { ...CARE_LABELS, from: "From" };
