/** The query language as values. `fields.ts` says which field is of which kind; `store/query-sql.ts` gives each its SQL. */

export type WordField =
  | "type"
  | "status"
  | "priority"
  | "impact"
  | "urgency"
  | "service"
  | "site"
  | "group"
  | "channel"
  | "code"
  | "confirmed"
  | "reason"
  | "key"
  | "ci";
/** Compared folded, so that `ratna` finds Ratna. */
export type NameField = "requester" | "affected" | "assignee";
export type TreeField = "category";
export type MarkField = "tag" | "ref";
export type InstantField = "opened" | "updated" | "resolved" | "closed" | "due";
export type DurationField = "age" | "idle";
export type NumberField = "id" | "parent" | "op";
export type TextField = "title" | "text";
export type FieldName = WordField | NameField | TreeField | MarkField | InstantField | DurationField | NumberField | TextField;

export type Flag =
  | "open"
  | "closed"
  | "active"
  | "unassigned"
  | "mine"
  | "breached"
  | "atrisk"
  | "paused"
  | "overridden"
  | "reclassified"
  | "backdated"
  | "major"
  | "new"
  | "reopened"
  | "promised"
  | "void";

interface Negatable {
  /** `!=`: absent counts as not equal. */
  readonly not: boolean;
}

/** One of several values; `none`: absent; `some`: any value. For a name the values are folded already. */
export interface OneOf extends Negatable {
  readonly kind: "one-of";
  readonly field: WordField | NameField | TreeField | MarkField;
  readonly values: readonly string[];
  readonly none: boolean;
  readonly some: boolean;
}
/** Inclusive ranges, any of them; instants and durations in seconds, already resolved against now. Durations stay durations. */
export interface Within extends Negatable {
  readonly kind: "within";
  readonly field: InstantField | DurationField | NumberField;
  readonly ranges: readonly { readonly from: number | null; readonly to: number | null }[];
  readonly none: boolean;
  readonly some: boolean;
}
export interface Is extends Negatable {
  readonly kind: "is";
  readonly flags: readonly Flag[];
}
/** Words to be found in the text: `in` limits it to a field of the ticket; otherwise the search index answers. */
export interface Contains extends Negatable {
  readonly kind: "contains";
  readonly field: TextField;
  readonly texts: readonly string[];
}
export type Term = OneOf | Within | Is | Contains;

export type SortField =
  | "sla"
  | "rank"
  | "number"
  | "id"
  | "opened"
  | "updated"
  | "resolved"
  | "closed"
  | "due"
  | "priority"
  | "status"
  | "title"
  | "category"
  | "assignee"
  | "group"
  | "age"
  | "idle";
/** Null: the default order of the listing. */
export interface Sort {
  readonly field: SortField;
  readonly descending: boolean;
}

export interface Query {
  readonly terms: readonly Term[];
  readonly sort: Sort | null;
  /** The effective query as one would type it, `is:open` included where it was added. */
  readonly text: string;
  /** Who asks and when: `is:mine`, `is:breached` and durations are relative to these. */
  readonly me: string;
  readonly now: number;
}
