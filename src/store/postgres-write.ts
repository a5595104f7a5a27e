import { fail, isFailure } from "../app/failure.ts";
import type { Reads, RegisterState, Tx, WaitOptions } from "../app/ports.ts";
import type { PostgresDb } from "./postgres-db.ts";
import { isAway, isLost, isPassing, serverFailure } from "./postgres-failures.ts";
import type { PostgresLine } from "./postgres-line.ts";
import { sql } from "./sql-tag.ts";
import { Writing } from "./writing.ts";

/** After so long a person is told. */
const TELL_MILLISECONDS = 1000;
/** Locks of the server's own, which it gives at once, are waited for by a call that is not to wait too. */
const LEAST_MILLISECONDS = 100;
/** A program that holds the lock and has gone silent must not hold up the desk. */
const IDLE_MILLISECONDS = 60_000;

/** Bytes for the salts of a few texts, drawn by the server on the way: loading node:crypto costs a tenth of a start. */
const CHANCE = `encode(${Array(3).fill("sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))").join(" || ")}, 'hex')`;

const STATE = `select name, created_at as "createdAt", numbers, operations, encode(head, 'hex') as head, policy, ${CHANCE} as chance from register where id = 1 for update`;

export interface Writer {
  readonly db: PostgresDb;
  readonly line: PostgresLine;
  readonly reads: Reads;
  readonly place: string;
}

/** So long a write looks for a server that it can write to, where one of several did not answer. */
const FOUND_MILLISECONDS = 10_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How long a statement waits for a lock. */
const limit = (milliseconds: number): string => `set local lock_timeout = ${Math.ceil(Math.max(LEAST_MILLISECONDS, milliseconds))}`;

/**
 * Begins a transaction that holds the register's row, whose statements wait so long for locks of others (`then`); all in
 * one round trip.
 */
async function locked(db: PostgresDb, { onWait }: WaitOptions, milliseconds: number, then = milliseconds): Promise<RegisterState> {
  const told = setTimeout(onWait, TELL_MILLISECONDS, "lock");
  try {
    const lock = milliseconds <= 0 ? `${STATE} nowait` : STATE;
    const begun = `begin; set local idle_in_transaction_session_timeout = ${IDLE_MILLISECONDS}; ${limit(milliseconds)}; ${lock}`;
    const [state] = await db.begin(then === milliseconds ? begun : `${begun}; ${limit(then)}`);
    if (state === undefined) throw fail("unavailable", "copy_unfinished");
    const { chance, ...rest } = state;
    db.draw(Buffer.from(chance as string, "hex"));
    return rest as unknown as RegisterState;
  } finally {
    clearTimeout(told);
  }
}

/**
 * Whether a commit of which no answer came was kept. The lost transaction, if it is still under way, holds the register's
 * row, so whoever has that row knows.
 */
async function wasKept(writer: Writer, { operations, head }: Pick<RegisterState, "operations" | "head">, wait: WaitOptions): Promise<boolean | null> {
  const { db } = writer;
  const until = performance.now() + wait.timeoutSeconds * 1000;
  for (;;) {
    try {
      await locked(db, wait, until - performance.now());
      const found = await db.get<{ readonly head: string }>(sql`select encode(hash, 'hex') as head from operation where seq = ${operations}`);
      await db.end("rollback");
      return found?.head === head;
    } catch (error) {
      db.abandon();
      if (performance.now() > until || !mayComeBack(error)) return null;
    }
    await pause(Math.random() * 200);
  }
}

/** The answer to one attempt: what came of it, or why another may go well. */
type Attempt<T> = { readonly result: T } | { readonly again: unknown };

