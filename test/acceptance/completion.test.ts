import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";
import { type Home, hasTerminals, isInstalled, makeHome } from "./home.ts";

/** Names that would run, quote, glob or break, had a shell its way; each begins with letters of its own. */
const NAMES: readonly string[] = [
  "Ann $(touch owned)",
  "Bob `touch owned`",
  'Cyd"; touch owned; "',
  "Dee'; touch owned; '",
  "Eve & touch owned | tee owned > owned",
  "Fay * ? [a-z] {a,b} ~ #x \\n %s",
  "Gus:with=colons@all,over",
  "Hal\\",
  "Ida !! !$",
  "Jón 日本 é",
];
/** What cannot stand on a line is not offered. */
const UNTYPABLE: readonly string[] = ["Kim\ntouch owned", "Lee\ttab", "Max\u001b[31m\u0007", "Ned\u202eevil"];
const letters = (name: string): string => name.slice(0, 3);

const TITLE = "Evil $(touch owned) `touch owned` \"x\" 'y': a;b";

/** How an interactive shell is started without anybody's settings, and how it reads the script. */
const SHELLS: Readonly<Record<string, { readonly start: string; readonly ready: string }>> = {
  bash: { start: "bash --norc -i", ready: "set +H; source <(itsm completion bash); echo RE''ADY\n" },
  zsh: { start: "zsh -f -i", ready: "autoload -Uz compinit; compinit -i; source <(itsm completion zsh); echo RE''ADY\n" },
  fish: { start: "fish --no-config -i", ready: "itsm completion fish | source; echo RE''ADY\n" },
};

let world: World;
let home: Home;

beforeAll(async () => {
  world = makeWorld();
  home = makeHome();
  await world.ok("log plain --impact low --urgency low --requester Zoe");
  await world.ok(["log", TITLE, "--impact", "high", "--urgency", "high"]);
  for (const name of [...NAMES, ...UNTYPABLE]) {
    await world.ok(["edit", "1", "--requester", name]);
  }
  await world.ok("edit 1 --requester Zoe");
  mkdirSync(join(home.register, ".."), { recursive: true });
  copyFileSync(world.register, home.register);
  writeFileSync(join(home.folder, "note of mine.txt"), "x");
});
afterAll(() => {
  world.remove();
  home.remove();
});

/** Sets what bash sets and prints what would be offered, a word a line. */
const inBash = (line: string, type = 9): string =>
  `source <(itsm completion bash); COMP_LINE=${quoted(line)}; COMP_POINT=\${#COMP_LINE}; COMP_TYPE=${type}; COLUMNS=80; _itsm; printf '%s\\n' "\${COMPREPLY[@]}"`;
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

async function shown(shell: string, script: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await home.shell(shell, script);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.trimEnd().split("\n");
}

const isThere = (shell: string, skip: (why: string) => void): void => {
  if (!isInstalled(shell)) skip(`${shell} is not installed here`);
};

describe("the script", () => {
  it.for(Object.keys(SHELLS))("of %s is read without a word, twice", async (shell, ctx) => {
    isThere(shell, ctx.skip);
    const source = shell === "fish" ? "itsm completion fish | source" : `autoload -Uz compinit 2>/dev/null; source <(itsm completion ${shell})`;
    const { code, stdout, stderr } = await home.shell(shell, `${source}\n${source}`);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("is for the shells there are", async () => {
    const { code, stderr } = await world.itsm("completion bsh");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: There is no completion for "bsh". Did you mean bash?\n  shells: bash, zsh, fish\n',
    });
  });
});

describe("bash", () => {
  it("offers words, and titles only where they are looked at", async (ctx) => {
    isThere("bash", ctx.skip);
    expect(await shown("bash", inBash("itsm show "))).toEqual(["2", "1"]);
    expect(await shown("bash", inBash("itsm show ", 63))).toEqual([`2  ${TITLE}`, "1  plain"]);
    expect(await shown("bash", inBash("itsm show 1", 63))).toEqual(["1"]);
    expect(await shown("bash", inBash("itsm ls priority:h"))).toEqual(["high"]);
    expect(await shown("bash", inBash("itsm ls pri"))).toEqual(["priority:"]);
    expect(await shown("bash", inBash("itsm close --where 'is:open pri"))).toEqual(["is:open priority:", "is:open priority:…"]);
  });

  it("hands on every name as it is, however it was quoted", async (ctx) => {
    isThere("bash", ctx.skip);
    const wanted: string[] = [];
    const script: string[] = [];
    for (const quote of ["", "'", '"'])
      for (const name of NAMES) {
        // Between double quotes bash has no way to write an exclamation mark.
        wanted.push(quote === '"' && name.includes("!") ? "" : name);
        script.push(`${inBash(`itsm edit 1 --requester ${quote}${letters(name)}`)} >/dev/null`);
        script.push(`eval "printf '%s\\n' ${quote === '"' ? '\\"' : quote}\${COMPREPLY[0]}${quote === '"' ? '\\"' : quote}"`);
      }
    expect(await shown("bash", script.join("\n"))).toEqual(wanted);
    expect(existsSync(join(home.folder, "owned"))).toBe(false);
  });

  it("does not offer what cannot be typed", async (ctx) => {
    isThere("bash", ctx.skip);
    const scripts = UNTYPABLE.map((name) => inBash(`itsm edit 1 --requester ${letters(name)}`));
    expect(await shown("bash", `${scripts.join("\n")}\necho end`)).toEqual([...UNTYPABLE.map(() => ""), "end"]);
  });
});

describe("fish", () => {
  const offered = (line: string): Promise<readonly string[]> => shown("fish", `itsm completion fish | source; complete -C ${quoted(line)}`);

  it("offers words with what they mean", async (ctx) => {
    isThere("fish", ctx.skip);
    expect(await offered("itsm show ")).toEqual([`2\t${TITLE}`, "1\tplain"]);
    expect(await offered("itsm ls priority:h")).toEqual(["priority:high"]);
    expect(await offered("itsm edit 1 --ass")).toEqual(["--assignee\twho has it, or @me"]);
    expect(await offered("itsm note 1 --note-file no")).toEqual(["note of mine.txt"]);
    expect(await offered("itsm note 1 --note-file=no")).toEqual(["--note-file=note of mine.txt"]);
    expect(await offered(`itsm edit 1 --requester Ann`)).toEqual(["Ann $(touch owned)"]);
  });
});

describe.runIf(hasTerminals() || process.env.CI === "true")("with Tab at a terminal", () => {
  it.for(Object.keys(SHELLS))("%s writes a name so that it means itself, and nothing of it runs", async (shell, ctx) => {
    isThere(shell, ctx.skip);
    const { start, ready } = SHELLS[shell]!;
    const names = ["Ann $(touch owned)", "Dee'; touch owned; '"];
    copyFileSync(world.register, home.register);
    const keys = [
      { after: "", type: ready },
      { after: "READY", type: `itsm edit 1 --requester ${letters(names[0]!)}\t` },
      { after: "owned", type: "\n" },
      { after: "INC-1 edited", type: `itsm edit 2 --requester ${letters(names[1]!)}\t` },
      { after: "owned", type: "\n" },
      { after: "INC-2 edited", type: "exit\n" },
    ];
    const { code, stdout } = await home.terminal(start, keys, { columns: 120, rows: 40 });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("INC-2 edited") });
    const { stdout: json } = await home.shell("sh", "itsm show 1 2 --json");
    expect(JSON.parse(json).items.map((item: { readonly requester: string }) => item.requester)).toEqual(names);
    expect(existsSync(join(home.folder, "owned"))).toBe(false);
  });
});
