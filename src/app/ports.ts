import type { Policy } from "../domain/policy/policy.ts";
import type { Query } from "../domain/query/term.ts";
import type { HashedOperation } from "../domain/ticket/canonical.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Problem } from "./failure.ts";
import type { Insight, InsightTx } from "./insight.ts";
import type { Keeper } from "./keeper.ts";
import type { PolicyUse } from "./policy-use.ts";
import type { Reports } from "./reports.ts";

/** The register's one row. `head` is the hash of the last operation, in hex. */
export interface RegisterState {
  readonly name: string;
  readonly createdAt: Instant;
  readonly numbers: number;
  readonly operations: number;
  readonly head: string;
  /** The latest version of the policy, in force or still to come. */
  readonly policy: number;
}

/** A version of the policy; reading its text is put off until somebody asks. */
export interface PolicyVersion {
  readonly version: number;
  /** The operation that applied it; 0: it came with the register. */
  readonly operation: number;
  readonly policy: () => Policy;
}

/** A version to be kept: what somebody wrote, and the value it comes to as JSON. */
export interface NewPolicy {
  readonly source: string;
  readonly compiled: string;
}

/** One command's change, as the history keeps it. */
export interface Operation extends HashedOperation {
  /** JSON, what a replay cannot read off the events; null where it can. */
  readonly result: string | null;
}

/** What a listing asks: the terms, their order, and how far to read. */
export interface Listing {
  readonly query: Query;
  readonly limit: number | null;
}

/** A link as seen from a ticket: `out` if it is the one that says so. */
export interface SeenLink {
  readonly rel: string;
  readonly number: number;
  readonly direction: "out" | "in";
}

/** A ticket in the order in which tickets become due. */
export interface DuePlace {
  readonly at: Instant;
  readonly number: number;
}

/** How far the sweep has come. */
export interface Sweeping {
  /** When it last came to its end; null: never. */
  readonly sweptAt: Instant | null;
  /** How many tickets have something due by now. */
  readonly due: number;
}

