/** Headings and labels of tables and pages. */
export const HEADINGS = {
  id: "ID",
  priority: "PRIO",
  status: "STATUS",
  title: "TITLE",
  who: "ASSIGNEE",
  sla: "SLA",
  age: "AGE",
  major: "MAJOR",
  void: "VOID",
  vip: "VIP",
  nobody: "nobody",
} as const;

/** What a list calls its columns where they are read out one after the other. */
export const RECORD_LABELS = {
  ticket: "Ticket",
  title: "Title",
  priority: "Priority",
  status: "Status",
  type: "Type",
  assignee: "Assignee",
  group: "Group",
  sla: "SLA",
  age: "Age",
  response: "Response",
  resolution: "Resolution clock",
  affected: "Affected",
  link: "Link",
  linkedFrom: "Linked from",
  child: "Child",
  note: "Note",
  event: "Event",
  counted: "Counted",
  hold: "Hold",
  warning: "Warning",
  clock: "Clock",
} as const;

/** What a clock says in a list. Every colour that stands for one of these comes with its word. */
export const CLOCK_WORDS = {
  breached: (span: string) => `breached ${span} ago`,
  due: (span: string) => `due in ${span}`,
  atRisk: (span: string) => `at risk ${span}`,
  paused: "paused",
  running: "running",
  met: "met",
  missed: "missed",
  none: "-",
  response: (state: string) => `response ${state}`,
} as const;

export const TIME_WORDS = {
  now: "now",
  ahead: (span: string) => `in ${span}`,
  ago: (span: string) => `${span} ago`,
} as const;

/** Labels and sections of the page of one ticket. */
export const SHOW_WORDS = {
  sla: "SLA",
  description: "Description",
  workaround: "Workaround",
  resolution: "Resolution",
  closure: "Closure",
  cancelled: "Cancelled",
  hold: "On hold",
  links: "Links",
  children: "Children",
  affected: "Affected",
  notes: "Notes",
  history: "History",
  priority: "Priority",
  category: "Category",
  service: "Service",
  site: "Site",
  ci: "CI",
  refs: "References",
  tags: "Tags",
  key: "Key",
  channel: "Channel",
  parent: "Parent",
  group: "Group",
  assignee: "Assignee",
  requester: "Requester",
  watchers: "Watchers",
  opened: "Opened",
  logged: "Logged",
  updated: "Updated",
  down: "Service down",
  up: "Service up",
  nextUpdate: "Next update",
  resolvedAt: "Resolved",
  closedAt: "Closed",
  by: "by",
  confirmedBy: "Confirmed by",
  satisfaction: "Satisfaction",
  review: "Review",
  public: "public",
  private: "private",
  fromRequester: "from the requester",
  override: (computed: string, reason: string, until: string | null) =>
    `overridden, computed ${computed}${until === null ? "" : `, until ${until}`}: ${reason}`,
  vip: (requester: string) => `${requester} (VIP)`,
  /** The number of the desk at a site. */
  siteAt: (site: string, phone: string) => `${site}, the desk's number there: ${phone}`,
  impactUrgency: (impact: string, urgency: string) => `impact ${impact}, urgency ${urgency}`,
  first: (category: string) => `at first ${category}`,
  occurred: (times: number) => `came ${times} times`,
  reopened: (times: number) => (times === 1 ? "reopened once" : `reopened ${times} times`),
  since: (at: string) => `since ${at}`,
  until: (at: string) => `until ${at}`,
  target: (target: string) => `target ${target}`,
  spent: (spent: string) => `spent ${spent}`,
  left: (left: string) => `left ${left}`,
  over: (over: string) => `over by ${over}`,
  dueAt: (at: string) => `due ${at}`,
  endedAt: (state: string, at: string) => `${state === "met" ? "met" : "ended"} ${at}`,
  noTarget: "no target",
  held: "paused",
  earlier: (count: number) => (count === 1 ? "1 earlier event" : `${count} earlier events`),
} as const;

/** The page of `sla explain`. */
export const EXPLAIN_WORDS = {
  title: (clock: string, id: string) => `The ${clock} clock of ${id}`,
  state: "State",
  target: "Target",
  calendar: "Calendar",
  terms: (version: number) => `by version ${version} of the policy`,
  elapsed: "Spent",
  left: "Left",
  over: "Over by",
  due: "Due",
  ended: "Ended",
  breached: "Breached",
  counted: "Counted",
  ahead: "To come",
  day: "Day",
  from: "From",
  to: "To",
  time: "Time",
  total: "Total",
  now: "now",
  holds: "Holds",
  stopped: "stopped this clock",
  wentOn: "this clock went on",
  closedDays: "Closed",
  milestones: "Warnings",
  held: "paused",
  by: "by",
  until: (at: string) => `until ${at}`,
  omitted: (days: number) => `${days} more`,
  heldSpell: (from: string, to: string) => `${from} to ${to}`,
  countedRow: (day: string, from: string, to: string, time: string, total: string) => `${day}, ${from} to ${to}, ${time}, ${total} in all`,
  never: "not while it is paused",
  notReached: "not reached before it ended",
  nothing: "This ticket has no such clock.",
} as const;

/** In the place of an empty list of names. */
export const NO_NAMES = "none";

export const YES_NO = ["no", "yes"] as const;

/** What a terminal calls the keys of an operation. */
export const OPERATION_LABELS: Readonly<Record<string, string>> = {
  op: "Operation",
  seq: "Number",
  verb: "Verb",
  recordedAt: "Recorded",
  actor: "By",
  via: "Logged in as",
  heldClock: "Clock held",
  policy: "Policy",
  undoes: "Undoes",
  undoneBy: "Undone by",
  tickets: "Tickets",
};

/** What a terminal calls the keys of a register, of its schema, and of whoever acts. */
export const REGISTER_LABELS: Readonly<Record<string, string>> = {
  place: "Register",
  name: "Name",
  createdAt: "Made",
  readOnly: "Read-only",
  numbers: "Tickets",
  operations: "Operations",
  policy: "Policy version",
  head: "Head",
  schemaVersion: "Schema",
  programVersion: "Schema of this program",
  bytes: "Bytes",
  journalMode: "Journal",
  dryRun: "Dry run",
  pending: "To be applied",
  applied: "Applied",
  source: "Named by",
  via: "Logged in as",
};

/** Above the list of `--fields help`. */
export const FIELDS_WORDS = {
  intro: "Give --fields some of these, separated by commas. The name of a group, such as sla.response, means all its keys.",
  alias: (key: string) => `short for ${key}`,
} as const;
