import { spawn } from "node:child_process";
import { cached, sizeOf } from "../bench/generate.ts";
import { type BenchServer, startServer } from "../bench/server-stage.ts";
import { chanceOf } from "../bench/words.ts";
import { type Done, work } from "./agent.ts";
import { distant } from "./distance.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type Session, sessionIn } from "./session.ts";

const USAGE = "usage: npm run simulate -- [--agents N,N…] [--seconds S] [--think S] [--processes N] [--tickets N]\n";
const MIGRATIONS = "migrations";

const wanted = { agents: "10,50,200", seconds: "60", think: "10", processes: "2", tickets: "10000" };

function read(words: readonly string[]): boolean {
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i]?.slice(2) ?? "", words[i + 1]];
    if (!Object.hasOwn(wanted, name) || value === undefined || !/^[\d.,]+$/.test(value)) return false;
    wanted[name as keyof typeof wanted] = value;
  }
  return true;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The built program, started for each command line, as a person's shell does. */
const processOf =
  (address: string, agent: string): Session =>
  (words) =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, HOME: "/dev/null/home", ITSM_DB: address, ITSM_USER: agent, CI: "true" };
      const child = spawn(process.execPath, ["bin/itsm.js", ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
      const [out, err]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on("data", (data: Buffer) => out.push(data));
      child.stderr.on("data", (data: Buffer) => err.push(data));
      child.once("close", (code) => resolve({ code: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    });

const cells = (values: readonly string[]): void => void process.stdout.write(`${values.map((value) => value.padStart(12)).join("")}\n`);
const shown = ({ deeds, perSecond, p50, p99, errors }: Figures): readonly string[] => [
  `${deeds}`,
  perSecond.toFixed(1),
  `${p50.toFixed(0)} ms`,
  `${p99.toFixed(0)} ms`,
  `${errors.length}`,
];

/** So many agents for so long; the first error of each kind of session is printed. */
async function minute(address: string, agents: number): Promise<boolean> {
  const seconds = Number(wanted.seconds);
  const until = performance.now() + seconds * 1000;
  const [inside, outside]: [Done[], Done[]] = [[], []];
  const of = (place: number, session: Session, done: Done[]): Promise<void> => {
    const chance = chanceOf(7919 * (place + 1));
    return work({ session, chance, tickets: Number(wanted.tickets), thinkSeconds: Number(wanted.think), pause }, until, (one) => done.push(one));
  };
  const everybody = Array.from({ length: agents }, (_, i) => of(i, sessionIn(address, `agent-${i + 1}`, MIGRATIONS), inside));
  const beside = Array.from({ length: Number(wanted.processes) }, (_, i) => of(1000 + i, processOf(address, `person-${i + 1}`), outside));
  await Promise.all([...everybody, ...beside]);
  const looking = inside.filter(({ deed }) => deed === "list" || deed === "show");
  const recording = inside.filter(({ deed }) => deed !== "list" && deed !== "show");
  for (const [who, done] of [
    [`${agents} agents`, inside],
    ["looking", looking],
    ["recording", recording],
    ["processes", outside],
  ] as const)
    cells([who, ...shown(figuresOf(done, seconds))]);
  for (const done of [inside, outside]) {
    const [first] = figuresOf(done, seconds).errors;
    if (first !== undefined) process.stdout.write(`${first}\n`);
  }
  return [...inside, ...outside].every(({ error }) => error === null);
}

const DISTANCES = [0, 20];
const ONCE = 5;
/** What is told of distance: whole processes. */
const FAR: Readonly<Record<string, readonly string[]>> = {
  list: ["list", "--open", "--priority", "high"],
  show: ["show", "1"],
  log: ["log", "The printer is offline", "--impact", "low", "--urgency", "high", "--category", "hardware/printer", "-q"],
  "note on 500": ["note", "1..500", "The supplier was told.", "--yes"],
};

/** What each command costs at a distance: the round trips it waits for, and its median as a whole process. */
async function far(server: BenchServer, address: string): Promise<void> {
  cells(["", "round trips", ...DISTANCES.map((distance) => `at ${distance} ms`)]);
  for (const [name, words] of Object.entries(FAR)) {
    const medians: string[] = [];
    let turns = 0;
    for (const distance of DISTANCES) {
      const way = await distant(server.port, distance);
      const session = processOf(address.replace(`:${server.port}/`, `:${way.port}/`), "far");
      const times: number[] = [];
      for (let i = 0; i < ONCE; i += 1) {
        way.turns();
        const begun = performance.now();
        const { code, stderr } = await session(words);
        times.push(performance.now() - begun);
        if (code !== 0) throw new Error(stderr);
        turns = way.turns();
      }
      await way.close();
      medians.push(`${times.sort((a, b) => a - b)[ONCE >> 1]?.toFixed(0)} ms`);
    }
    cells([name, `${turns}`, ...medians]);
  }
}

async function simulate(): Promise<void> {
  const server = await startServer((size) => cached(typeof size === "number" ? sizeOf(size) : size, { migrations: MIGRATIONS }));
  if (server === null) throw new Error("there is no PostgreSQL here");
  try {
    const address = await server.register(Number(wanted.tickets));
    cells(["", "operations", "a second", "p50", "p99", "errors"]);
    let well = true;
    for (const agents of wanted.agents.split(",")) well = (await minute(address, Number(agents))) && well;
    process.stdout.write("\n");
    await far(server, address);
    const { code, stdout, stderr } = await processOf(address, "auditor")(["audit", "head"]);
    process.stdout.write(`\naudit head: ${stdout}${stderr}`);
    if (!well || code !== 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

if (read(process.argv.slice(2))) await simulate();
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
