import type { HashedOperation, HashedPolicy } from "../domain/ticket/canonical.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { KnownErrorRecord } from "./insight.ts";

/** How many of each kind a register holds. */
export interface Held {
  readonly tickets: number;
  readonly operations: number;
  readonly events: number;
  readonly policies: number;
  readonly people: number;
  readonly knownErrors: number;
}

/** What a whole register comes to outside a database, record after record. Hashes are hex, instants seconds. */
export type BundleRecord =
  | RegisterRecord
  | (HashedPolicy & { readonly kind: "policy"; readonly operation: number })
  | OperationRecord
  | EventRecord
  | PersonRecord
  | KnownErrorRow
  | { readonly kind: "knownErrorUse"; readonly id: number; readonly operation: number; readonly number: number }
  | EndRecord;

/** The first. */
export interface RegisterRecord {
  readonly kind: "register";
  readonly format: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly sweptAt: Instant | null;
  readonly numbers: number;
  readonly operations: number;
  readonly policy: number;
  readonly head: string;
}

/** Followed by its events. `via` is null where it is the actor. */
export interface OperationRecord extends Omit<HashedOperation, "via"> {
  readonly kind: "operation";
  readonly via: string | null;
  readonly result: string | null;
  readonly hash: string;
}

/** `at` is null where it happened as it was recorded; `data` and `texts` are JSON as it is kept and hashed. */
export interface EventRecord {
  readonly kind: "event";
  readonly number: number;
  readonly version: number;
  readonly type: string;
  readonly at: Instant | null;
  readonly data: string;
  readonly texts: string | null;
  readonly hash: string;
}

export interface PersonRecord {
  readonly kind: "person";
  readonly folded: string;
  readonly name: string;
  readonly contact: string | null;
}

export interface KnownErrorRow extends KnownErrorRecord {
  readonly kind: "knownError";
  readonly retiredOperation: number | null;
}

/** The last: without it a bundle was cut off. */
export interface EndRecord extends Held {
  readonly kind: "end";
  readonly head: string;
}

/** A record and the line it stands in. */
export interface Numbered {
  readonly line: number;
  readonly record: BundleRecord;
}

/** The one format there is. */
export const BUNDLE_FORMAT = "itsm.bundle/1";
