import { existsSync, statSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import { makeWorld } from "../world.ts";

/**
 * A desk in a process of its own that works by the program's verbs, and says each ticket after its verb has ended:
 * `hand.ts JOB REGISTER [N]`. What it is to do wrong, for a control, stands in TORTURE_WRONG.
 */
const [job = "", path = "", many = "0"] = process.argv.slice(2);
const { TORTURE_WRONG: wrong, TORTURE_DIE_AT: dieAt } = process.env;
const world = makeWorld(Math.floor(Date.now() / 1000));
const say = (line: string): void => void writeSync(1, `${line}\n`);
const DAY = 24 * 3600;

const PAUSE = new Int32Array(new SharedArrayBuffer(4));
const ids = (text: string): string => text.trim().replaceAll(/[A-Z]+-/g, "");

/** Does what a worse program would do, at the statements where it would. */
function spoil(): void {
  const { exec } = Database.prototype;
  Database.prototype.exec = function (this: Database.Database, text: string) {
    const begins = text === "begin immediate";
    if (wrong === "unsynced" && begins) exec.call(this, "pragma synchronous = normal");
    if (wrong === "deferred" && begins) return exec.call(this, "begin");
    if (wrong === "untransacted" && (begins || text === "commit")) return this;
    if (wrong === "early" && text === "commit") {
      const number = this.prepare("select max(number) from ticket").pluck().get() as number;
      if (job === "writer" || this.prepare("select status from ticket where number = ?").pluck().get(number) === "new") say(`ACK ${number}`);
      Atomics.wait(PAUSE, 0, 0, 5);
    }
    return exec.call(this, text);
  };
}

/** Takes a commit without an answer for one that was not kept, as a worse program does. */
function assume(): void {
  const { prototype } = pg.Client as unknown as { readonly prototype: { query: (...all: readonly unknown[]) => unknown } };
  const { query } = prototype;
  prototype.query = function (this: unknown, text: unknown, ...rest: readonly unknown[]) {
    const asks = typeof text === "string" && text.startsWith("select encode(hash, 'hex') as head from operation where seq =");
    return asks ? Promise.resolve({ rows: [] }) : query.call(this, text, ...rest);
  };
}

const TRIES = 200;
const AGAIN_MS = 100;

/** Logs one ticket under a token, and again until somebody answers that it is kept. */
async function logUntilTold(title: string, token: string | null): Promise<number> {
  let unknown = false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const given = ["log", title, "--category", "other", "--json", ...(token === null ? [] : ["--once", token])];
    const { code, stdout, stderr } = await world.itsm([...given, "--db", path]);
    if (code === 0) {
      const { repeated, items } = JSON.parse(stdout) as { readonly repeated: boolean; readonly items: readonly { readonly number: number }[] };
      if (repeated && !unknown) throw new Error(`${title}: of a ticket that was kept it was said that nothing was written`);
      return items[0]?.number ?? 0;
    }
    const errors = stderr.match(/^error: /gm)?.length ?? 0;
    if (code !== 6 || errors !== 1 || /\n\s+at /.test(stderr)) throw new Error(`${title} ended with ${code}: ${stderr.trim()}`);
    const isUnknown = stderr.includes("unknown");
    if (isUnknown && token !== null && !stderr.includes(`--once ${token}`))
      throw new Error(`${title}: no token where the outcome is unknown: ${stderr.trim()}`);
    unknown ||= isUnknown;
    say(`${isUnknown ? "UNKNOWN" : "NOT"} ${stderr.split("\n")[0]?.slice("error: ".length)}`);
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  throw new Error(`${title} was not kept in ${TRIES} tries`);
}

/** Dies by SIGKILL just before the n-th statement that SQLite is given, those inside a text of many counted one by one. */
function dieBefore(n: number): void {
  let seen = 0;
  // better-sqlite3 asks whether `verbose` is in its options, which takes in what all objects have.
  Object.defineProperty(Object.prototype, "verbose", {
    value: () => {
      seen += 1;
      if (seen === n) process.kill(process.pid, "SIGKILL");
    },
  });
  process.once("exit", () => say(`STATEMENTS ${seen}`));
}

async function ok(words: readonly string[], stdin = ""): Promise<string> {
  const { code, stdout, stderr } = await world.itsm([...words, "--db", path], { stdin });
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

async function log(title: string): Promise<string> {
  const number = ids(await ok(["log", title, "--category", "other", "-q"]));
  if (wrong !== "early") say(`ACK ${number}`);
  return number;
}

/** Logs tickets and closes them together, over and over. */
async function desk(together: number): Promise<void> {
  for (;;) {
    const numbers: string[] = [];
    while (numbers.length < together) numbers.push(await log(`Printer ${numbers.length} of ${process.pid} is jammed`));
    await ok(["close", "-", "--yes", "-q", "--code", "fixed", "--note", "Done."], numbers.join("\n"));
    say(`CLOSED ${numbers.join(",")}`);
  }
}

/** Logs tickets and lets days pass, over and over; the head after each sweep is what it says. */
async function sweep(together: number): Promise<void> {
  for (;;) {
    for (let i = 0; i < together; i += 1) await log(`Mail ${i} of ${process.pid} is slow`);
    world.pass(DAY);
    await ok(["sweep", "-q"]);
    say(`HEAD ${(await ok(["audit", "head"])).trim()}`);
  }
}

const JOBS: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
  desk,
  sweep,
  async writer(n) {
    for (let i = 0; i < n; i += 1) await log(`Ticket ${i} of ${process.pid}`);
  },
  async persistent(n) {
    const tokens = wrong !== "assuming";
    for (let i = 0; i < n; i += 1) {
      const title = `Ticket ${i} of ${process.pid}`;
      say(`ACK ${await logUntilTold(title, tokens ? `t-${process.pid}-${i}` : null)} ${title}`);
    }
  },
  async reader() {
    for (let looks = 1; ; looks += 1) {
      await ok(["list", "--json"]);
      say(`${looks}`);
    }
  },
  async close() {
    const numbers = (await ok(["ls", "-q"])).trim().split("\n").map(ids);
    say("begun");
    for (const number of numbers) await ok(["close", number, "--code", "fixed", "--note", "Done.", "--category", "other", "--review", "Learnt."]);
  },
  async open() {
    await ok(["op", "list", "-q"]);
    say("open");
  },
  async hold() {
    const register = new Database(path);
    register.prepare("select numbers from register").get();
    say("held");
    await new Promise(() => setInterval(() => register.open, 1000));
  },
  async begin() {
    await ok(["db", "init"]);
    say("open");
  },
};

/** The clock goes on from the register's last operation: days have passed there. */
function goOn(): void {
  if (!existsSync(path) || statSync(path).size === 0) return;
  const register = new Database(path);
  try {
    world.now = Math.max(world.now, 1 + (register.prepare("select coalesce(max(recorded_at), 0) from operation").pluck().get() as number));
  } finally {
    register.close();
  }
}

if (job === "sweep") goOn();
if (wrong === "assuming") assume();
else if (wrong !== undefined) spoil();
if (dieAt !== undefined) dieBefore(Number(dieAt));
try {
  await JOBS[job]?.(Number(many));
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  world.remove();
}
