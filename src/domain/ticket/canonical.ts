import type { Instant } from "../time/instant.ts";

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const source = value as Readonly<Record<string, unknown>>;
  const target: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) target[key] = sorted(source[key]);
  return target;
};

/** JSON whose keys are sorted at every level, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

/** What is hashed of an event. `data` is its stored JSON; `digests` those of its texts by field, in any order. */
export interface HashedEvent {
  readonly number: number;
  readonly version: number;
  readonly type: string;
  readonly at: Instant;
  readonly operation: number;
  readonly data: string;
  readonly digests: Readonly<Record<string, string>> | null;
}

/** What is hashed of an operation. */
export interface HashedOperation {
  readonly seq: number;
  readonly verb: string;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly via: string;
  readonly heldClock: boolean;
  readonly policy: number;
  readonly undoes: number | null;
  readonly run: string | null;
}

/**
 * The text an event's hash covers: lines of the hash before it (of the same ticket, in hex), number, version, type,
 * instant, operation, the data, and the digests of its texts if it has any.
 */
export function eventText(before: string, { number, version, type, at, operation, data, digests }: HashedEvent): string {
  const stated = `${before}\n${number}\n${version}\n${type}\n${at}\n${operation}\n${data}`;
  return digests === null ? stated : `${stated}\n${canonicalJson(digests)}`;
}

/**
 * The text an operation's hash covers: lines of the operation's hash before it, itself, and the hashes of its events by number and version.
 * `applied` is the digest of the policy version it applied; most apply none, and their texts say nothing of it.
 */
export function operationText(before: string, operation: HashedOperation, events: readonly string[], applied: string | null = null): string {
  const { seq, verb, recordedAt, actor, via, heldClock, policy, undoes, run } = operation;
  const itself = JSON.stringify({ actor, ...(applied !== null && { applied }), heldClock, policy, recordedAt, run, seq, undoes, verb, via });
  return events.length === 0 ? `${before}\n${itself}` : `${before}\n${itself}\n${events.join("\n")}`;
}

/** A version of the policy as it is kept. */
export interface HashedPolicy {
  readonly version: number;
  readonly source: string;
  readonly compiled: string;
}

/** The text the digest of an applied policy covers. `before` is the one that came with the register, which the first that is applied vouches for; null: it is not the first. */
export const policyText = ({ version, source, compiled }: HashedPolicy, before: string | null): string =>
  `${version}\n${source.length}\n${source}\n${compiled}${before === null ? "" : `\n${before}`}`;

/** The text a digest of free text covers. A redacted text leaves its digest, and the hash as it was. */
export const sealText = (salt: string, text: string): string => `${salt}\n${text}`;
