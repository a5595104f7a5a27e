import { doneWord } from "./done.en.ts";

/** What a row says of itself where a result speaks of it. */
interface Row {
  readonly status: string;
  readonly priority: string;
  readonly assignee: string | null;
  readonly group: string | null;
  readonly category: string;
  readonly holdReason: string | null;
  readonly resolutionCode: string | null;
  readonly confirmedBy: string | null;
  readonly occurrences: number;
  readonly affectedCount: number;
}

const who = (row: Row): string => row.assignee ?? (row.group === null ? "nobody" : `group ${row.group}`);
const status = (row: Row): string => row.status.replace("_", " ");

const NOW: Readonly<Record<string, (row: Row) => string>> = {
  log: (row) => `${row.priority}, ${status(row)}`,
  edit: (row) => `${row.priority}, ${row.category}`,
  note: status,
  recover: (row) => `recovered, ${status(row)}`,
  affected: (row) => `${row.affectedCount} affected`,
  assign: (row) => `with ${who(row)}`,
  start: (row) => `in progress with ${who(row)}`,
  hold: (row) => `on hold: ${row.holdReason}`,
  escalate: (row) => `with ${who(row)}`,
  resolve: (row) => `resolved: ${row.resolutionCode}`,
  close: (row) => `closed: ${row.resolutionCode}, confirmed by ${row.confirmedBy}`,
};

/** What a ticket is after a verb, in a few words for a pipe. */
export const nowWords = (verb: string, row: Row): string => (NOW[verb] ?? status)(row);

/** One ticket, one refusal: a sentence of its own. */
export const refusedWords = (id: string, message: string): string =>
  /^(is|was|has|had|cannot|needs|names|does|would|changed)\b/.test(message) ? `${id} ${message}.` : `${id}: ${message}.`;

/** What a refused log is about: no number was given out. */
export const TO_BE_LOGGED = "The ticket";

export const noTicketWords = (id: string): string => `No ticket ${id}.`;

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = Readonly<Record<string, any>>;

const SAMPLE: Readonly<Record<string, string>> = {
  title: '"…"',
  code: "--code fixed",
  note: '--note "…"',
  reason: '--reason "…"',
  field: "--field note",
  to: "--to NAME",
  add: "--add NAME",
  FIELD: "--category hardware/printer",
  category: "--category PATH",
  review: '--review "…"',
  "priority-reason": '--priority-reason "…"',
  "at-reason": '--at-reason "…"',
  until: '--until "monday 09:00"',
  "duplicate-of": "--duplicate-of N",
  assignee: "--assignee NAME",
  steal: "--steal",
  "with-children": "--with-children",
};

/** `hold` has a reason of a fixed list, and `assign` a person; the sample says so. */
export const sample = (verb: string, flag: string): string =>
  verb === "hold" && flag === "reason"
    ? "--reason awaiting-requester"
    : verb === "escalate" && flag === "to"
      ? "--to second-line"
      : (SAMPLE[flag] ?? `--${flag} …`);

const codes = "codes: fixed, workaround, user-guidance, duplicate, no-fault-found, known-error, …";

