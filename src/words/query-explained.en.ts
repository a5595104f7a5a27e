/** What `--explain` says: a query as one sentence. */

interface Range {
  readonly from: string | number | null;
  readonly to: string | number | null;
}
interface Clause {
  readonly kind: "is" | "one-of" | "within" | "contains";
  readonly not: boolean;
  readonly field?: string;
  readonly flags?: readonly string[];
  readonly values?: readonly string[];
  readonly texts?: readonly string[];
  readonly ranges?: readonly Range[];
  readonly as?: "instant" | "duration" | "number";
  readonly none?: boolean;
  readonly some?: boolean;
}
interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

const list = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1)}`;

/** Flags that can stand before "tickets"; the others follow it. */
const BEFORE: Readonly<Record<string, string>> = {
  open: "open",
  active: "active",
  new: "new",
  unassigned: "unassigned",
  paused: "paused",
  major: "major",
  overridden: "overridden",
  void: "void",
};
const AFTER: Readonly<Record<string, readonly [is: string, isNot: string]>> = {
  open: ["that are open", "that are not open"],
  closed: ["that are closed or cancelled", "that are neither closed nor cancelled"],
  active: ["that are being worked on or new", "that are not active"],
  unassigned: ["that nobody has", "that somebody has"],
  mine: ["that are mine", "that are not mine"],
  breached: ["that breached a target", "that breached no target"],
  atrisk: ["whose clock is at risk", "whose clocks are not at risk"],
  paused: ["whose clock is paused", "whose clock is not paused"],
  overridden: ["whose priority is overridden", "whose priority is the computed one"],
  reclassified: ["that changed category", "that kept their first category"],
  backdated: ["that were back-dated", "that were not back-dated"],
  major: ["that are major incidents", "that are no major incidents"],
  new: ["that are new", "that are not new"],
  reopened: ["that were reopened", "that were never reopened"],
  promised: ["with an update promised", "with no update promised"],
  void: ["that are void", "that are not void"],
};

const FIELD: Readonly<Record<string, string>> = {
  id: "number",
  code: "resolution code",
  confirmed: "confirmation",
  reason: "hold reason",
  ci: "configuration item",
  ref: "reference",
  channel: "channel",
  op: "operation",
};
const named = (field: string): string => FIELD[field] ?? field;
const HAPPENED: Readonly<Record<string, string>> = { opened: "opened", updated: "last changed", resolved: "resolved", closed: "closed", due: "due" };

function span(seconds: number): string {
  const units = [
    ["d", 86_400],
    ["h", 3600],
    ["m", 60],
    ["s", 1],
  ] as const;
  let rest = seconds;
  let text = "";
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text || "0s";
}

function range({ from, to }: Range, as: Clause["as"]): string {
  if (as === "duration") {
    if (from === null) return `at most ${span(Number(to))}`;
    return to === null ? `at least ${span(Number(from))}` : `between ${span(Number(from))} and ${span(Number(to))}`;
  }
  if (as === "instant") {
    if (from === null) return `until ${to}`;
    return to === null ? `since ${from}` : `between ${from} and ${to}`;
  }
  if (from === to) return `${from}`;
  if (from === null) return `at most ${to}`;
  return to === null ? `${from} or more` : `${from} to ${to}`;
}

function within(clause: Clause): string {
  const { field = "", as, ranges = [], not } = clause;
  const subject =
    as === "instant"
      ? `${not ? "not " : ""}${HAPPENED[field] ?? field}`
      : as === "duration"
        ? `${not ? "not " : ""}${field === "age" ? "opened" : "unchanged for"}`
        : "";
  if (as === "number") {
    const parts = [...ranges.map((one) => range(one, as)), ...(clause.none ? ["none"] : []), ...(clause.some ? ["any"] : [])];
    return `whose ${named(field)} is ${not ? "not " : ""}${list(parts, "or")}`;
  }
  const later = as === "instant" && field === "due";
  const parts = ranges.map((one) => (later && one.from !== null && one.to === null ? `from ${one.from} on` : range(one, as)));
  const all = [...parts, ...(clause.none ? ["never"] : []), ...(clause.some ? ["at any time"] : [])];
  return `${subject} ${list(all, "or")}${field === "age" && parts.length > 0 ? " ago" : ""}`;
}

function oneOf(clause: Clause): string {
  const { field = "", values = [], not } = clause;
  const absent = field === "category" ? "not yet set" : "none";
  if (clause.some && values.length === 0 && !clause.none)
    return field === "status" && !not ? "of any status" : `${not ? "without" : "with"} any ${named(field)}`;
  if (field === "category" && values.length > 0)
    return `whose category is ${not ? "not " : ""}${list([...values, ...(clause.none ? [absent] : [])], "or")} or below`;
  if (field === "tag" && values.length > 0) return `${not ? "not tagged" : "tagged"} ${list(values, "or")}${clause.none ? " or not tagged" : ""}`;
  return `whose ${named(field)} is ${not ? "not " : ""}${list([...values, ...(clause.none ? [absent] : []), ...(clause.some ? ["any"] : [])], "or")}`;
}

function said(clause: Clause): string {
  switch (clause.kind) {
    case "is": {
      const flags = (clause.flags ?? []).map((flag) => (AFTER[flag] ?? [flag, `not ${flag}`])[clause.not ? 1 : 0]);
      return list(flags, clause.not ? "and" : "or");
    }
    case "one-of":
      return oneOf(clause);
    case "within":
      return within(clause);
    case "contains":
      return `${clause.field === "title" ? "whose title" : "that"} ${clause.not ? "does not mention" : clause.field === "title" ? "mentions" : "mention"} ${list(
        (clause.texts ?? []).map((text) => `“${text}”`),
        "or",
      )}`.replace("that does not", "that do not");
  }
}

const ORDER: Readonly<Record<string, readonly [up: string, down: string]>> = {
  sla: ["worst SLA first", "best SLA first"],
  rank: ["best match first", "best match last"],
  number: ["lowest number first", "newest first"],
  id: ["lowest number first", "newest first"],
  opened: ["oldest first", "newest first"],
  updated: ["longest unchanged first", "last changed first"],
  resolved: ["first resolved first", "last resolved first"],
  closed: ["first closed first", "last closed first"],
  due: ["soonest due first", "latest due first"],
  priority: ["most urgent first", "least urgent first"],
  age: ["youngest first", "oldest first"],
  idle: ["last changed first", "longest unchanged first"],
};

const order = (sort: Sort | null): string => {
  if (sort === null) return "";
  const known = ORDER[sort.field]?.[sort.descending ? 1 : 0];
  return `, ${known ?? `by ${sort.field}${sort.descending ? ", last first" : ""}`}`;
};

/** "open tickets whose priority is high, worst SLA first" */
export function explainedQuery(explained: { readonly clauses: readonly Clause[]; readonly sort: Sort | null }): string {
  const before: string[] = [];
  const after: string[] = [];
  for (const clause of explained.clauses) {
    const flag = clause.kind === "is" && !clause.not && clause.flags?.length === 1 ? BEFORE[clause.flags[0] ?? ""] : undefined;
    if (flag === undefined) after.push(said(clause));
    else before.push(flag);
  }
  const tickets = [...before, "tickets"].join(" ");
  const all = explained.clauses.length === 0 ? `all ${tickets}` : tickets;
  return `${[all, list(after, "and")].filter((part) => part !== "").join(" ")}${order(explained.sort)}`;
}
