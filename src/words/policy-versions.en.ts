/** What is said of versions of the policy: shown, compared, applied. */

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = Readonly<Record<string, any>>;

const tickets = (count: number): string => (count === 1 ? "1 open ticket" : `${count} open tickets`);
const some = (ids: readonly string[], most = 10): string =>
  ids.length > most ? `${ids.slice(0, most).join(", ")} and ${ids.length - most} more` : ids.join(", ");
const showing = (shown: number, total: number, one: string): string =>
  shown < total ? `showing ${shown} of ${total}; -L 0 shows all` : `${total} ${total === 1 ? one : `${one}s`}`;
const turned = (breached: number, recovered: number): string => `${breached} would be newly breached, ${recovered} no longer`;
const is = (count: number): string => (count === 1 ? "is" : "are");

const PART_WORDS: Readonly<Record<string, string>> = {
  calendars: "calendar",
  targets: "target",
  categories: "category",
  services: "service",
  groups: "group",
  oncall: "on call",
  sites: "site",
  hold_reasons: "hold reason",
  resolution_codes: "resolution code",
  escalation: "escalation rule",
  next_update: "next update",
  major_update: "update of a major incident",
  templates: "template",
};

/** One change of a policy, on a line. */
export function changeWords(part: string, name: string, before: string | null, after: string | null): string {
  const what = [PART_WORDS[part] ?? part, name].filter((word) => word !== "").join(" ");
  const said = (value: string): string => (value === "" ? "" : `: ${value}`);
  if (before === null) return `${what} added${said(after ?? "")}`;
  if (after === null) return `${what} removed${said(before)}`;
  return `${what}: ${before === "" ? "nothing" : before} -> ${after === "" ? "nothing" : after}`;
}

/** What a name without anything more to it says. */
export const LISTED = "listed";

/** In the place of many holidays of a calendar. */
export const DATES_CHANGED = (count: number, soon: number): string => `${count} ${count === 1 ? "date" : "dates"}, ${soon} in the next 12 months`;

/** In the place of a table of a zone's clock changes. */
export const TABLE_CHANGED = ["as known then", "as known now"] as const;

export const VERSION_LABELS: Readonly<Record<string, string>> = {
  version: "Version",
  state: "State",
  from: "From",
  name: "Name",
  recordedAt: "Applied",
  actor: "By",
  operation: "Operation",
  open: "Open tickets",
  part: "Section",
  before: "Now",
  after: "Then",
};

/** What came of an application, line by line, and the question before it. */
export const APPLIED_WORDS = {
  applied: (version: number, operation: string, from: string) => `version ${version} of the policy applied as ${operation}, in force from ${from}`,
  wouldApply: (version: number, from: string) => `version ${version} of the policy would be in force from ${from}`,
  unchanged: (version: number) => `version ${version} of the policy says so already`,
  adopted: (count: number, terms: number) => `${tickets(count)} now ${count === 1 ? "runs" : "run"} under version ${terms}`,
  wouldAdopt: (count: number, terms: number) => `${tickets(count)} would run under version ${terms}`,
  breached: (count: number) => `of these, ${count} ${is(count)} breached by it`,
  recovered: (count: number) => `of these, ${count} ${is(count)} no longer breached`,
  renamed: (count: number) => `${tickets(count)} had something renamed`,
  kept: (count: number) => `${tickets(count)} ${count === 1 ? "keeps its" : "keep their"} terms`,
  overtakes: (version: number, from: string, would: boolean) =>
    `version ${version}, which was to begin ${from}, ${would ? "would never come" : "never comes"} into force`,
  keptAhead: (version: number) => `once it is in force, itsm policy apply --version ${version} --open adopt takes them along`,
  noChange: "nothing would be otherwise",
  more: (count: number) => `and ${count} more; itsm policy diff shows all`,
  undo: (operation: number) => `itsm undo op-${operation} gives the tickets back what they had`,
} as const;

