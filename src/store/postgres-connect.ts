import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { fail, isFailure } from "../app/failure.ts";
import type { Address, Host } from "./postgres-address.ts";
import { connectFailure, isAway, isLost, isNotReady, noteLost } from "./postgres-failures.ts";
import { passwordFor } from "./postgres-password.ts";
import { closedSchema } from "./postgres-schema.ts";
import { waysTo } from "./postgres-tls.ts";

export type Client = pg.Client;

/** A server that was found, and what it says of itself. */
export interface Session {
  readonly client: Client;
  readonly host: Host;
  /** Who the server says is connected. */
  readonly user: string;
  readonly writable: boolean;
  /** Whether one of the servers that were tried before it did not answer: it may be the one that can be written to. */
  readonly missed: boolean;
  /** How many migrations the register has had; null: there is none. */
  readonly version: number | null;
  /** Whether the schema holds anything at all. */
  readonly empty: boolean;
  readonly serverVersion: string;
  /** Where the tables are. */
  readonly schema: string;
}

interface Seen {
  readonly writable: boolean;
  readonly user: string;
  readonly tables: number;
  readonly register: string | null;
  readonly serverVersion: string;
  readonly number: number;
  readonly schema: string | null;
}

/** A statement that runs longer than this is given up, by the server and, where that has gone silent, here. */
const STATEMENT_MILLISECONDS = 600_000;
const SILENT_MILLISECONDS = STATEMENT_MILLISECONDS + 15_000;
/** PostgreSQL 15. */
const OLDEST = 150_000;

const TYPES = { int8: 20, json: 114 };

/** Numbers of 64 bits are numbers here (seconds and counts are far below 2^53), and JSON is left as text. */
const getTypeParser = ((oid: number, format?: "text" | "binary") =>
  oid === TYPES.int8 ? Number : oid === TYPES.json ? (text: string) => text : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser;

const SEEN = `select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as writable,
  session_user::text as user, current_schema()::text as schema, to_regclass('register')::text as register,
  case when to_regclass('register') is null
    then (select count(*) from pg_catalog.pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm')) else 1 end as tables,
  current_setting('server_version') as "serverVersion", current_setting('server_version_num')::int as number`;

/** What is still asked of a server at the end is waited for no longer: it may wait for a lock itself. */
const UNANSWERED_MILLISECONDS = 500;

/** Ends a connection; nobody waits for the server to do the same. */
export function hangUp(client: Client): void {
  const { connection } = client as Client & { readonly connection: { readonly stream: { destroy(): void } } };
  const cut = setTimeout(() => connection.stream.destroy(), UNANSWERED_MILLISECONDS).unref();
  void client
    .end()
    .catch(() => undefined)
    .finally(() => clearTimeout(cut));
  (client as Client & { unref(): void }).unref();
}

async function connected(address: Address, host: Host, ssl: ConnectionOptions | false): Promise<Client> {
  const client = new pg.Client({
    host: host.host,
    port: host.port,
    user: address.user,
    database: address.database,
    password: () => passwordFor(address, host),
    ssl,
    connectionTimeoutMillis: address.connectSeconds * 1000,
    application_name: address.applicationName,
    keepAlive: true,
    query_timeout: SILENT_MILLISECONDS,
    types: { getTypeParser },
    // What does not wait for an answer is sent at once.
    pipeline: true,
    ...(address.options !== null && { options: address.options }),
  } as pg.ClientConfig);
  // A connection that breaks while nobody asks is found broken by the next question.
  client.on("error", noteLost);
  try {
    await client.connect();
    return client;
  } catch (error) {
    noteLost(error);
    hangUp(client);
    throw error;
  }
}

/** That a server speaks no TLS is no reason beside one that it gives where it is spoken to without. */
const speaksNoTls = (error: unknown): boolean => /does not support SSL/.test(String((error as Error | null)?.message));

/** Tries the ways of talking to a host that its TLS mode allows; what is wrong whichever is taken is told, else the error of the first. */
async function reach(address: Address, host: Host): Promise<Client> {
  let first: unknown = null;
  for (const ssl of waysTo(address, host)) {
    try {
      return await connected(address, host, ssl);
    } catch (error) {
      // A wrong password is as wrong without TLS.
      if (isFailure(error) || !/SSL|TLS|pg_hba/i.test(String((error as Error).message))) throw error;
      if (first === null || speaksNoTls(first)) first = error;
    }
  }
  throw first;
}

async function look(client: Client, host: Host, place: string): Promise<Omit<Session, "missed">> {
  const asked = client.query<Seen>(SEEN);
  const migrations = client.query<{ readonly n: number }>("select count(*) as n from migration").catch((error: { readonly code?: string }) => {
    if (error.code === "42P01") return null;
    throw error;
  });
  const [{ rows }, counted] = await Promise.all([asked, migrations]);
  const seen = rows[0] as Seen;
  if (seen.number < OLDEST) throw fail("unavailable", "server_too_old", { path: place, version: seen.serverVersion });
  if (seen.register === null) {
    const closed = await closedSchema(client);
    // One without a register is no news where there is another that it can be made in.
    if (closed !== null && (closed.register || seen.schema === null))
      throw fail("refused", "schema_forbidden", { path: place, ...host, user: seen.user, ...closed });
  }
  if (seen.schema === null) throw fail("unavailable", "schema_missing", { path: place });
  const version = seen.register === null ? null : (counted?.rows[0]?.n ?? null);
  const { user, writable, serverVersion, schema } = seen;
  return { client, host, user, writable, version, empty: seen.tables === 0, serverVersion, schema };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function tryHosts(address: Address, place: string): Promise<Session> {
  let standby: Omit<Session, "missed"> | null = null;
  let first: unknown = null;
  let missed = false;
  for (const host of address.hosts) {
    let client: Client | null = null;
    try {
      client = await reach(address, host);
      const session = await look(client, host, place);
      if (session.writable || address.wanted === "any" || (address.wanted === "prefer-writable" && address.hosts.length === 1)) {
        if (standby !== null) hangUp(standby.client);
        return { ...session, missed };
      }
      if (standby === null) standby = session;
      else hangUp(client);
    } catch (error) {
      if (client !== null) hangUp(client);
      // What one host says of a password or a database the others would say too.
      const failure = connectFailure(error, { place, ...host, user: address.user, database: address.database });
      missed ||= isNotReady(error) || isLost(error) || isAway(failure);
      first ??= isNotReady(error) ? error : failure;
    }
  }
  if (standby !== null && address.wanted === "prefer-writable") return { ...standby, missed };
  if (standby !== null) hangUp(standby.client);
  const [{ host, port } = { host: "", port: 0 }] = address.hosts;
  throw first ?? fail("unavailable", "server_read_only", { path: place, host, port });
}

/**
 * A connection to the first of an address's servers that will do: one that can be written to, else, where nothing else
 * was asked for, one that can be read. A server that is just starting is waited for.
 * @throws Failure why there is none.
 */
export async function connectTo(address: Address, place: string): Promise<Session> {
  const until = performance.now() + address.connectSeconds * 1000;
  for (;;) {
    try {
      return await tryHosts(address, place);
    } catch (error) {
      if (!isNotReady(error)) throw error;
      const [host = { host: "", port: 0 }] = address.hosts;
      if (performance.now() > until) throw connectFailure(error, { place, ...host, user: address.user, database: address.database });
      await pause(100 + Math.random() * 100);
    }
  }
}
