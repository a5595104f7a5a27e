import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail } from "../src/app/failure.ts";
import { careDoor } from "../src/care-door.ts";
import { type Ask, Back, type Choice, type Manner } from "../src/cli/ask.ts";
import { chunkOf } from "../src/cli/find-verb.ts";
import type { Input, Io, Output } from "../src/cli/io.ts";
import type { Verb } from "../src/cli/program.ts";

import { run } from "../src/cli/run.ts";
import type { Screen } from "../src/cli/watch/screen.ts";
import { ALERT_FORMATS } from "../src/exchange/alerts/alert-formats.ts";
import { inlineFiles } from "../src/exchange/policy/inline-files.ts";
import { readPolicy } from "../src/exchange/policy/read-policy.ts";
import { writePolicy } from "../src/exchange/policy/write-policy.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { grant } from "../src/store/postgres-grant.ts";
import { loginOf } from "../src/store/postgres-login.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import { isMissing } from "../src/store/sqlite-open.ts";
import { forgetKept, openKept } from "./kept-registers.ts";
import { copyTables, freshAddress, makeRegister, makeSchema, onPostgres } from "./postgres.ts";

/** What one command line of a test stands on, beside the world it is in. */
export interface Setting {
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Which streams are a terminal; none where left out. */
  readonly terminal?: readonly ("stdin" | "stdout" | "stderr")[] | "all";
  readonly columns?: number;
  readonly rows?: number;
  /** Added to the world's; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the person answers, in order. */
  readonly answers?: readonly Answer[];
  /** The terminal of a verb that takes it over. */
  readonly screen?: Screen;
  /** What happens while a run waits, one pause after the other. */
  readonly meanwhile?: readonly (() => unknown)[];
}

/**
 * `null` ends the person's input, `""` is Enter alone, `"<"` goes back where that is possible; a function is something that
 * happens while the question stands there.
 */
type Answer = string | boolean | null | (() => Promise<string | boolean>);

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Every question that was asked. */
  readonly asked: readonly string[];
  /** Every line there was to choose, with what stands behind it. */
  readonly offered: readonly string[];
}

