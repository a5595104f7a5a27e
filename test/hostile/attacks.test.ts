import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";
import { NASTY, STEERED, STEERING } from "./strings.ts";

/** Every place of a command line that may hold what somebody else made; `X` is where it stands. */
const LINES: readonly (readonly string[])[] = [
  ["X"],
  ["help", "X"],
  ["help", "schema", "X"],
  ["log", "t", "--X"],
  ["log", "X"],
  ["log", "t", "--impact", "X"],
  ["log", "t", "--category", "X"],
  ["log", "t", "--template", "X"],
  ["log", "t", "--known-error", "X"],
  ["log", "t", "--parent", "X"],
  ["log", "t", "--at", "X"],
  ["log", "t", "--tag", "X"],
  ["log", "t", "--once", "X", "--key", "X", "--at", "tomorrow"],
  ["list", "X"],
  ["list", "priority:X"],
  ["list", "opened:X"],
  ["list", "X:1"],
  ["list", "--since", "X"],
  ["list", "--limit", "X"],
  ["list", "-o", "X"],
  ["list", "--format", "{X}"],
  ["list", "--format", "{id|X}"],
  ["list", "--tz", "X"],
  ["list", "--lang", "X"],
  ["list", "--color", "X"],
  ["list", "--db", "/dev/null/X"],
  ["show", "X"],
  ["show", "key:X"],
  ["edit", "1", "--type", "X"],
  ["edit", "1", "--service", "X", "-p", "X"],
  ["edit", "1", "--description-file", "/dev/null/X"],
  ["edit", "--where", "X:", "-t", "x"],
  ["edit", "--ids-from", "/dev/null/X", "-t", "x"],
  ["edit", "1", "-t", "x", "--failed-to", "/dev/null/X"],
  ["note", "1", "--note-file", "/dev/null/X"],
  ["note", "1", "a", "X"],
  ["affected", "1", "--remove", "X"],
  ["assign", "1", "--to", "group:X"],
  ["hold", "1", "--reason", "X"],
  ["hold", "1", "--reason", "scheduled", "--until", "X"],
  ["escalate", "1", "--to", "X", "--reason", "X"],
  ["resolve", "1", "--code", "X", "--note", "X"],
  ["close", "1", "--confirmed", "X"],
  ["link", "1", "X", "2"],
  ["undo", "X"],
  ["op", "show", "X"],
  ["oncall", "X"],
  ["brief", "--since", "X"],
  ["sla", "--within", "X"],
  ["sla", "explain", "X"],
  ["sla", "calc", "--calendar", "X"],
  ["sla", "calc", "--policy", "/dev/null/X"],
  ["sla", "what-if", "/dev/null/X"],
  ["watch", "--every", "X"],
  ["watch", "--for", "0s", "X:1"],
  ["report", "sla", "--month", "X"],
  ["report", "sla", "--by", "X"],
  ["report", "sla", "--evidence", "X"],
  ["report", "X"],
  ["similar", "X"],
  ["suggest", "--evaluate", "--field", "X"],
  ["kb", "show", "X"],
  ["kb", "retire", "X", "--reason", "r"],
  ["kb", "add", "--from", "X"],
  ["intake", "X", "-"],
  ["intake", "json", "--mapping", "/dev/null/X", "-"],
  ["policy", "check", "/dev/null/X"],
  ["policy", "apply", "/dev/null/X"],
  ["policy", "apply", "FILE", "--map", "X"],
  ["policy", "diff", "/dev/null/X"],
  ["policy", "show", "--version", "X"],
  ["db", "init", "/dev/null/X"],
  ["db", "init", "--name", "X"],
  ["audit", "verify", "--against", "X"],
  ["audit", "show", "X"],
  ["redact", "1", "--field", "X", "--reason", "r"],
  ["redact", "1", "--field", "note", "--reason", "r", "--confirm", "X"],
  ["redact", "X", "--field", "note", "--reason", "r", "--confirm", "desk"],
  ["completion", "X"],
  ["sweep", "--every", "X"],
  ["sweep", "--at", "X"],
];

const VARIABLES: readonly string[] = [
  "ITSM_DB",
  "ITSM_USER",
  "ITSM_LANG",
  "ITSM_TZ",
  "ITSM_NOW",
  "ITSM_COLOR",
  "ITSM_EDITOR",
  "ITSM_NO_INPUT",
  "ITSM_ACCESSIBLE",
  "XDG_DATA_HOME",
  "XDG_CONFIG_HOME",
  "XDG_STATE_HOME",
  "HOME",
];

let world: World;
beforeAll(async () => {
  world = makeWorld();
  await world.ok("log first --impact high --urgency high");
  await world.ok("log second");
});
afterAll(() => world.remove());

