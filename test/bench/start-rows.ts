import { spawnSync } from "node:child_process";
import { absent, against, type Finding, installed, paired, pairedOf } from "./measure.ts";
import type { Stage } from "./stage.ts";

export const LISTED = ["list", "--open", "--priority", "high"];
export const THOUSAND = 1000;

/** A whole run beside an empty Node. */
export const against0 = (stage: Stage, words: readonly string[]): Finding => against(paired(stage.itsm(words), stage.empty, stage.starts), "node -e 0");

export const listPipe = async (stage: Stage): Promise<Finding> => against0(stage, [...LISTED, "--db", await stage.register(stage.million)]);
export const listJson = async (stage: Stage): Promise<Finding> => against0(stage, [...LISTED, "--json", "--db", await stage.register(stage.million)]);
export const help = async (stage: Stage): Promise<Finding> => against0(stage, ["--help"]);
export const version = async (stage: Stage): Promise<Finding> => against0(stage, ["--version"]);

/** The same list of a large register over that of a small one. */
export async function listHuge(stage: Stage): Promise<Finding> {
  const of = async (size: number) => stage.itsm([...LISTED, "--db", await stage.register(size)]);
  return against(paired(await of(stage.huge), await of(THOUSAND), stage.starts), "1 thousand");
}

/** Both on a terminal; the time does not include what makes the terminal. */
export async function listTerminal(stage: Stage): Promise<Finding> {
  if (!installed("python3")) return absent("python3, which makes the terminal, is not installed");
  const { command, env } = stage.itsm([...LISTED, "--db", await stage.register(stage.million)]);
  const { status, stdout, stderr } = spawnSync("python3", ["test/bench/terminal.py"], {
    input: JSON.stringify([stage.starts, command, stage.empty.command]),
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return against(pairedOf(JSON.parse(stdout) as [number, number][]), "node -e 0");
}

export const LOGGED = [
  "log",
  "The printer on floor 3 is offline",
  "--impact",
  "low",
  "--urgency",
  "high",
  "--requester",
  "Budi Santoso",
  "--category",
  "hardware/printer",
];

/** One ticket more with each run: the register is on disk, and the commit is synced. */
export async function log(stage: Stage): Promise<Finding> {
  const { path, renew } = stage.copy(await stage.register(THOUSAND), "log");
  renew();
  return against0(stage, [...LOGGED, "--db", path]);
}