/** A desk of a test: a folder of its own, a real register in it, a clock that stands still until the test moves it. */
export interface World {
  readonly folder: string;
  /** Its path, or its address on a server. */
  readonly register: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds since the epoch. */
  now: number;
  /** Moves the clock on, in seconds. */
  pass(seconds: number): void;
  /** Its register is there, where it is on a server; a run sees to that by itself. */
  ready(): Promise<void>;
  /** Runs a command line, in this process. Words are split as a shell splits them; an array is taken as it is. */
  itsm(line: string | readonly string[], setting?: Setting): Promise<Ran>;
  /** Like `itsm`, and fails the test unless it ends with 0; resolves to what it printed. */
  ok(line: string | readonly string[], setting?: Setting): Promise<string>;
  /** What a command line prints as JSON, whatever its exit code. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at the keys it is about.
  json(line: string | readonly string[], setting?: Setting): Promise<any>;
  remove(): void;
}

const MIGRATIONS = join(import.meta.dirname, "../migrations");

/** Tuesday, 09:41:05 in Jakarta. */
export const TUESDAY = Date.UTC(2026, 10, 24, 2, 41, 5) / 1000;

/** `unmade`: its register is yet to be made; a file is so always, and made by the first write. Another world: with a copy of its register. */
export function makeWorld(start: number = TUESDAY, kept: "made" | "unmade" | World = "made"): World {
  const folder = mkdtempSync(join(tmpdir(), "itsm-"));
  for (const name of ["config", "data", "state"]) mkdirSync(join(folder, name));
  const address = onPostgres ? freshAddress() : null;
  let ready = address === null;
  const env = {
    ...(address !== null && { ITSM_DB: address }),
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_DATA_HOME: join(folder, "data"),
    XDG_STATE_HOME: join(folder, "state"),
    ITSM_USER: "ayu",
    ITSM_TZ: "Asia/Jakarta",
  };
  const world: World = {
    folder,
    register: address ?? join(folder, "data/itsm/itsm.db"),
    env,
    now: start,
    pass(seconds) {
      world.now += seconds;
    },
    async ready() {
      if (ready) return;
      ready = true;
      if (address === null) return;
      await (kept === "unmade" ? makeSchema(address) : makeRegister(address, "desk", start));
      if (typeof kept === "object") await copyTables(kept.register, address);
    },
    async itsm(line, setting = {}) {
      await world.ready();
      return runIn(world, typeof line === "string" ? wordsOf(line) : line, setting);
    },
    async ok(line, setting) {
      const ran = await world.itsm(line, setting);
      if (ran.code !== 0) throw new Error(`itsm ${line} ended with ${ran.code}:\n${ran.stdout}${ran.stderr}`);
      return ran.stdout;
    },
    json: async (line, setting) => JSON.parse((await world.itsm([...(typeof line === "string" ? wordsOf(line) : line), "--json"], setting)).stdout),
    remove() {
      if (address !== null) void forgetKept(address);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (typeof kept === "object" && address === null) {
    mkdirSync(join(folder, "data/itsm"), { recursive: true });
    copyFileSync(kept.register, world.register);
  }
  return world;
}

/** Splits a line at spaces, as a shell does: both quotes hold words together, nothing else means anything. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double: string | undefined, single: string | undefined) => double ?? single ?? ""),
  );
}

async function runIn(world: World, argv: readonly string[], setting: Setting): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const asked: string[] = [];
  const offered: string[] = [];
  const meanwhile = [...(setting.meanwhile ?? [])];
  const person = personWith(setting.answers ?? [], asked, offered);
  const zone = process.env.TZ;
  try {
    const code = await run(
      {
        argv,
        env: { ...world.env, ...setting.env },
        io: ioOf(setting, written),
        milliseconds: () => world.now * 1000,
        osUser: () => "os-user",
        doors: {
          openSqlite: (path, options) => openSqlite(path, { migrations: MIGRATIONS, ...options }),
          openServer(url, options) {
            const open = () => openPostgres(url, { migrations: MIGRATIONS, env: { ...world.env, ...setting.env }, osUser: "os-user", ...options });
            // What makes or changes a register, or asks for its version, looks at it anew.
            return url === world.register && setting.env === undefined && !options.create && options.upgrade === "refuse" ? openKept(url, open) : open();
          },
          serverLogin: async (url) => loginOf(url, { env: { ...world.env, ...setting.env }, osUser: "os-user" }),
          grant: (url, names) => grant(url, names, { env: { ...world.env, ...setting.env }, osUser: "os-user" }),
          isMissing: async (path, create) => isMissing(path, create),
          alertFormats: async () => ALERT_FORMATS,
          readPolicy: async () => readPolicy,
          inlineFiles: async () => inlineFiles,
          writePolicy: async () => writePolicy,
          care: async () => careDoor(),
          ask: async () => person,
          screen: async () => setting.screen ?? Promise.reject(new Error("this test has no screen")),
          async pause(milliseconds) {
            await meanwhile.shift()?.();
            return milliseconds;
          },
        },
      },
      async (row) => ((await import(`../src/cli/verbs/${chunkOf(row)}.ts`)) as { readonly verb: Verb }).verb,
    );
    return { code, ...written, asked, offered };
  } finally {
    // A run with a zone of its own sets the process's.
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
}

function ioOf({ stdin = "", terminal = [], columns = 80, rows = 24 }: Setting, written: { stdout: string; stderr: string }): Io {
  const isTerminal = (name: "stdin" | "stdout" | "stderr"): boolean => terminal === "all" || terminal.includes(name);
  const output = (name: "stdout" | "stderr"): Output => ({
    isTerminal: isTerminal(name),
    columns,
    rows,
    write(text) {
      written[name] += text;
    },
    flush: () => undefined,
  });
  const input: Input = {
    isTerminal: isTerminal("stdin"),
    async *chunks() {
      if (typeof stdin === "string") yield Buffer.from(stdin);
      else if (stdin instanceof Uint8Array) yield stdin;
      else yield* stdin;
    },
  };
  return { stdin: input, stdout: output("stdout"), stderr: output("stderr") };
}

/** A person who has made up their mind. Past their last answer, their input has ended. */
function personWith(answers: readonly Answer[], asked: string[], offered: string[]): Ask {
  const left = [...answers];
  const next = async (question: string, { back }: Manner = {}): Promise<string | boolean> => {
    asked.push(question);
    const given = left.shift() ?? null;
    const answer = typeof given === "function" ? await given() : given;
    if (answer === null) throw fail("cancelled", "input_ended");
    if (answer === "<" && back === true) throw new Back();
    return answer;
  };
  return {
    confirm: async (question, suggested) => {
      const answer = await next(question);
      return answer === "" ? suggested : answer === true || answer === "y" || answer === "yes";
    },
    async text(question, check, manner = {}) {
      const usual = manner.suggested ?? manner.begun;
      for (;;) {
        const answer = String(await next(question, manner));
        if (answer === "" && usual !== undefined) return usual;
        if (answer === "\t" && manner.editor === true) return `${manner.begun ?? ""}\t`;
        if (check === undefined || check(answer) === null) return answer;
      }
    },
    async seek(question, find, check, manner = {}) {
      for (;;) {
        const typed = String(await next(question, manner));
        if (typed === "" && manner.suggested !== undefined) return { value: manner.suggested, known: false };
        const [known] = typed === "" ? [] : await find(typed);
        if (known !== undefined) return { value: known.value, known: true };
        if (check === undefined || check(typed) === null) return { value: typed, known: false };
      }
    },
    async choose<Value extends string>(question: string, choices: readonly Choice<Value>[], manner: Manner = {}) {
      const answer = String((await next(question, manner)) || manner.suggested);
      offered.push(...choices.map(({ label, hint }) => `${label}  ${hint ?? ""}`));
      const choice = choices.find(({ value, label }) => value === answer || label === answer);
      if (choice === undefined) throw new Error(`"${answer}" is none of ${choices.map(({ value }) => value).join(", ")}`);
      return choice.value;
    },
  };
}