/** What a run shows at a terminal, if any of it would steer it; null: none does. */
async function steers(words: readonly string[], setting: Parameters<World["itsm"]>[1] = {}): Promise<string | null> {
  const { code, stdout, stderr } = await world.itsm(words, {
    terminal: "all",
    answers: [null],
    ...setting,
    env: { NO_COLOR: "1", ITSM_PAGER: "cat", ...setting.env },
  });
  expect([1, 129, 130, 143].includes(code)).toBe(false);
  const at = STEERING.exec(stdout + stderr)?.index;
  return at === undefined ? null : JSON.stringify((stdout + stderr).slice(Math.max(0, at - 40), at + 20));
}

describe("a terminal is not steered", () => {
  it.each(LINES)("by what somebody put into %j %j %j %j", async (...line) => {
    const put = (text: string) => line.filter((word) => word !== undefined).map((word) => word.replaceAll("X", () => text));
    expect(await steers(put(NASTY))).toBeNull();
    // The others one after the other through all lines, so that each is met by some.
    const at = LINES.indexOf(LINES.find((one) => one.join(" ") === line.filter((word) => word !== undefined).join(" ")) ?? []);
    for (let i = at; i < STEERED.length; i += LINES.length) expect([STEERED[i], await steers(put(STEERED[i] ?? ""))]).toEqual([STEERED[i], null]);
  });

  it("by any of the strings in a query or a number", async () => {
    for (const text of STEERED) {
      expect([text, await steers(["list", `priority:${text}`])]).toEqual([text, null]);
      expect([text, await steers(["show", text])]).toEqual([text, null]);
    }
  });

  it.each(VARIABLES)("by the variable %s", async (variable) => {
    for (const words of [["list"], ["whoami"], ["note", "1", "x"], ...(variable === "ITSM_EDITOR" ? [["edit", "1"]] : []), ["log"]]) {
      const value = variable.startsWith("XDG") || variable === "HOME" || variable === "ITSM_DB" ? `/dev/null/${NASTY}` : NASTY;
      expect([words, await steers(words, { env: { [variable]: value } })]).toEqual([words, null]);
    }
  });

  it.each(['{"db": X}', '{"user": X}', '{"tz": X}', '{"lang": X}', '{"color": X}', "{X: 1}", "X"])("by a config.json of %s", async (content) => {
    const config = join(world.folder, "hostile/itsm");
    mkdirSync(config, { recursive: true });
    writeFileSync(
      join(config, "config.json"),
      content.replace("X", () => (content === "X" ? NASTY : JSON.stringify(NASTY))),
    );
    expect(await steers(["list"], { env: { XDG_CONFIG_HOME: join(world.folder, "hostile"), ITSM_TZ: undefined, ITSM_USER: undefined } })).toBeNull();
  });

  it("by standard input: numbers, payloads, mappings, policies", async () => {
    const file = join(world.folder, "hostile.txt");
    const quoted = JSON.stringify(NASTY);
    for (const [words, stdin] of [
      [["show", "-"], NASTY],
      [["close", "-", "--yes"], `${NASTY}\n1\n`],
      [["intake", "json", "-"], NASTY],
      [["intake", "json", "-"], `{"key": ${quoted}, "title": ${quoted}, "state": ${quoted}}`],
      [["intake", "json", "--explain", "-"], `{"key": ${quoted}, "title": ${quoted}, ${quoted}: 1}`],
      [["intake", "alertmanager", "-"], `{"alerts": [{"labels": {"alertname": ${quoted}}, "status": ${quoted}}]}`],
      [["policy", "check", "-"], `${quoted}: 1\nversion: ${quoted}\npriorities: [${quoted}]`],
      [["policy", "apply", "-"], `version: 1\nname: ${quoted}`],
      [["policy", "check", "-"], NASTY],
    ] as const)
      expect([words, await steers(words, { stdin, terminal: ["stdout", "stderr"] })]).toEqual([words, null]);
    for (const text of [NASTY, `{"kind": ${quoted}, ${quoted}: {"field": ${quoted}}}`, `${quoted}: {${quoted}: 2}`]) {
      writeFileSync(file, text);
      for (const words of [
        ["intake", "json", "--mapping", file, "-"],
        ["policy", "check", file],
        ["policy", "test", file],
        ["sla", "what-if", file],
        ["show", "1", "--db", file],
        ["close", "--ids-from", file, "--yes"],
      ])
        expect([words, await steers(words, { stdin: "{}", terminal: ["stdout", "stderr"] })]).toEqual([words, null]);
    }
  });

  it("by the names of a policy that was applied", async () => {
    const ran = await world.itsm(["policy", "show"]);
    const named = ran.stdout
      .replace(/^name:.*$/m, `name: ${JSON.stringify("Desk\u001b[31m")}`)
      .replace("second-line: {}", `second-line: {}\n  ${JSON.stringify("g\u001b[31m\u202ex")}: {}`);
    expect(await steers(["policy", "apply", "-"], { stdin: named, terminal: ["stdout", "stderr"] })).toBeNull();
    for (const words of [
      ["policy", "show"],
      ["policy", "log"],
      ["db", "info"],
      ["assign", "1", "--to", "group:nobody"],
      ["policy", "diff", "--version", "1"],
    ])
      expect([words, await steers(words)]).toEqual([words, null]);
  });
});