/** Notices on stderr and the question before a set changes. */
export const WRITE_WORDS: Readonly<Record<string, (about: About) => string>> = {
  agree: (a) =>
    `${a.n === 1 ? "1 ticket" : `${a.n} tickets`} will be ${doneWord(a.verb)}:\n${a.titles.map((title: string) => `  ${title}`).join("\n")}${a.more > 0 ? `\n  and ${a.more} more` : ""}\nGo on?`,
  override_stays: (a) => `the priority stays ${a.priority} by override (computed: ${a.computed}); -p computed lifts it`,
  group_filled: (a) => `${a.id} had no group: ${a.group}, as the desk's rules say`,
  informed: (a) => `${a.id} goes up the line to ${a.to}`,
  nobody_above: (a) =>
    a.group === null
      ? `${a.id} is with no group, so nobody is above it; --to NAME informs somebody`
      : `${a.id}: nobody is left to inform above ${a.group}; --to NAME informs somebody`,
  name_is_new: (a) =>
    `${a.name} is a new name at this desk${a.near === null ? "" : `; did you mean ${a.near}?`}${a.dryRun ? "" : `${a.near === null ? ";" : ""} itsm undo takes it back`}`,
  closing_needs_category: (a) =>
    a.n === 1
      ? `${a.id} has no category, which closing needs: itsm close ${a.id} --category PATH`
      : `${a.n} tickets have no category, which closing needs: itsm close … --category PATH`,
  last_is: (a) => `@last is ${a.id}: ${a.title}`,
  came_again: (a) => `Came again: ${a.key}`,
  understood: (a) => `${a.flag}: ${a.moment}`,
  replayed: (a) => `this call was made before, as op-${a.operation}: nothing was written`,
  undoing: (a) =>
    `takes back op-${a.operation}: ${a.verb} by ${a.actor}, ${a.when}${a.n === 0 ? "" : a.n === 1 ? ", 1 ticket" : `, ${a.n} tickets`}${a.undoes === null ? "" : `, so op-${a.undoes} counts again`}`,
  audited: (a) => `${a.tickets} tickets, ${a.events} events, ${a.operations} operations: ${a.faults === 0 ? "all whole" : `${a.faults} faults`}`,
  audit_failed: (a) => `the history has ${a.found === 1 ? "a fault" : `${a.found} faults`}`,
  dry_run: () => "dry run: nothing was written",
};

