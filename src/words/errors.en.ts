/** What a person is told: what happened, the facts one a line, and what to do about it. */
export interface Said {
  readonly what: string;
  readonly facts?: readonly string[];
  readonly todo?: string;
}

export const ERROR_LABEL = "error:";
/** In front of the second and every further problem. */
export const CONTINUED = "  and: ";

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => Said;

const meant = (near: unknown): string => (near === null || near === undefined ? "" : ` Did you mean ${near}?`);
const FEW = 12;
const few = (values: readonly string[]): string =>
  values.length > FEW ? `${values.slice(0, FEW).join(", ")} and ${values.length - FEW} more` : values.join(", ");
const bound = ({ from, to }: { from: number; to: number | null }): string =>
  to === null ? (from === 0 ? "a whole number from 0" : `a whole number from ${from} on`) : `a whole number from ${from} to ${to}`;

/** What cannot be understood in a command line, its environment or its input. */
const USAGE: Readonly<Record<string, Sentence>> = {
  verb_unknown: ({ word, near }) => ({ what: `There is no verb "${word}".${meant(near)}`, todo: "itsm help lists them" }),
  verb_done: ({ spec }) => ({
    what: "Is it to be resolved or closed?",
    facts: [`itsm resolve ${spec} --code fixed --note "…"   service is restored`, `itsm close ${spec}   it is confirmed and final`],
  }),
  noun_bare: ({ noun, verbs }) => ({ what: `${noun} needs a verb behind it.`, facts: verbs.map((verb: string) => `itsm ${verb}`) }),
  noun_verb_unknown: ({ noun, word, near, verbs }) => ({
    what: `There is no "${noun} ${word}".${meant(near)}`,
    facts: verbs.map((verb: string) => `itsm ${verb}`),
  }),
  policy_endless: ({ most }) => ({ what: `What comes on standard input is longer than ${Math.floor(most / 1024 / 1024)} MiB, which no policy is.` }),
  topic_unknown: ({ word, near, topics }) => ({ what: `There is no help about "${word}".${meant(near)}`, facts: [`topics: ${topics.join(", ")}`] }),
  shell_unknown: ({ word, near, names }) => ({ what: `There is no completion for "${word}".${meant(near)}`, facts: [`shells: ${names.join(", ")}`] }),
  schema_unknown: ({ word, near, names }) => ({ what: `There is no schema "${word}".${meant(near)}`, facts: [`schemas: ${names.join(", ")}`] }),
  flag_unknown: ({ flag, verb, near }) => ({ what: `${verb} has no flag ${flag}.${meant(near)}`, todo: `itsm ${verb} --help` }),
  flag_before_verb: ({ flag, allowed }) => ({
    what: `${flag} cannot stand before the verb.`,
    facts: [`before it: ${allowed.join(", ")}`],
    todo: "put it behind the verb",
  }),
  flag_twice: ({ flag }) => ({ what: `${flag} is given twice.`, todo: "once is enough" }),
  value_unwanted: ({ flag }) => ({ what: `${flag} takes no value: it is on where it is written.` }),
  value_missing: ({ flag, next }) => ({
    what: `${flag} needs a value.`,
    ...(next !== undefined && { facts: [`${next} behind it is a flag of its own; as a value it is written ${flag}=${next}`] }),
  }),
  value_empty: ({ flag }) => ({ what: `${flag} has an empty value.` }),
  value_no_integer: ({ flag, value, from, to }) => ({ what: `${flag} is ${bound({ from, to })}, not "${value}".` }),
  value_no_choice: ({ flag, value, choices, near }) => ({ what: `${flag} cannot be "${value}".${meant(near)}`, facts: [`one of: ${choices.join(", ")}`] }),
  arguments_unreadable: ({ verb, why }) => ({ what: `The words behind ${verb} cannot be understood: ${why}`, todo: `itsm ${verb} --help` }),
  operands_few: ({ verb, operands, example }) => ({ what: `${verb} needs more: itsm ${verb} ${operands}`, todo: example }),
  operands_many: ({ verb, operands, extra }) => ({
    what: `${verb} has no use for "${extra}".`,
    facts: [`itsm ${verb}${operands === "" ? "" : ` ${operands}`}`],
    ...(/TEXT/.test(operands) && { todo: "a text of several words stands in quotes" }),
  }),
  formats_two: ({ flags }) => ({ what: `${flags.join(" and ")} are two forms of output; one run has one.` }),
  excel_alone: () => ({ what: "--excel is a kind of --csv.", todo: "--csv --excel" }),
  rota_unknown: ({ name, near, rotas }) => ({
    what: `The policy has no rota "${name}".${meant(near)}`,
    ...(rotas.length > 0 && { facts: [`rotas: ${few(rotas)}`] }),
  }),
  month_unreadable: ({ value }) => ({ what: `--month cannot be "${value}".`, facts: ["2026-10, this or last"] }),
  period_reversed: ({ from, to }) => ({ what: `The period ends at ${to}, which is not after its beginning, ${from}.`, todo: "--from EARLIER --to LATER" }),
  period_ahead: ({ from }) => ({ what: `The period begins at ${from}, and nothing has happened in it yet.`, todo: "--month last, or --from and --to" }),
  report_no_ids: () => ({ what: "A report has no ids to list.", todo: "--evidence FIGURE -q lists those of the tickets behind a figure" }),
  sources_two: ({ sources }) => ({ what: `The tickets are named twice: ${sources.join(" and ")}.`, todo: "one source a run" }),
  sources_none: ({ verb, example }) => ({
    what: `${verb} does not know which tickets are meant.`,
    facts: ["a number, 41..45, - for standard input, --where QUERY or --ids-from FILE"],
    todo: example,
  }),
  where_empty: () => ({ what: "--where is empty, and would mean every ticket.", todo: "--where 'is:open' or any other query" }),
  body_from_questions: ({ flag }) => ({
    what: `${flag} - would read this terminal to its end, where the questions are answered.`,
    todo: `${flag} FILE`,
  }),
  stdin_twice: ({ first, second }) => ({ what: `Standard input can be read once, not by ${first} and ${second}.` }),
  input_endless: ({ from, most }) => ({ what: `${from}: more than ${most / 1024 / 1024} MiB came in; that is no list of tickets and no note.` }),
  not_utf8: ({ from }) => ({ what: `${from} is not UTF-8 text.` }),
  no_plain_file: ({ flag, path }) => ({ what: `${flag}: ${path} is not a file to read from.` }),
  file_unreadable: ({ flag, path, why }) => ({ what: `${flag}: ${path} cannot be read.`, facts: [why] }),
  file_too_long: ({ flag, path, most }) => ({ what: `${flag}: ${path} has more than ${most} bytes.` }),
  text_empty: ({ from }) => ({ what: `${from} has nothing in it.` }),
  text_nul: ({ from }) => ({ what: `${from} contains the character U+0000, which no text can hold.` }),
  text_surrogate: ({ from }) => ({ what: `${from} contains half a character (a lone surrogate).` }),
  text_long: ({ from, bytes, most }) => ({ what: `${from} has ${bytes} bytes; a text may have ${most}.` }),
  text_missing: ({ verb }) => ({ what: `${verb} needs a text.`, todo: `itsm ${verb} 41 "…", or --note-file FILE` }),
  two_texts: ({ first, second }) => ({ what: `${first} and ${second} both give the text.`, todo: "one of them" }),
  actor_unusable: ({ name, from }) => ({ what: `${from}: "${name}" cannot be anybody's name.`, facts: ["1 to 200 characters on one line"] }),
  zone_unknown: ({ zone }) => ({ what: `There is no time zone "${zone}".`, facts: ["a name such as Asia/Jakarta, Europe/Berlin or UTC"] }),
  clock_unreadable: ({ value }) => ({ what: `ITSM_NOW is no instant: "${value}".`, facts: ["2026-11-24T02:41:05Z, or seconds since 1970"] }),
  home_missing: () => ({ what: "There is no HOME to keep the register in.", todo: "--db PATH, ITSM_DB or XDG_DATA_HOME says where" }),
  config_unreadable: ({ path, why }) => ({ what: `${path} cannot be read as JSON.`, facts: [why] }),
  config_no_object: ({ path }) => ({ what: `${path} must hold one JSON object.` }),
  config_key_unknown: ({ path, key, near, keys }) => ({
    what: `${path}: there is no setting "${key}".${meant(near)}`,
    facts: [`settings: ${keys.join(", ")}`],
  }),
  resume_nobody: () => ({ what: "--resume goes on with questions, and there is nobody to ask.", todo: "at a terminal: itsm log --resume" }),
  resume_with_title: () => ({ what: "--resume goes on with a ticket that has a title already.", todo: "itsm log --resume" }),
  draft_damaged: ({ path, why }) => ({ what: `${path} holds no answers that could be gone on with.`, facts: [why], todo: `rm ${path}` }),
  template_unknown: ({ name, near, names, folder }) => ({
    what: `There is no template "${name}".${meant(near)}`,
    facts: [names.length === 0 ? "there is none yet" : `templates: ${few(names)}`],
    ...(folder !== null && { todo: `${folder}/NAME.json holds one` }),
  }),
  template_field_unknown: ({ path, key, near, fields }) => ({
    what: `${path}: a template has no field "${key}".${meant(near)}`,
    facts: [`fields: ${fields.join(", ")}`],
  }),
  config_value_unusable: ({ path, key, kind }) => ({ what: `${path}: "${key}" must be ${kind}.` }),
};

