import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Home, hasTerminals, makeHome } from "../acceptance/home.ts";

/** Everything below a folder with its rights. */
function rights(folder: string, root = folder): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const mode = (statSync(path).mode & 0o777).toString(8);
    return [`${mode} ${relative(root, path)}${entry.isDirectory() ? "/" : ""}`, ...(entry.isDirectory() ? rights(path, root) : [])];
  });
}

/** What others than the owner may read or write. */
const open = (folder: string): readonly string[] => rights(folder).filter((line) => !/^(?:600 .*[^/]|700 .*\/)$/.test(line));

describe("under umask 000", () => {
  let home: Home;
  const env = { NO_COLOR: "1" };
  const run = async (script: string): Promise<string> => {
    const ended = await home.shell("sh", `umask 000; ${script}`, { env });
    if (ended.code !== 0) throw new Error(`${script} ended with ${ended.code}: ${ended.stderr}`);
    return ended.stdout;
  };

  beforeAll(async () => {
    home = makeHome();
    await run("itsm log 'Secret trouble' --requester Budi");
    await run("itsm note 1 'A password.'");
  });
  afterAll(() => home.remove());

  it("a register, its log and its shared memory are their owner's alone, and so are the folders made for them", async () => {
    // While one looks, the log and the shared memory are there for another that writes.
    const ended = await home.shell(
      "sh",
      `umask 000; itsm watch --for 6s --jsonl & sleep 3; itsm note 1 again; ls "$HOME/.local/share/itsm"; stat -c '%a' "$HOME"/.local/share/itsm/*`,
    );
    expect(ended.stdout).toContain("itsm.db-wal");
    expect(ended.stdout).toContain("itsm.db-shm");
    expect(ended.stdout.match(/^\d{3}$/gm)).toEqual(["600", "600", "600"]);
    expect(open(join(home.folder, ".local"))).toEqual([]);
  });

  it("a named register too, and one made by db init", async () => {
    await run("mkdir -m 700 named; itsm log there --db named/a.db; itsm db init named/b.db");
    expect(open(join(home.folder, "named"))).toEqual([]);
  });

  it("a redaction leaves no file that others may read", async () => {
    await run("itsm redact 1 --field note --reason r --confirm desk");
    expect(open(join(home.folder, ".local"))).toEqual([]);
  });

  it("the list of what failed", async () => {
    await home.shell("sh", "umask 000; mkdir -m 700 failed; itsm close 1 9 --failed-to failed/list.txt");
    expect(readFileSync(join(home.folder, "failed/list.txt"), "utf8")).toContain("9\t");
    expect(open(join(home.folder, "failed"))).toEqual([]);
  });

  it.runIf(hasTerminals())("what an editor gets, and what is left of it when it is given up", async () => {
    const editor = join(home.folder, "bin/editor");
    writeFileSync(
      editor,
      `#!/bin/sh\n[ -e "$HOME/seen" ] && exit 0\nstat -c '%a' "$1" "$(dirname "$1")" > "$HOME/seen"\nsed -i 's/^impact: .*/impact: nonsense/' "$1"\n`,
    );
    chmodSync(editor, 0o755);
    await home.terminal("umask 000; ITSM_EDITOR=editor itsm edit 1", []);
    expect(readFileSync(join(home.folder, "seen"), "utf8")).toBe("600\n700\n");
    expect(open(join(home.folder, ".local"))).toEqual([]);
  });

  it.runIf(hasTerminals())("a draft, and what is remembered of a person's terminal", async () => {
    await home.terminal("umask 000; itsm log", [
      { after: "What is it about?", type: "Zebra quagga\r" },
      { after: "Who reports it?", type: "\u0003" },
    ]);
    const files = rights(join(home.folder, ".local/state"));
    expect(files.join("\n")).toMatch(/600 itsm\/draft-.*\.json/);
    // A register nothing sweeps is mentioned, and that it was is kept.
    await home.terminal("umask 000; ITSM_NOW=2026-12-24T02:41:05Z itsm list", []);
    expect(open(join(home.folder, ".local"))).toEqual([]);
  });
});