export const APPLY_QUESTIONS = {
  open: (count: number) => `${tickets(count)}: what happens to ${count === 1 ? "its" : "their"} clocks?`,
  keep: "they keep their terms",
  adopt: (breached: number, recovered: number) => `they run under the new policy from now on; ${turned(breached, recovered)}`,
  adopting: (count: number, breached: number, recovered: number) => `of ${tickets(count)}, ${turned(breached, recovered)}`,
  apply: (version: number) => `Apply it as version ${version}?`,
} as const;

/** What is wrong with a call about versions, and what to do. */
export const POLICY_VERSION_ERRORS: Readonly<Record<string, (about: About) => string | readonly [message: string, hint: string]>> = {
  policy_drops: (a) => [
    `The policy has no ${a.field === "hold" ? "hold reason" : a.field} "${a.value}", which ${tickets(a.tickets.length)} ${a.tickets.length === 1 ? "has" : "have"}: ${some(a.tickets)}.`,
    `say what it is called now: --map ${a.field}:${/[\s=]/.test(a.value) ? `"${a.value}=NAME"` : `${a.value}=NAME`}`,
  ],
  policy_meanwhile: (a) => [`Version ${a.version} of the policy was applied while you were asked.`, "look at what it changed: itsm policy log; then repeat"],
  policy_no_version: (a) => [
    `There is no version ${a.version} of the policy.`,
    a.latest === 1 ? "there is one: the rules of a new register" : `there are 1 to ${a.latest}: itsm policy log`,
  ],
  policy_which: () => ["A policy file and --version exclude each other.", "one of the two"],
  policy_what: (a) => [`policy ${a.verb} needs a policy.`, `itsm policy ${a.verb} FILE, or --version N for one of before`],
  policy_undo: (a) => [
    `op-${a.operation} applied version ${a.version} of the policy and changed no ticket. A version stays.`,
    `itsm policy apply --version ${a.before} brings back the one before`,
  ],
  map_shape: (a) => [`--map ${a.text} does not say what is called how.`, "--map old=new, or --map category:old=new"],
  map_ambiguous: (a) => [`--map ${a.text} may mean ${a.fields.join(" or ")}.`, `--map ${a.fields[0]}:${a.text}`],
  map_still_known: (a) => [`--map ${a.text}: the policy still has ${a.field} "${a.old}".`, "only what it no longer has is renamed"],
  map_unknown: (a) => [`--map ${a.text}: the policy has no ${a.field} "${a.now}".`, "name one that it has"],
  map_nowhere: (a) => [`--map ${a.text}: the policy drops no "${a.old}".`, "itsm policy diff FILE shows what it drops"],
  map_twice: (a) => `--map ${a.text}: ${a.field} "${a.old}" is renamed twice.`,
  map_ahead: () => ["--map renames at once, and the policy is to begin later.", "apply it when it begins, or without --map"],
  adopt_ahead: (a) => [
    "--open adopt takes open tickets along at once, and the policy is to begin later.",
    `apply it without --open adopt, and once it is in force: itsm policy apply --version ${a.version} --open adopt`,
  ],
  policy_edit_open: () => [
    "A policy is edited in an editor, and there is no terminal.",
    "itsm policy show > policy.yaml, change it, itsm policy apply policy.yaml",
  ],
  policy_given_up: () => "The policy was given up: its faults are as they were.",
};

export const POLICY_VERSION_NOTICES: Readonly<Record<string, (about: About) => string>> = {
  policy_undone: (a) => `version ${a.version} of the policy stays; itsm policy apply --version ${a.before} brings back the one before`,
  policy_files_inlined: ({ files, count }) =>
    count === 1 ? `${files} is not here: its dates stand in its place` : `${files} are not here: their dates stand in their place`,
  no_difference: () => "no difference",
  policy_unedited: () => "nothing was changed in the policy",
  showing_policyDiff: ({ shown, total }) => showing(shown, total, "change"),
  showing_policyLog: ({ shown, total }) => showing(shown, total, "version"),
  no_versions: () => "no versions",
};