/** What was asked for and is not there. */
const NOT_FOUND: Readonly<Record<string, Sentence>> = {
  no_tickets: ({ ids }) => ({
    what: ids.length === 1 ? `No ticket ${ids[0]}.` : `No tickets ${few(ids)}.`,
    todo: "itsm search finds them by their words",
  }),
  no_draft: ({ me, inUse }) => ({
    what: `There are no answers of ${me} to go on with.`,
    ...(inUse !== null && { facts: [`another terminal is at work on ${inUse}`] }),
    todo: "itsm log begins anew",
  }),
};

/** What stands in the way for now, and what is broken. */
const STATE: Readonly<Record<string, Sentence>> = {
  input_ended: () => ({ what: "The input ended before the answer; nothing was changed." }),
  build_incomplete: ({ verb }) => ({ what: `This build lacks the verb ${verb}.`, todo: "npm run build" }),
  native_part: ({ node }) => ({
    what: `The native part of SQLite was made for another Node than this ${node}.`,
    todo: "npm run build, where itsm is installed, makes it anew",
  }),
  output_broken: ({ why }) => ({ what: `The output could not be written: ${why}` }),
  pager_broken: ({ why }) => ({ what: `The pager did not start: ${why}` }),
  unexpected: ({ why }) => ({ what: `${why}`, todo: "ITSM_DEBUG=1 shows where" }),
};

interface StoreFacts {
  readonly path?: string;
  readonly token?: string;
  readonly kept?: boolean;
}

/** What to do about a register that cannot be used; `store.en.ts` says what is wrong with it. */
export const STORE_ADVICE: Readonly<Record<string, (about: StoreFacts) => string | undefined>> = {
  not_a_register: () => "--db PATH names another; itsm db init PATH makes one",
  register_missing: ({ path }) => `itsm db init ${path}`,
  register_locked: () => "--timeout D waits longer",
  disk_full: ({ kept }) => (kept === true ? "itsm op list shows it; make room and give the same call again" : "make room and try again"),
  outcome_unknown: ({ token }) => (token === undefined ? undefined : `the same call with --once ${token} is safe: it writes only if it was not kept`),
};

/** What is said of a failure, by its key. */
export const ERRORS: Readonly<Record<string, Sentence>> = { ...USAGE, ...NOT_FOUND, ...STATE };
