import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { absent, against, type Finding, installed, paired, type Run } from "./measure.ts";
import type { Stage } from "./stage.ts";
import { chanceOf, textOf } from "./words.ts";

const TASKS = 10_000;
/** All of them are open, here and there: what Taskwarrior has completed it keeps in a file that these commands do not read. */
const ALL_OPEN = { tickets: TASKS, open: TASKS, high: 200 };
const CLOSED = 1000;
const GONE = absent("Taskwarrior (task) is not installed");

interface Tasks {
  readonly run: (words: readonly string[], before?: () => void) => Run;
  readonly renew: () => void;
}

/** Taskwarrior's data with as many pending tasks as the register has tickets. */
function tasksOf(stage: Stage): Tasks {
  const [home, data] = [join(stage.folder, "task"), join(stage.folder, "task-filled")];
  const env = { PATH: process.env.PATH, HOME: stage.folder, TASKRC: join(stage.folder, "taskrc"), TASKDATA: data, LANG: "C.UTF-8" };
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  writeFileSync(env.TASKRC, "confirmation=off\nbulk=0\nverbose=nothing\nhooks=off\n");
  const chance = chanceOf(5);
  const lines = Array.from({ length: TASKS }, (_, i) =>
    JSON.stringify({ description: textOf(chance, 6), entry: "20260101T080000Z", status: "pending", priority: i % 50 === 0 ? "H" : "M" }),
  );
  const { status, stderr } = spawnSync("task", ["import", "-"], { env, input: `[${lines.join(",")}]`, encoding: "utf8" });
  if (status !== 0) throw new Error(`task import: ${stderr}`);
  return {
    run: (words, before) => ({ command: ["task", ...words], env: { ...env, TASKDATA: home }, ...(before !== undefined && { before }) }),
    renew() {
      rmSync(home, { recursive: true, force: true });
      cpSync(data, home, { recursive: true });
    },
  };
}

export async function list(stage: Stage): Promise<Finding> {
  if (!installed("task")) return GONE;
  const tasks = tasksOf(stage);
  tasks.renew();
  return against(paired(stage.itsm(["list", "--db", await stage.register(ALL_OPEN)]), tasks.run(["list"]), stage.works), "task list");
}

export async function add(stage: Stage): Promise<Finding> {
  if (!installed("task")) return GONE;
  const tasks = tasksOf(stage);
  tasks.renew();
  const { path, renew } = stage.copy(await stage.register(ALL_OPEN), "task-add");
  renew();
  const ours = stage.itsm(["log", "The printer on floor 3 is offline", "--impact", "low", "--urgency", "high", "--db", path]);
  return against(paired(ours, tasks.run(["add", "The printer on floor 3 is offline", "priority:L"]), stage.works), "task add");
}

/** Ours resolves and closes them with a code and a note; Taskwarrior's are done. */
export async function close(stage: Stage): Promise<Finding> {
  if (!installed("task")) return GONE;
  const tasks = tasksOf(stage);
  const register = await stage.register(ALL_OPEN);
  const { path, renew } = stage.copy(register, "task-close");
  const numbers = spawnSync(process.execPath, ["bin/itsm.js", "list", "--open", "-q", "--limit", `${CLOSED}`, "--db", register], { encoding: "utf8" }).stdout;
  const ours = stage.itsm(["close", "-", "--code", "fixed", "--note", "Replaced and tested", "--yes", "--db", path], { input: numbers, before: renew });
  return against(paired(ours, tasks.run([`1-${CLOSED}`, "done"], tasks.renew), stage.works), `task done, ${CLOSED} of ${TASKS}`);
}