async function attempt<T>(writer: Writer, work: (tx: Tx) => Promise<T>, wait: WaitOptions, milliseconds: number, patience: number): Promise<Attempt<T>> {
  const { db, line, reads, place } = writer;
  const session = await line.session();
  if (!session.writable) {
    const { client, host, missed } = session;
    if (missed) line.drop(client);
    throw fail("unavailable", "server_read_only", { path: place, host: host.host, port: host.port, missed });
  }
  let writing: Writing;
  let result: T;
  const state = await (async () => {
    try {
      return await locked(db, wait, milliseconds, Math.min(milliseconds, patience));
    } catch (error) {
      // The server that was found again may be one that only reads.
      if (isStandby(error)) db.abandon();
      else await db.end("rollback").catch(() => undefined);
      throw error;
    }
  })();
  try {
    writing = new Writing(db, state, session.user);
    result = await work(writing.tx(reads));
    await writing.finish();
  } catch (error) {
    if (isLost(error)) db.abandon();
    else await db.end("rollback").catch(() => undefined);
    throw error;
  }
  try {
    await db.end("commit");
    line.kept ||= writing.state !== state;
    return { result };
  } catch (error) {
    if (!isLost(error)) throw error;
    // An operation tells by itself whether it was kept; what else a transaction may do can be done twice.
    const kept = writing.state === state ? false : await wasKept(writer, writing.state, wait);
    if (kept === null) throw fail("unavailable", "outcome_unknown", { path: place, server: true }, error);
    line.kept ||= kept;
    return kept ? { result } : { again: error };
  }
}

/**
 * Locks, works, commits. Where the server says that it was not to be, or goes away before a commit was asked for, all of
 * it is done again, as long as the time allowed lasts.
 */
export async function write<T>(writer: Writer, work: (tx: Tx) => Promise<T>, { timeoutSeconds, onWait }: WaitOptions): Promise<T> {
  const told = new Set<string>();
  const wait: WaitOptions = {
    timeoutSeconds,
    onWait(what) {
      if (!told.has(what)) onWait(what);
      told.add(what);
    },
  };
  const began = performance.now();
  const until = began + wait.timeoutSeconds * 1000;
  const found = began + FOUND_MILLISECONDS;
  let lost: unknown = null;
  let telling: NodeJS.Timeout | undefined;
  // That a statement waits for a lock, and does not just take long, is told by the server alone, when it gives up.
  let patience = TELL_MILLISECONDS;
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        const done = await attempt(writer, work, wait, until - performance.now(), patience);
        if ("result" in done) return done.result;
        lost = done.again;
      } catch (error) {
        if (isLockRefused(error) && patience === TELL_MILLISECONDS && performance.now() < until) {
          patience = Number.POSITIVE_INFINITY;
          wait.onWait("lock");
          continue;
        }
        // A server that is not there yet after it went away: it may come back, or another one take its place.
        const awaited = !isPassing(error) && mayComeBack(error) && (lost !== null || (isLookedFor(error) && performance.now() < Math.min(found, until)));
        if (!isPassing(error) && !awaited) throw writer.line.told(error);
        if (!awaited) lost = error;
      }
      if (lost !== null && performance.now() > until) throw writer.line.told(lost);
      telling ??= setTimeout(wait.onWait, TELL_MILLISECONDS, "server");
      await pause(Math.random() * Math.min(1000, 20 * 2 ** Math.min(tries, 6)));
    }
  } finally {
    clearTimeout(telling);
  }
}

/**
 * Locks, works, commits, once: for work that cannot be done again, since what it was made of has been read. What a
 * register says of itself afterwards tells whether a commit without an answer was kept.
 */
export async function writeOnce<T extends Pick<RegisterState, "operations" | "head">>(writer: Writer, work: () => Promise<T>, wait: WaitOptions): Promise<T> {
  const { db, line, place } = writer;
  const { host, writable } = await line.session();
  if (!writable) throw fail("unavailable", "server_read_only", { path: place, host: host.host, port: host.port });
  let result: T;
  try {
    await locked(db, wait, wait.timeoutSeconds * 1000);
    result = await work();
  } catch (error) {
    if (isLost(error)) db.abandon();
    else await db.end("rollback").catch(() => undefined);
    throw serverFailure(error, place);
  }
  try {
    await db.end("commit");
    return result;
  } catch (error) {
    const kept = isLost(error) ? await wasKept(writer, result, wait) : false;
    if (kept === null) throw fail("unavailable", "outcome_unknown", { path: place, server: true }, error);
    if (!kept) throw serverFailure(error, place);
    return result;
  }
}

/** The server is away, or only reads so far: another one may take its place. */
const mayComeBack = (error: unknown): boolean => isPassing(error) || isStandby(error) || isAway(error);

/** Of several servers one did not answer, or went away as the lock was asked for, and the others only read. */
const isLookedFor = (error: unknown): boolean => isStandby(error) || (isFailure(error) && error.problems[0]?.with.missed === true);

const isLockRefused = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === "55P03";

const isStandby = (error: unknown): boolean => (error as { readonly code?: unknown } | null)?.code === "25006";
