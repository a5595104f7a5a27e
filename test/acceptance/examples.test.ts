import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { makeWorld, type World } from "../world.ts";
import { type Home, makeHome } from "./home.ts";
import { putReadmeFiles } from "./readme-files.ts";

/** What an example finds, where an open ticket 41 in nobody's hands is not enough. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  resume: ["hold 41 --reason awaiting-vendor"],
  close: ["resolve 41 --code fixed --note done --category other"],
  reopen: ["resolve 41 --code fixed --note done"],
  unlink: ["link 41 duplicates 40"],
  affected: ["affected 41 --add Budi"],
  workaround: ["workaround 41 'Wait.'"],
  undo: ["note 41 again"],
  "kb add": ["workaround 41 'Wait.'"],
  "kb show": ["kb add --title x --symptom y --workaround z"],
  "kb use": ["kb add --title x --symptom y --workaround z"],
  "kb retire": ["kb add --title x --symptom y --workaround z"],
  "policy diff": ["policy show > policy.yaml"],
  "policy apply": ["policy show > policy.yaml"],
  "sla what-if": [
    `cat > desk.yaml <<'END'
version: 1
priorities: [high, medium, low]
impacts: [high, medium, low]
urgencies: [high, medium, low]
matrix: { high: { high: high, medium: high, low: medium }, medium: { high: high, medium: medium, low: low }, low: { high: medium, medium: low, low: low } }
calendars: { office: { timezone: Asia/Jakarta, hours: { mon-fri: ["08:00-12:00"] } } }
targets: [{ response: 1h, resolution: 8h, calendar: office }]
END`,
  ],
  "audit verify": ["audit head > head.txt"],
  "db restore": ["db backup desk-backup.db"],
  import: ["export --bundle desk.jsonl.gz"],
};
/** A script has none, so they get one, and an editor that changes nothing. */
const NEEDS_TERMINAL: ReadonlySet<string> = new Set(["policy edit"]);
const TICKETS = 45;
/** The examples speak of op-215. */
const OPERATIONS = 215;

describe("the examples of help", () => {
  let world: World;
  const homes: Home[] = [];

  beforeAll(async () => {
    world = makeWorld();
    for (let number = 1; number <= TICKETS; number += 1)
      await world.ok(`log "VPN cannot print ${number}" -t set --assignee ${number % 2 === 0 ? "ayu" : "none"}`);
    for (let operation = TICKETS + 1; operation <= OPERATIONS; operation += 1) await world.ok(`note ${1 + (operation % 30)} again`);
  }, 60_000);
  afterAll(() => {
    world.remove();
    for (const home of homes) home.remove();
  });

  const examples = MANIFEST.flatMap((row) => row.examples.map((example) => [row.name, example] as const));

  it.each(examples)("%s: %s", async (name, example) => {
    const home = makeHome();
    homes.push(home);
    putReadmeFiles(home.folder);
    mkdirSync(join(home.register, ".."), { recursive: true });
    copyFileSync(world.register, home.register);
    const script = [
      "set -e -o pipefail",
      ...(BEFORE[name] ?? []).map((line) => (line.startsWith("cat ") ? line : `itsm ${line}`)),
      "echo --",
      NEEDS_TERMINAL.has(name) ? `ITSM_EDITOR=true script -qec '${example}' /dev/null` : example,
    ].join("\n");
    const { code, stdout, stderr } = await home.shell("bash", script);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: expect.not.stringContaining("error:") });
  });
});
