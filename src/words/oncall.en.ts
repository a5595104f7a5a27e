/** What a clock or a promise is called where somebody is told why a ticket comes next. `when`: `in 40m`, `12m ago`. */
const PRESSING: Readonly<Record<string, (when: string, over: boolean) => string>> = {
  response: (when, over) => (over ? `response breached ${when}` : `response due ${when}`),
  resolution: (when, over) => (over ? `resolution breached ${when}` : `resolution due ${when}`),
  update: (when, over) => (over ? `update missed, promised ${when}` : `update promised ${when}`),
  hold: (when, over) => (over ? `hold ended ${when}` : `hold ends ${when}`),
  age: (when) => `nothing due, opened ${when}`,
};

export const pressWords = (press: string, when: string, over: boolean): string => PRESSING[press]?.(when, over) ?? "";

const tickets = (count: number): string => (count === 1 ? "1 ticket" : `${count} tickets`);

/** What `next` says. */
export const NEXT_WORDS = {
  mine: "yours",
  unassigned: (group: string | null) => (group === null ? "unassigned" : `unassigned in ${group}`),
  major: "a major incident",
  held: "on hold",
  behind: (mine: number, unassigned: number) =>
    [...(mine > 0 ? [`${mine} more of yours`] : []), ...(unassigned > 0 ? [`${unassigned} unassigned`] : [])].join(", "),
  passedOver: (a: { readonly id: string; readonly priority: string; readonly group: string | null; readonly pressing: string }) =>
    `but ${a.id} ${a.priority}, which nobody${a.group === null ? "" : ` in ${a.group}`} has: ${a.pressing}  itsm start ${a.id}`,
  waiting: (behind: string) => `after it: ${behind}`,
  nothing: (held: number) =>
    held === 0 ? "nothing to take: no open ticket is yours, and none is unassigned for you" : `nothing to take: ${tickets(held)} of yours on hold`,
  take: "itsm next --take",
  start: (id: string) => `itsm start ${id}`,
  resume: (id: string) => `itsm resume ${id}`,
  update: (id: string) => `itsm note ${id} "…" --public`,
  show: (id: string) => `itsm show ${id}`,
} as const;

/** What a terminal calls the keys of a rota. */
export const ONCALL_LABELS: Readonly<Record<string, string>> = { rota: "Rota", group: "Group", person: "On call", until: "Until", next: "Then" };

export const ONCALL_WORDS = {
  nobody: "nobody",
  standsIn: (person: string, instead: string) => `${person} for ${instead}`,
  open: "no end",
  every: "all",
} as const;

type Section = "majors" | "breached" | "atRisk" | "promised" | "held" | "reopened" | "new" | "mine";

const counted = (count: number, word: string): string => `${count} ${word}`;
const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What `brief` says. `when`: an instant and how far away it is. */
export const BRIEF_WORDS = {
  title: "Desk brief",
  since: (since: string) => `since ${since}`,
  headings: {
    majors: "Major incidents",
    breached: "Breached",
    atRisk: "Due next",
    promised: "Updates promised",
    held: "On hold",
    reopened: "Reopened",
    new: "New",
    mine: "Yours",
  } satisfies Readonly<Record<Section, string>>,
  counts: {
    majors: (n: number) => several(n, "major incident", "major incidents"),
    breached: (n: number) => counted(n, "breached"),
    atRisk: (n: number, within: string) => `${n} due within ${within}`,
    promised: (n: number) => several(n, "update promised", "updates promised"),
    held: (n: number) => counted(n, "on hold"),
    reopened: (n: number) => counted(n, "reopened"),
    new: (n: number) => counted(n, "new"),
    mine: (n: number) => counted(n, "yours"),
  },
  sinceThen: (n: number) => `${n} since then`,
  missed: (n: number) => `${n} missed`,
  resolved: (n: number, unclosed: number) => (unclosed === 0 ? `${n} resolved` : `${n} resolved, ${unclosed} of them to be closed`),
  open: (n: number) => `${n} open`,
  quiet: (since: string, within: string) => `quiet since ${since}, nothing new, breached, promised or due within ${within}`,
  more: (n: number, command: string) => `and ${n} more: ${command}`,
  above: (ids: readonly string[]) => `${ids.join(", ")}: see above`,
  nobody: (group: string | null) => (group === null ? "unassigned" : `unassigned, ${group}`),
  held: (reason: string, by: string | null) => (by === null ? reason : `${reason} by ${by}`),
  until: (when: string) => `until ${when}`,
  noEnd: (since: string) => `since ${since}, no end set`,
  opened: (when: string) => `opened ${when}`,
  reopened: (when: string, by: string) => `reopened by ${by} ${when}`,
  due: (clock: string, when: string) => `${clock} due ${when}`,
  breached: (clock: string, when: string) => `${clock} breached ${when}`,
  paused: (clock: string) => `${clock} paused`,
  promised: (when: string, missed: boolean) => (missed ? `update MISSED, promised for ${when}` : `update promised for ${when}`),
} as const;

/** One line for a monitoring system. */
export const PROBE_WORDS = {
  ok: (within: string | null) => (within === null ? "no clock is breached" : `no clock is breached or due within ${within}`),
  found: (breached: number, due: number, within: string | null) =>
    [...(breached > 0 ? [`${breached} breached`] : []), ...(due > 0 ? [`${due} due within ${within ?? "0s"}`] : [])].join(", "),
  first: (id: string, priority: string, title: string, pressing: string) => `${id} ${priority} ${pressing}: ${title}`,
  data: (breached: number, due: number, open: number) => `breached=${breached};0 due=${due};0 open=${open}`,
  line: (state: "OK" | "WARNING", said: string, data: string) => `SLA ${state}: ${said} | ${data}`,
} as const;