/** What is wrong with a writing call, and what to do. */
export const WRITE_ERRORS: Readonly<Record<string, (about: About) => string | readonly [message: string, hint: string]>> = {
  flags_missing: (a) => [
    a.verb === "log"
      ? `log needs ${a.missing.map((flag: string) => (flag === "title" ? "a title" : `--${flag}`)).join(" and ")}.`
      : a.missing[0] === "FIELD"
        ? "edit needs something to change."
        : `${a.verb} needs ${a.missing.map((flag: string) => `--${flag}`).join(" and ")}.`,
    `${a.missing.includes("code") ? `${codes}\n` : ""}${a.line ?? `add ${a.samples.join(" ")}`}`,
  ],
  confirm_missing: (a) => [`${a.verb} changes a whole set and there is nobody to ask.`, "add --yes to go ahead, or --dry-run to see what would happen"],
  declined: () => "Nothing was changed.",
  two_titles: () => "The title is given twice: as words and with --title.",
  resolve_and_close: () => ["--resolve and --close exclude each other.", "--close resolves, too"],
  public_and_private: () => "--public and --private exclude each other.",
  take_flag_alone: (a) => [`${a.flag} belongs to a change, and next alone changes nothing.`, "add --take"],
  ending_flag_alone: (a) => [`${a.flag} belongs to a resolution.`, "add --resolve or --close"],
  up_to_group: (a) => ["--up goes up the line, not to a group.", `itsm escalate SPEC --to ${String(a.to).replace("group:", "")} --reason "…"`],
  clear_and_text: () => "--clear and a text exclude each other.",
  contact_of_nobody: () => ["--contact belongs to the person added.", "--add NAME --contact …"],
  contact_of_several: () => ["--contact belongs to one person, and several are added.", "those with a contact each in a call of their own"],
  priority_flag_alone: (a) => [`${a.flag} belongs to a priority.`, "-p high --priority-reason …"],
  one_ticket: (a) => `${a.flag} names one ticket, not "${a.text}".`,
  no_key: (a) => `No ticket has the key "${a.key}".`,
  no_last: (a) => `${a.me} has changed no ticket yet: @last names none.`,
  no_operation: (a) => [`There is no operation op-${a.operation}.`, "itsm op list"],
  no_operation_number: (a) => [`"${a.word}" is no operation.`, "write op-215 or 215"],
  no_operation_of_mine: (a) => [`${a.me} has made no change yet.`, "name one: itsm undo op-215; itsm op list shows them"],
  nothing_to_undo: (a) => [
    `op-${a.operation} changed no ticket, so there is nothing to undo.`,
    "itsm op list shows the others; itsm kb retire K-1 takes a known error out of use",
  ],
  text_or_spec: (a) => [`${a.verb} needs a ticket or a text.`, String(a.example)],
  text_as_spec: (a) => [`"${a.text}" is no ticket number.`, `of a text: ${a.command}`],
  field_alone: () => ["--field says what to evaluate.", "itsm suggest --evaluate --field category"],
  kb_no_number: (a) => [`"${a.word}" is no known error.`, "write K-3 or 3; itsm kb list shows them"],
  kb_none: (a) => [
    a.ids.length === 1 ? `There is no known error K-${a.ids[0]}.` : `There are no known errors ${a.ids.map((id: number) => `K-${id}`).join(", ")}.`,
    "itsm kb list shows those there are",
  ],
  kb_retired: (a) => [`K-${a.id} was retired by ${a.by}: ${a.reason}`, "itsm kb list shows those in use"],
  kb_known_already: (a) => [
    `${a.id} is known already, as K-${a.known}.`,
    `to change it, itsm kb retire K-${a.known} --reason "…" and add it anew; itsm kb show K-${a.known} shows it`,
  ],
  kb_no_workaround: (a) => [`${a.id} tells no workaround, and how it was resolved neither.`, 'say it: --workaround "…"'],
  kb_words_and_all: () => ["Words find known errors that are in use; --all lists every one.", "one of the two"],
  token_of_another: (a) => [
    `The token "${a.token}" belongs to another call: op-${a.operation}, ${a.verb}.`,
    "a token says that it is the same call; use a fresh one",
  ],
  token_of_others: (a) => [
    `The token "${a.token}" belongs to a call on other tickets: op-${a.operation}.`,
    "a token says that it is the same call; use a fresh one",
  ],
  bad_token: () => "--once needs a token of 1 to 200 characters, without U+0000 and half characters.",
  over_max: (a) => [`${a.matching} tickets match and --max is ${a.max}.`, `look at them first, then raise it: --max ${a.matching}`],
  at_in_future: (a) => [`--at ${a.moment ?? ""} lies in the future.`, "a ticket's history holds what has happened"],
  flag_in_future: (a) => [`${a.flag} ${a.moment} lies in the future.`, "it says when something happened"],
  flags_exclude: (a) => `${a.first} and ${a.second} exclude each other.`,
  max_alone: () => ["--max is for a set that --where finds.", "without --where leave it out"],
  duplicate_of_other_code: (a) => [`--duplicate-of belongs to the code duplicate, not to ${a.code}.`, "--code duplicate, or itsm link SPEC duplicates SPEC"],
  group_as_person: (a) => [`${a.flag} ${a.name} names a group, and ${a.flag} is for a person.`, a.instead],
  words_missing: (a) => [`${a.verb} needs words to look for.`, "itsm list lists without looking for any"],
  since_negative: (a) => [`--since ${a.value} counts backwards: a duration is ago already.`, `--since ${a.write}`],
  since_no_moment: (a) => [`--since ${a.value} names no one moment.`, "--since 12h, yesterday or 2026-11-24"],
  since_ahead: (a) => [`--since ${a.value} lies ahead: nothing has been opened since.`, "--since 2d, yesterday or 2026-11-24"],
  reason_unused: (a) => [`--${a.flag} says why a call is back-dated, and this one is not.`, "add --at TIME"],
  value_no_duration: (a) => [`${a.flag} "${a.value}" is no duration.`, "write 30s, 15m, 2h, 1h30m or 3d"],
  failed_to_no_file: (a) => [`--failed-to: ${a.path} is not a file to write to.`, "a file, /dev/stdout or /dev/stderr"],
  failed_to_unwritable: (a) => `${a.path} cannot be written: ${a.why}`,
  register_name_unusable: (a) => [`"${a.name}" cannot be the name of a register.`, "1 to 200 characters on one line"],
  register_named: (a) => [`There is a register at ${a.place} already, called ${a.name}.`, "a register is named when it is made; nothing was changed"],
  two_places: () => ["The register is named twice: as PATH and with --db.", "one of them"],
  no_head: (a) => [`"${a.text}" is no head of a register.`, "write it as itsm audit head prints it: op-215:HASH"],
  no_calendar: (a) => `The register is damaged: policy version ${a.terms} has no calendar "${a.name}".`,
  no_policy: (a) => `The register is damaged: policy version ${a.version} is missing.`,
};
