import type { Doors } from "../../src/cli/doors.ts";
import type { Io } from "../../src/cli/io.ts";
import type { Verb } from "../../src/cli/program.ts";
import { run } from "../../src/cli/run.ts";
import { verb as assign } from "../../src/cli/verbs/assign.ts";
import { verb as close } from "../../src/cli/verbs/close.ts";
import { verb as list } from "../../src/cli/verbs/list.ts";
import { verb as log } from "../../src/cli/verbs/log.ts";
import { verb as note } from "../../src/cli/verbs/note.ts";
import { verb as show } from "../../src/cli/verbs/show.ts";
import { openPostgres } from "../../src/store/postgres.ts";

const VERBS: Readonly<Record<string, Verb>> = { assign, close, list, log, note, show };

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs command lines of one agent. */
export type Session = (words: readonly string[]) => Promise<Ran>;

/** In this process, as `main.ts` does in its own: each command line connects, works, and hangs up. */
export const sessionIn =
  (address: string, agent: string, migrations: string): Session =>
  async (words) => {
    const written = { stdout: "", stderr: "" };
    const output = (name: "stdout" | "stderr"): Io["stdout"] => ({
      isTerminal: false,
      columns: 80,
      rows: 24,
      write(text) {
        written[name] += text;
      },
      flush: () => undefined,
    });
    const io: Io = { stdin: { isTerminal: false, async *chunks() {} }, stdout: output("stdout"), stderr: output("stderr") };
    const around = { env: {}, osUser: agent, migrations };
    // These verbs open no other door.
    const doors = { openServer: (url, options) => openPostgres(url, { ...around, ...options }) } as Partial<Doors> as Doors;
    const env = { ITSM_DB: address, ITSM_USER: agent };
    const code = await run({ argv: words, env, io, milliseconds: Date.now, osUser: () => agent, doors }, async ({ name }) => VERBS[name]);
    return { code, ...written };
  };
