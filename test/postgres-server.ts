import { freePort, initCluster, makeYard, type RunAs, startCluster } from "./postgres-cluster.ts";

export interface PostgresServer {
  readonly port: number;
  /** The folder of its socket. */
  readonly folder: string;
  readonly bin: string;
  stop(): Promise<void>;
}

/** Settings that make a server that is thrown away quick. */
const QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=64MB", "autovacuum=off", "jit=off"];

/** Of one user the server wants a password. */
const LOCKED = "host all locked all scram-sha-256\n";

/** Starts a server of its own in a folder that goes with it, over a socket and loopback; `hand` gives files to who it runs as. Null: this machine has none. */
export async function startPostgres(settings: readonly string[] = [], hand: (as: RunAs) => void = () => undefined): Promise<PostgresServer | null> {
  const yard = makeYard();
  if (yard === null) return null;
  const { folder, bin, as, remove } = yard;
  try {
    if (as !== null) hand(as);
    initCluster(yard, "data", LOCKED);
    const { port, stop } = await startCluster(yard, "data", await freePort(), [...QUICK, ...settings]);
    return { port, folder, bin, stop: () => stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
