import { doneWord } from "./done.en.ts";

/** What a rule's refusal says of one ticket, and what to do about it. */
export interface Said {
  readonly message: string;
  readonly hint: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own rule.
type About = Readonly<Record<string, any>>;
type Saying = (about: About) => string | readonly [message: string, hint: string];

const list = (values: readonly string[], most = 12): string => (values.length > most ? `${values.slice(0, most).join(", ")}, …` : values.join(", "));
const status = (value: string): string => value.replace("_", " ");
const absent = (names: readonly string[]): string => (names.length === 1 ? `${names[0]} is not there` : `none of ${list(names)} is there`);
const cut = (value: unknown): string => (String(value).length > 60 ? `${String(value).slice(0, 60)}…` : String(value));
/** An instant as text, or in seconds where nobody knows the reader's zone. */
const moment = (at: number | string): string => (typeof at === "string" ? at : `${new Date(at * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`);
/** By the flag that gave it, where that is not its own. */
const given = (a: About): string => flag(a.flag ?? a.field);
const flag = (field: string): string => (field === "title" ? "title" : `--${field}`);

const PAST: Readonly<Record<string, string>> = { workaround: "given a workaround", promise: "promised an update" };
const past = (act: string): string => PAST[act] ?? doneWord(act);

const WHY_TITLE: Readonly<Record<string, (about: About) => string>> = {
  empty: () => "The title is empty.",
  invisible: () => "The title has no visible character.",
  control: () => "The title has a control character or a line break; it is one line.",
  nul: () => "The title has a NUL character (U+0000).",
  surrogate: () => "The title is no valid text: it has half of a surrogate pair.",
  long: (a) => `The title has ${a.length} characters; at most ${a.limit} fit.`,
};

const WHY_TEXT: Readonly<Record<string, (about: About) => string>> = {
  empty: (a) => `${given(a)} is empty.`,
  control: (a) => `${given(a)} has a control character or a line break; it is one line.`,
  nul: (a) => `${given(a)} has a NUL character (U+0000).`,
  surrogate: (a) => `${given(a)} is no valid text: it has half of a surrogate pair.`,
  long: (a) => (a.limit > 1000 ? `${given(a)} is longer than 64 KiB.` : `${given(a)} is longer than ${a.limit} characters.`),
};

/** How what is final can still be put right; null: nothing of what was given. */
function correction({ id, correct }: About): string | null {
  const flags = Object.entries(correct ?? {}).map(([name, value]) => `--${name} ${value}`);
  return flags.length === 0 ? null : `to put right what can be: itsm edit ${id} ${flags.join(" ")} --reason "…"`;
}

const REFUSALS: Readonly<Record<string, Saying>> = {
  // about a value, whatever the ticket
  bad_title: (a) => WHY_TITLE[a.why]?.(a) ?? "The title cannot be kept.",
  bad_text: (a) => WHY_TEXT[a.why]?.(a) ?? `${given(a)} cannot be kept.`,
  bad_name: (a) => WHY_TEXT[a.why]?.(a) ?? `${given(a)} cannot be kept.`,
  bad_tag: (a) => [`"${a.tag}" cannot be a tag.`, "a tag is one word without a comma, and neither none nor any"],
  unknown_value: (a) => [
    `${a.flag === undefined ? "There" : `${given(a)}: there`} is no ${a.field} "${a.value}".`,
    a.near === null ? `one of: ${list(a.allowed, 24)}` : `did you mean ${a.near}? One of: ${list(a.allowed, 24)}`,
  ],
  assignee_is_group: (a) => [`${given(a)} ${a.name} is the name of a group.`, `did you mean ${a.flag === "to" ? "--to group:" : "--group "}${a.group}?`],
  reversed_times: () => ["--up-at lies before --down-at.", "service comes back after it failed"],
  until_passed: (a) => [`--${a.flag} ${moment(a.until)} has passed.`, "give an instant that is still to come"],

  // about a ticket
  no_such_ticket: (a) => `names ticket ${a.number}, which does not exist`,
  void: () => "was voided when its log was undone",
  not_allowed: (a) => [
    `is ${status(a.status)} and cannot be ${past(a.act)}`,
    a.allowed.length === 0 ? "nothing more can be done to it" : `possible now: ${a.allowed.join(", ")}`,
  ],
  before_last_move: (a) => [`was last changed at ${moment(a.movedAt)}, after ${moment(a.at)}`, "give a later --at"],
  not_open: (a) => [`is ${status(a.status)} and cannot be ${past(a.act)}`, "reopen it first"],
  not_resolved: (a) => [`is ${status(a.status)}: ${list(a.flags.map((f: string) => `--${f}`))} belongs to a resolved ticket`, "resolve it first"],
  cancelled: () => "is cancelled",
  fixed_once_resolved: (a) => [
    `is ${status(a.status)}: ${list(a.fields)} can no longer change`,
    "reopen it first; category, code, service, requester and satisfaction can still be put right",
  ],
  reason_missing: (a) =>
    a.act === "override"
      ? ["cannot have its priority set without a reason", '--priority-reason "…"']
      : a.act === "major"
        ? ["cannot be made a major incident without a reason", '--reason "…"']
        : a.act === "escalate"
          ? ["cannot be escalated without a reason", '--reason "…"']
          : [`is ${status(a.status ?? "resolved")}: a change needs a reason`, '--reason "…"'],
  unchanged: () => "would be unchanged",
  changed_meanwhile: (a) => [
    a.fields === undefined ? "changed while you were asked" : `had ${list(a.fields)} changed by somebody else meanwhile`,
    "look again and repeat",
  ],
  taken: (a) => [`is taken by ${a.assignee}`, "use --steal to take it over"],
  hold_needs: (a) => [
    `cannot wait as ${a.reason} without ${a.need === "until" ? "an end" : "a note"}`,
    a.need === "until" ? '--until "monday 09:00"' : '--note "…"',
  ],
  same_group: (a) => [`is with ${a.group} already`, "escalate to another group, or up with --up"],
  already_resolved: (a) => [
    `is resolved already: ${a.code}${a.by ? `, by ${a.by}` : ""}`,
    correction(a) ?? `what you gave differs from what stands; to add to it: itsm note ${a.id ?? "N"} "…"`,
  ],
  already_closed: (a) => [
    `is closed already${a.by ? ` by ${a.by}` : ""}`,
    correction(a) ?? `what you gave differs from what stands; see itsm show ${a.id ?? "N"}`,
  ],
  already_cancelled: (a) => `is cancelled already${a.by ? ` by ${a.by}` : ""}, for another reason`,
  code_not_for_type: (a) => [
    `is ${a.type === "incident" ? "an incident" : "a request"}: ${a.code} is for ${a.types.join(" and ")}s`,
    "choose another code, or correct the type: itsm edit --type request",
  ],
  duplicate_of_what: () => ["needs the ticket it duplicates", "--duplicate-of N"],
  resolution_missing: (a) => [`is ${status(a.status)} and cannot be closed without a resolution`, '--code fixed --note "…", or first: start, resolve'],
  unclassified: () => ["has no category yet", "--category PATH"],
  open_child: (a) => [
    `has an open child ${list(a.children, 5)}`,
    a.children.length === 1 ? "close it first, or use --with-children" : "close them first, or use --with-children",
  ],
  review_missing: () => ["is a major incident and needs a review to close", '--review "…"'],
  major_by_query: () => ["is a major incident, which no query closes", "close it by its number"],
  reopen_window: (a) => [
    `was closed at ${moment(a.closedAt)}, more than ${a.days} days ago`,
    `log a new one that follows it: itsm log --follows ${a.id ?? "N"} "…"`,
  ],
  parent_closed: (a) => [`has a parent, ${a.parent}, that is ${status(a.status)}`, `reopen ${a.parent} first`],
  own_parent: () => "cannot be its own parent",
  parent_is_child: (a) => [`cannot have ${a.parent} as its parent, which is itself a child of ${a.grandparent}`, "parents go one level deep"],
  child_is_parent: (a) => [`has children and cannot become a child of ${a.parent}`, "parents go one level deep"],
  major_request: () => "is a request; only incidents can be major",
  major_unassigned: (a) =>
    a.act === "escalate"
      ? [
          "is a major incident and cannot be without an incident manager, which another group would have to find",
          "itsm escalate --up informs the next level; itsm assign --to NAME hands it to a person",
        ]
      : ["is a major incident and needs an incident manager", a.act === "assign" ? "--to NAME" : "--assignee NAME"],
  major_priority: () => ["is a major incident: its priority stays the first", "a major incident is worked to its end"],
  link_to_itself: () => "cannot be linked to itself",
  duplicates_each_other: (a) => `is what ${a.number} duplicates; both cannot duplicate each other`,
  not_affected: (a) => [`does not list ${a.name} as affected`, a.affected.length === 0 ? "nobody is listed" : `listed: ${list(a.affected)}`],
  breach_removed: () => ["has breached its target, and this change would take the breach away", 'say why: --reason "…" (with -p: --priority-reason)'],
  backdated_breach: (a) => [`would have met its target at ${moment(a.at)} where it is breached now`, 'say why: --at-reason "…"'],
  moved_since: (a) => [`was changed since, by op-${a.operation} (${a.type}, ${a.by})`, `undo op-${a.operation} first`],
  ended_by_itself: (a) => [
    `saw only what time brought about in op-${a.operation}`,
    "time cannot be undone; undo what set the end, reopen what closed by itself, or assign what was escalated",
  ],
  silence_untold: () => [
    "cannot be confirmed by silence: its requester has not been told that it is resolved",
    "--confirmed agent, or tell them: note --public",
  ],
  silence_short: (a) => [`cannot be confirmed by silence before ${moment(a.until)}`, "--confirmed agent, or wait"],
  alert_no_object: () => "is no JSON object",
  alert_no_key: (a) => [`has no key: ${absent(a.names)}`, "a key says which alerts are the same trouble"],
  alert_state: (a) => [
    a.value === null ? `does not say whether it fires: ${absent(a.names)}` : `is in a state the mapping does not know: "${cut(a.value)}"`,
    "the mapping says which words mean firing, recovered and ignored",
  ],
  alert_unreadable: (a) => `is no JSON${a.fault === "payload_truncated" ? ": it ends too early" : a.fault === "payload_deep" ? ": it is nested too deep" : ""}`,
  recovery_of_nothing: (a) => `is a recovery, and no ticket has the key ${a.key}: nothing to do`,
  redacted: (a) => [`had a text redacted by op-${a.operation}, and what was redacted is gone`, "write anew what is missing: itsm edit, itsm note"],
  no_event: (a) => [`has no event ${a.event}`, `it has ${a.last}: itsm audit show SPEC`],
  event_lacks_text: (a) => [
    `has no ${a.field} in event ${a.event}, which is ${a.type}`,
    a.fields.length === 0 ? "that event has no text" : `its texts: ${list(a.fields)}`,
  ],
  already_undone: (a) => `was undone already: op-${a.operation} no longer counts for it`,
};

/** The words of a refusal. A rule without words names itself, so that nothing is ever silent. */
export function refusalWords(rule: string, about: About): Said {
  const said = REFUSALS[rule]?.(about) ?? rule;
  return typeof said === "string" ? { message: said, hint: null } : { message: said[0], hint: said[1] };
}

/** Beside the command that cures a refusal, what may be done instead. */
export const OR_ELSE: Readonly<Record<string, string>> = {
  resolution_missing: "or first: start, resolve",
  open_child: "or close its children first",
};

/** Every rule there are words for. */
export const REFUSAL_RULES: readonly string[] = Object.keys(REFUSALS);
