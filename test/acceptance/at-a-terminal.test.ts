import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";
import { type Home, hasTerminals, homeWith, type Key, type Typed } from "./home.ts";

const ENTER = "\r";
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

describe.runIf(hasTerminals() || process.env.CI === "true")("a write at a terminal", () => {
  let world: World;
  let home: Home;

  beforeAll(async () => {
    world = makeWorld();
    await world.ok('log "VPN drops" --impact low --urgency high');
    await world.ok('log "Printer jams" --impact low --urgency low');
  }, 30_000);
  afterAll(() => world.remove());
  beforeEach(() => {
    home = homeWith(world.register);
  });
  afterEach(() => home.remove());

  /** How a command ended; the terminal is as it was before it. */
  async function watched(command: string, keys: readonly Key[] = []): Promise<Typed> {
    const ended = await home.terminal(`stty -a > before; ${command}; code=$?; stty -a > after; exit $code`, keys);
    const [before, after] = ["before", "after"].map((name) => readFileSync(join(home.folder, name), "utf8"));
    expect(after).toBe(before);
    return ended;
  }
  /** A shell script as the editor; the path of the form is its first word. */
  function editor(script: string): string {
    writeFileSync(join(home.folder, "editor"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return `ITSM_EDITOR=${home.folder}/editor itsm`;
  }
  const show = async (number = 1) => JSON.parse((await home.shell("bash", `itsm show ${number} --json`)).stdout).items[0];
  const keptForms = (): readonly string[] => {
    const state = join(home.folder, ".local/state/itsm");
    return existsSync(state) ? readdirSync(state).flatMap((name) => readdirSync(join(state, name)).map((file) => join(state, name, file))) : [];
  };
  const said = ({ stdout }: Typed): string => stdout.replaceAll(/\s+/g, " ");
  const TITLE = 'sed -i "s/^title:.*/title: Changed/" "$1"';

  it("asks one question after the other, and again where an answer cannot be", async () => {
    const ended = await watched("itsm hold 1", [
      { after: "scheduled", type: "6" },
      { after: "Until when?", type: `whenever${ENTER}` },
      { after: "is no time", type: `in 2h${ENTER}` },
    ]);
    expect({ code: ended.code, said: said(ended) }).toEqual({ code: 0, said: expect.stringContaining("INC-1 put on hold: VPN drops") });
    expect(said(ended)).toContain("until: 2026-11-24 11:41 (+07:00)");
    expect(await show()).toMatchObject({ holdReason: "scheduled", holdUntil: "2026-11-24T04:41:05Z" });
  });
  it("keeps its data out of the questions", async () => {
    const ended = await watched('id=$(itsm note 2 -q); code=$?; echo "id is $id"; (exit $code)', [{ after: "Note", type: `Called back.${ENTER}` }]);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 0, stdout: expect.stringContaining("id is INC-2\r\n") });
  });
  it("is asked by numbered lines where the screen is heard", async () => {
    const { code } = await watched("ITSM_ACCESSIBLE=1 itsm hold 1", [{ after: "scheduled", type: `2${ENTER}` }]);
    expect({ code, reason: (await show()).holdReason }).toEqual({ code: 0, reason: "awaiting-vendor" });
  });
  it.each([
    ["Ctrl-C", CTRL_C, 130],
    ["Ctrl-D", CTRL_D, 7],
  ])("ends at %s with its code", async (_, key, code) => {
    expect((await watched("itsm cancel 1", [{ after: "logged?", type: key }])).code).toBe(code);
    expect((await show()).status).toBe("new");
  });

  it("lends the terminal to the editor, also where the output is a pipe", async () => {
    const script = `[ -t 0 ] && [ -t 1 ] && [ -t 2 ] || exit 9\nprintf "type it: "\nread -r title\nsed -i "s/^title:.*/title: $title/" "$1"`;
    const ended = await watched(`id=$(${editor(script)} edit 1 -q); code=$?; echo "id is $id"; (exit $code)`, [
      { after: "type it:", type: `VPN is back${ENTER}` },
    ]);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 0, stdout: expect.stringContaining("id is INC-1\r\n") });
    expect((await show()).title).toBe("VPN is back");
    expect(keptForms()).toEqual([]);
  });
  it("asks on after the editor has had the terminal", async () => {
    const { code } = await watched(`${editor('sed -i "s/^site:.*/site: Plant 2/" "$1"')} edit 1 && itsm note 1`, [{ after: "Note", type: `First.${ENTER}` }]);
    expect({ code, site: (await show()).site }).toEqual({ code: 0, site: "Plant 2" });
  });
  it("leaves Ctrl-C to the editor", async () => {
    const script = `trap 'caught=1' INT\necho ready\nwhile [ -z "$caught" ]; do sleep 0.1; done\n${TITLE}`;
    const { code } = await watched(`${editor(script)} edit 1`, [{ after: "ready", type: CTRL_C }]);
    expect({ code, title: (await show()).title }).toEqual({ code: 0, title: "Changed" });
  });
  it("has its terminal back whatever the editor did to it", async () => {
    const ended = await watched(`${editor(`${TITLE}\nstty raw -echo\nprintf "\\033[?1049h"\nkill -9 $$`)} edit 1`);
    expect({ code: ended.code, said: said(ended) }).toEqual({ code: 1, said: expect.stringContaining("was ended by SIGKILL") });
    expect(ended.stdout).toContain("\u001b[?1049l");
    expect(readFileSync(keptForms()[0] ?? "", "utf8")).toContain("title: Changed\n");
  });
  it.each([
    ["TERM", 143, ""],
    ["HUP", 129, ""],
    ["TERM", 143, "trap '' TERM\n"],
  ])("ends with an editor that never does, at SIG%s, with %i", async (signal, code, deaf) => {
    const script = `${deaf}${TITLE}\nstty raw -echo\necho $$ > "${home.folder}/pid"\nkill -${signal} $PPID\nwhile :; do sleep 0.1; done`;
    const ended = await watched(`${editor(script)} edit 1`);
    expect({ code: ended.code, said: said(ended) }).toEqual({ code, said: expect.stringContaining(`kept in ${keptForms()[0]}`) });
    expect(() => process.kill(Number(readFileSync(join(home.folder, "pid"), "utf8")), 0)).toThrow("ESRCH");
    expect((await show()).title).toBe("VPN drops");
  });
});
