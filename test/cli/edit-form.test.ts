import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type Ran, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = makeWorld();
  await world.ok(["log", "VPN drops", "--impact", "low", "--urgency", "high", "--requester", "Budi\u202e\nevil: 1", "--description", "First\n# second\nlast"]);
  await world.ok('log "Printer jams"');
  world.pass(60);
});
afterEach(() => world.remove());

/** An editor that does what a script says; `$1` is the file, `$FIRST` is 1 in its first round. */
function editor(script: string): string {
  const path = join(world.folder, "editor");
  const count = join(world.folder, "rounds");
  writeFileSync(path, `#!/bin/sh\nFIRST=1; [ -e "${count}" ] && FIRST=0; echo x >> "${count}"\ncp "$1" "${world.folder}/seen"\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const rounds = (): number => readFileSync(join(world.folder, "rounds"), "utf8").length / 2;
const seen = (): string => readFileSync(join(world.folder, "seen"), "utf8");
const sed = (...changes: readonly string[]): string => `sed -i ${changes.map((change) => `-e '${change}'`).join(" ")} "$1"`;
const first = (script: string): string => `if [ $FIRST = 1 ]; then ${script}; fi`;
const form = (line: string, script: string, env: Readonly<Record<string, string | undefined>> = {}): Promise<Ran> =>
  world.itsm(line, { terminal: ["stdin", "stderr"], env: { ITSM_EDITOR: editor(script), ...env } });
const shown = async (number = 1) => (await world.json(`show ${number}`)).items[0];
const operations = async (): Promise<number> => (await world.json("op list")).page.total;
/** Every form that was kept. */
const keptForms = (): readonly string[] => {
  const state = join(world.folder, "state/itsm");
  return existsSync(state) ? readdirSync(state).flatMap((name) => readdirSync(join(state, name)).map((file) => join(state, name, file))) : [];
};
/** What was said, its lines joined again. */
const said = ({ stderr }: Ran): string => stderr.replaceAll(/\s+/g, " ");
const MINE = sed("s/^title:.*/title: Mine/");

describe("edit without a change to make", () => {
  it("opens the ticket in the editor and applies the difference", async () => {
    const ran = await form("edit 1", sed("s/^title:.*/title: VPN drops hourly/", "s/^impact:.*/impact: high/", "s/^tag:.*/tag: vpn/", "s/^last$/last of all/"));
    expect(ran).toMatchObject({ code: 0, stdout: "INC-1\tchanged\thigh, unclassified\n", asked: [] });
    expect(await shown()).toMatchObject({ title: "VPN drops hourly", impact: "high", priority: "high", tags: ["vpn"], requester: "Budi\u202e\nevil: 1" });
    expect((await shown()).description).toBe("First\n# second\nlast of all");
    expect(await operations()).toBe(3);
    expect(keptForms()).toEqual([]);
  });
  it("gives the file to its owner alone, and takes it away again", async () => {
    await form("edit 1", `stat -c "%a %n" "$1" "$(dirname "$1")" > "${join(world.folder, "modes")}"`);
    const [file, folder] = readFileSync(join(world.folder, "modes"), "utf8").trim().split("\n");
    expect(file).toMatch(/^600 .*\/state\/itsm\/edit-\w+\/INC-1\.txt$/);
    expect(folder).toMatch(/^700 /);
    expect(statSync(join(world.folder, "state/itsm")).mode & 0o777).toBe(0o700);
    expect(keptForms()).toEqual([]);
  });
  it.each([
    ["nothing is changed", "true"],
    ["the file is emptied", ': > "$1"'],
    ["the file is taken away", 'rm "$1"'],
    ["only comments are left", 'printf "# x\\n" > "$1"'],
    ["the editor ends lines its own way", 'sed -i "s/$/\\r/" "$1"'],
  ])("writes nothing where %s", async (_, script) => {
    expect(await form("edit 1", script)).toMatchObject({ code: 0, stdout: "INC-1\tunchanged\t\n" });
    expect(await operations()).toBe(2);
    expect(keptForms()).toEqual([]);
  });
  it("lets nothing of a text become a line of its own", async () => {
    await form("edit 1", "true");
    expect(seen()).toContain("\nrequester: Budi\\u{202e}\\u{a}evil: 1\n");
  });
  it("takes up what was said, and shows what can still be put right", async () => {
    await world.ok("resolve 2 --code fixed --note n");
    expect(await form("edit 2 --reason 'wrong code'", sed("s/^code:.*/code: workaround/"))).toMatchObject({ code: 0 });
    expect(seen()).toContain("\nreason: wrong code\n");
    expect(seen()).not.toContain("title:");
    expect(await shown(2)).toMatchObject({ resolutionCode: "workaround" });
  });
  it("comes back with every fault at its line, and nothing lost", async () => {
    const faulty = sed("s/^title:/titel:/", "s/^impact:.*/impact: hgh/", "s/^parent:.*/parent: 77/", "s/^down-at:.*/down-at: tomorrow/", "s/^tag:.*/tag: vpn/");
    const mended = sed("s/^titel:.*/title: New/", "s/^impact:.*/impact: high/", "s/^parent:.*/parent:/", "s/^down-at:.*/down-at: 1h ago/");
    const ran = await form("edit 1", `if [ $FIRST = 1 ]; then ${faulty}; else ${mended}; fi`);
    expect(ran).toMatchObject({ code: 0, stderr: "down-at: 2026-11-24 08:42 (+07:00)\n" });
    expect(rounds()).toBe(2);
    expect(seen().match(/(^#! .*\n)+^\w.*$/gm)).toEqual([
      '#! there is no key "titel" here; did you mean title?\ntitel: VPN drops',
      '#! impact: there is no impact "hgh".\n#! did you mean high? One of: high, medium, low\nimpact: hgh',
      "#! INC-1 names ticket 77, which does not exist.\nparent: 77",
      "#! down-at 2026-11-25 00:00 (+07:00) lies in the future.\n#! it says when something happened\ndown-at: tomorrow",
    ]);
    expect(await shown()).toMatchObject({ title: "New", impact: "high", tags: ["vpn"] });
    expect((await shown()).description).toBe("First\n# second\nlast");
  });
  it("gives up with 7 where the faults stay, and keeps the text", async () => {
    const ran = await form("edit 1", first(sed("s/^impact:.*/impact: hgh/")));
    const [path = ""] = keptForms();
    expect({ code: ran.code, records: ran.stdout }).toEqual({ code: 7, records: "" });
    expect(said(ran)).toContain(`was left as it was; nothing was changed. and: What was typed is kept in ${path}`);
    expect(readFileSync(path, "utf8")).toContain("\nimpact: hgh\n");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await operations()).toBe(2);
  });
  it("gives its result as JSON too where it is given up", async () => {
    const { stdout, code } = await form("edit 1 --json", first(sed("s/^impact:.*/impact: hgh/")));
    expect({ code, document: JSON.parse(stdout) }).toMatchObject({ code: 7, document: { schema: "itsm.result/1", exit: 7, operation: null } });
  });
  it.each([
    ["s/^title:.*/title: /", "The title is empty."],
    ["s/^type:.*/type: problem/", 'type cannot be "problem".'],
    ["s/^category:.*/category:/", "category has an empty value."],
    ["s/^priority:.*/priority: high/", "INC-1 cannot have its priority set without a reason."],
    ["s/^major:.*/major: yes/", "INC-1 is a major incident and needs an incident manager"],
    ["s/^tag:.*/tag: none/", '"none" cannot be a tag.'],
    ["s/^group:.*/group: nobodies/", 'there is no group "nobodies"'],
    ["s/^assignee:.*/assignee: group:second-line/", "names a group"],
    ["s/^priority-reason:.*/priority-reason: x/", "belongs to a priority"],
    ["s/^up-at:.*/up-at: 03\\/04\\/2026/", "up-at:"],
    ["s/^parent:.*/parent: 1/", "INC-1 cannot be its own parent"],
  ])("does not take %s", async (change, says) => {
    expect((await form("edit 1", first(sed(change)))).code).toBe(7);
    expect(
      seen()
        .match(/^#! .*$/gm)
        ?.join("\n"),
    ).toContain(says);
    expect(await operations()).toBe(2);
  });
});

describe("edit without a change to make, for other than one open ticket", () => {
  it("is refused for several, saying so", async () => {
    expect(await form("edit 1 2", "true")).toMatchObject({ code: 2, stderr: expect.stringContaining("a form is for one ticket, not 2.") });
    expect(await form("edit --where is:open", "true")).toMatchObject({ code: 2, stderr: expect.stringContaining("a form is for one ticket") });
    expect(existsSync(join(world.folder, "rounds"))).toBe(false);
  });
  it("says why there can be no form", async () => {
    await world.ok("cancel 2 --reason x");
    const cancelled = await form("edit 2", "true");
    expect({ code: cancelled.code, said: said(cancelled) }).toEqual({ code: 3, said: expect.stringContaining("INC-2 is cancelled") });
    const missing = await form("edit 9", "true");
    expect({ code: missing.code, said: said(missing) }).toEqual({ code: 4, said: expect.stringMatching(/^error: .*ticket 9\./) });
    expect(existsSync(join(world.folder, "rounds"))).toBe(false);
  });
  it("needs a terminal", async () => {
    expect(await world.itsm("edit 1")).toMatchObject({ code: 2, stderr: expect.stringContaining("edit needs something to change.") });
    expect(await form("edit 1 -n", "true")).toMatchObject({ code: 2 });
    expect(await form("edit 1 --no-input", "true")).toMatchObject({ code: 2 });
  });
});

describe("a form that somebody else overtakes", () => {
  /** The editor stays open until something has been done by somebody else. */
  async function meanwhile(script: string, act: () => Promise<unknown>): Promise<Ran> {
    const [open, done] = [join(world.folder, "open"), join(world.folder, "done")];
    const running = form("edit 1", `: > "${open}"; while ! [ -e "${done}" ]; do sleep 0.05; done; ${script}`);
    while (!existsSync(open)) await new Promise((resolve) => setTimeout(resolve, 20));
    await act();
    writeFileSync(done, "");
    return running;
  }
  it("leaves theirs what the form did not change", async () => {
    const ran = await meanwhile(sed("s/^impact:.*/impact: high/"), () => world.ok("edit 1 --title Theirs --urgency low -t theirs --as budi"));
    expect(ran.code).toBe(0);
    expect(await shown()).toMatchObject({ title: "Theirs", impact: "high", urgency: "low", tags: ["theirs"] });
    expect(keptForms()).toEqual([]);
  });
  it("is refused over what both changed, by name, and kept", async () => {
    const ran = await meanwhile(sed("s/^title:.*/title: Mine/", "s/^impact:.*/impact: high/"), () => world.ok("edit 1 --title Theirs --as budi"));
    const [path = ""] = keptForms();
    expect({ code: ran.code, said: said(ran) }).toEqual({ code: 3, said: expect.stringContaining("INC-1 had title changed by somebody else meanwhile.") });
    expect(said(ran)).toContain(`What was typed is kept in ${path}`);
    expect(readFileSync(path, "utf8")).toContain("title: Mine\n");
    expect(await shown()).toMatchObject({ title: "Theirs", impact: "low" });
  });
  it("is no clash where both meant the same", async () => {
    expect((await meanwhile(sed("s/^title:.*/title: Same/"), () => world.ok("edit 1 --title Same --as budi"))).code).toBe(0);
  });
  it("comes back where the ticket was closed meanwhile", async () => {
    const ran = await meanwhile(first(MINE), () => world.ok("close 1 --code fixed --note n --category other --as budi"));
    expect(ran.code).toBe(7);
    expect(seen()).toContain("#! INC-1 is closed: title can no longer change.");
    expect(readFileSync(keptForms()[0] ?? "", "utf8")).toContain("title: Mine\n");
  });
});

describe("an editor", () => {
  it("is the one of ITSM_EDITOR, else VISUAL, else EDITOR, given its words and never a shell", async () => {
    const path = join(world.folder, "words.sh");
    writeFileSync(path, '#!/bin/sh\necho "$@" >> "$(dirname "$0")/words"\n', { mode: 0o755 });
    for (const env of [
      { ITSM_EDITOR: `${path} 1 'two  three' $HOME`, VISUAL: "false" },
      { ITSM_EDITOR: "", VISUAL: `${path} 2 'two  three' $HOME`, EDITOR: "false" },
      { ITSM_EDITOR: undefined, VISUAL: " ", EDITOR: `${path} 3 'two  three' $HOME` },
    ])
      expect(await world.itsm("edit 1", { terminal: "all", env })).toMatchObject({ code: 0 });
    const given = readFileSync(join(world.folder, "words"), "utf8").trim().split("\n");
    expect(given).toEqual(["1", "2", "3"].map((place) => expect.stringMatching(new RegExp(`^${place} two {2}three \\$HOME .*INC-1\\.txt$`))));
  });
  it.each([
    [{ ITSM_EDITOR: "'unclosed" }, 2, "ITSM_EDITOR cannot be read as a command"],
    [{ ITSM_EDITOR: "/nowhere/ed --wait" }, 2, "The editor /nowhere/ed cannot be started"],
    [{ ITSM_EDITOR: "/tmp" }, 2, "The editor /tmp cannot be started"],
    [{ ITSM_EDITOR: "false" }, 1, "The editor false ended with code 1"],
    [{ ITSM_EDITOR: undefined, PATH: "/nowhere" }, 2, "There is no editor"],
    [{ ITSM_EDITOR: "true", XDG_STATE_HOME: "/proc/nowhere" }, 6, "No file can be made in /proc/nowhere/itsm"],
    [{ ITSM_EDITOR: "true", XDG_STATE_HOME: undefined, HOME: undefined }, 2, "There is no HOME"],
  ])("that cannot be used is one clear failure: %o", async (env, code, says) => {
    const ran = await world.itsm(["edit", "1", "--db", world.register], { terminal: "all", env: { VISUAL: undefined, EDITOR: undefined, ...env } });
    expect({ code: ran.code, said: said(ran) }).toEqual({ code, said: expect.stringContaining(says) });
    expect(keptForms()).toEqual([]);
    expect(await operations()).toBe(2);
  });
  it.each([
    ["fails after something was typed", `${MINE}; exit 3`, 1, "ended with code 3"],
    ["is killed", `${MINE}; kill -9 $$`, 1, "was ended by SIGKILL"],
    ["leaves what is no text", 'printf "title: \\377\\n" > "$1"', 2, "is not UTF-8"],
    ["leaves something endless", 'head -c 5000000 /dev/zero > "$1"', 2, "has more than"],
    ["leaves a pipe", 'rm "$1"; mkfifo "$1"', 2, "is not a file"],
  ])("that %s loses nothing, and the path is said", async (_, script, code, says) => {
    const ran = await form("edit 1", script);
    expect({ code: ran.code, said: said(ran) }).toEqual({ code, said: expect.stringContaining(says) });
    expect(said(ran)).toContain(`What was typed is kept in ${keptForms()[0]}`);
    expect(await operations()).toBe(2);
  });
  it("that fails in a second round leaves what was typed in the first", async () => {
    const ran = await form("edit 1", `[ $FIRST = 1 ] || exit 1; ${sed("s/^title:.*/title: Mine/", "s/^impact:.*/impact: hgh/")}`);
    expect(ran.code).toBe(1);
    expect(readFileSync(keptForms()[0] ?? "", "utf8")).toContain("title: Mine\n");
  });
});