/** Everything that can be asked of a register. Instants in seconds. */
export interface Reads {
  state(): Promise<RegisterState>;
  /** All versions up to the latest, in their order. */
  versions(latest: number): Promise<readonly PolicyVersion[]>;
  /** What is asked where a policy is shown or applied. */
  policyUse(): Promise<PolicyUse>;
  /** Rows of the numbers that exist, in no order. */
  tickets(numbers: readonly number[]): Promise<readonly TicketRow[]>;
  /** Rows that match, in the order of the query. */
  list(listing: Listing): AsyncIterable<TicketRow>;
  count(query: Query): Promise<number>;
  children(parents: readonly number[]): Promise<readonly TicketRow[]>;
  /** Whole histories, oldest first, by number; numbers without one are left out. */
  histories(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly TicketEvent[]>>;
  linksOf(number: number): Promise<readonly SeenLink[]>;
  /** The ticket a key means today; null: none. */
  byKey(key: string): Promise<number | null>;
  /** The tickets that keys mean today; a key that means none is left out. */
  byKeys(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  operation(seq: number): Promise<Operation | null>;
  operationByRun(run: string): Promise<Operation | null>;
  /** The operation whose hash, in hex, begins so; null: that number was another call's. */
  operationByHash(seq: number, prefix: string): Promise<Operation | null>;
  /** Of the operations asked for, those that were undone, each with the one that did: the latest that was not undone itself. */
  undoersOf(seqs: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Newest first. */
  operations(about: { readonly actor: string | null; readonly limit: number }): Promise<readonly Operation[]>;
  /** The events an operation recorded, by number and version. */
  eventsOf(seq: number): Promise<readonly TicketEvent[]>;
  /** The number of the ticket `actor` changed last; null: none. */
  lastChangedBy(actor: string): Promise<number | null>;
  /** Numbers of tickets that time alone has changed by `now` (`wakeAt`), at most `limit`. */
  awake(now: Instant, limit: number): Promise<readonly number[]>;
  /** Numbers of tickets on which the sweep has something to do by `now` (`sweepAt`), behind a place in their order, at most `limit`. */
  due(now: Instant, after: DuePlace | null, limit: number): Promise<readonly DuePlace[]>;
  sweeping(now: Instant): Promise<Sweeping>;
  /** Since when the sweep has had something to do by `now`; null: it has nothing to do. */
  dueSince(now: Instant): Promise<Instant | null>;
  /** For each of `names` (tags, services, sites) nothing; known people whose folded name is among `folded`. */
  people(folded: readonly string[]): Promise<readonly { readonly name: string; readonly contact: string | null }[]>;
  /** What the desk has learnt, and its texts word by word. */
  insight(): Promise<Insight>;
  /** What reports add up. */
  reports(): Promise<Reports>;
  /** Known people one of whose names begins so, that of `folded` first; at most `limit`. */
  peopleLike(folded: string, limit: number): Promise<readonly { readonly name: string; readonly contact: string | null }[]>;
}

/** One ticket as an operation left it. */
export interface Kept {
  readonly before: TicketRow | null;
  readonly after: TicketRow;
  readonly fresh: readonly TicketEvent[];
  /** What the search index is to hold from now on; null: unchanged. */
  readonly text: IndexedText | null;
}

/** What one operation wrote, ready to be kept: the store numbers nothing and decides nothing. */
export interface Batch {
  readonly operation: Omit<Operation, "seq">;
  readonly tickets: readonly Kept[];
  /** Further tickets of the same operation, set after set by their numbers, made as they are kept: more than memory should hold. */
  readonly more?: AsyncIterable<readonly Kept[]>;
  /** A version of the policy that comes with it. */
  readonly policy?: NewPolicy;
  readonly people: readonly { readonly name: string; readonly contact: string | null }[];
}

export interface IndexedText {
  readonly title: string;
  readonly body: string;
}

/** A text of an event of a ticket. */
export interface RedactedText {
  readonly number: number;
  readonly version: number;
  readonly field: string;
}

/** A register locked for writing: what is read here stays true until it is saved. */
export interface Tx extends Reads {
  save(batch: Batch): Promise<void>;
  /** Puts digests in the place of texts, in the history and wherever else the register keeps them; the tickets are saved already. */
  redact(texts: readonly RedactedText[]): Promise<void>;
  /** Remembers that the sweep has come to its end. */
  swept(at: Instant): Promise<void>;
  insight(): Promise<InsightTx>;
}

export interface WaitOptions {
  /** How long to wait for the lock. */
  readonly timeoutSeconds: number;
  /** Called once when the wait has lasted a second: for whoever holds the lock, or for a server that can be written to. */
  readonly onWait: (what: "lock" | "server") => void;
}

/** What a register is kept in. */
export interface RegisterFacts {
  /** How many migrations it has had; null: there is none yet. */
  readonly version: number | null;
  /** How many this program knows, and the names of those it has yet to have. */
  readonly known: number | null;
  readonly pending: readonly string[];
  readonly bytes: number;
  /** Of a file's; a server has its own. */
  readonly journal: string | null;
  /** Of a server: whether it follows another, which alone can be written to. */
  readonly standby?: boolean;
}

export interface Register extends Reads {
  /** Where it is, for people. */
  readonly place: string;
  readonly readOnly: boolean;
  facts(): Promise<RegisterFacts>;
  /** One view of the register for several reads. */
  snapshot<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
  /** Locks, works, commits; a throw rolls everything back. */
  write<T>(work: (tx: Tx) => Promise<T>, wait: WaitOptions): Promise<T>;
  /** Proves the history; reports every fault as it finds it (the words are in `src/words/audit.en.ts`). */
  verify(
    options: AuditOptions,
    report: (fault: Problem) => void,
  ): Promise<{ readonly tickets: number; readonly events: number; readonly operations: number; readonly head: string }>;
  /** What keeps it whole: copies, checks, everything it holds. */
  keeper(): Promise<Keeper>;
  /** Rids its files of what was removed from it. False: others are reading what was there before, so it goes when they are done. */
  scrub(wait: WaitOptions): Promise<boolean>;
  close(): Promise<void>;
}

/** Told how much of how much is done; the unit is the work's own. */
export type Progress = (done: number, of: number) => void;

/** What an audit needs from outside: the fold, which the store knows nothing of, a head that was kept elsewhere, and who is told how far it has come. */
export interface AuditOptions {
  /** The row a history makes; may throw. */
  readonly refold: (history: readonly TicketEvent[]) => TicketRow;
  readonly against: { readonly seq: number; readonly hash: string } | null;
  readonly progress: Progress;
}
