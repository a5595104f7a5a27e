import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Home, hasTerminals, makeHome, TUESDAY } from "./home.ts";
import { putReadmeFiles } from "./readme-files.ts";

const PATH = join(import.meta.dirname, "../../README.md");
const README = readFileSync(PATH, "utf8");
/** Between one line of the session and the next somebody works for a while. */
const STEP_SECONDS = 15 * 60;
const MARK = "=====";

interface Line {
  readonly command: string;
  readonly output: readonly string[];
}

/** Every `$ ` line of the `console` blocks, with what stands below it. */
function session(): readonly Line[] {
  const blocks = [...README.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));
  const lines: { command: string; output: string[] }[] = [];
  for (const line of blocks) {
    if (line.startsWith("$ ")) lines.push({ command: line.slice(2), output: [] });
    else lines.at(-1)?.output.push(line);
  }
  return lines;
}

/** The page with what the program says today, where it said something. */
function written(shown: readonly (readonly string[])[]): string {
  let index = -1;
  // Read anew: another test writes its part of the page.
  return readFileSync(PATH, "utf8").replace(/^```console\n(.*?)^```$/gms, (_, block: string) => {
    const kept: string[] = [];
    for (const line of block.trimEnd().split("\n")) {
      if (line.startsWith("$ ")) {
        index += 1;
        kept.push(line, ...(lines[index]!.output.length === 0 ? [] : shown[index]!));
      }
    }
    return ["```console", ...kept, "```"].join("\n");
  });
}

const lines = session();
const clockAt = (index: number): string => new Date(Date.parse(TUESDAY) + index * STEP_SECONDS * 1000).toISOString();

describe.runIf(hasTerminals() || process.env.CI === "true")("README.md", () => {
  let home: Home;
  let ran: readonly { readonly code: string; readonly shown: readonly string[] }[];

  beforeAll(async () => {
    home = makeHome();
    putReadmeFiles(home.folder);
    const script = lines.map(({ command }, index) => `export ITSM_NOW=${clockAt(index)}\n${command}\necho "${MARK}$?"`).join("\n");
    const { stdout } = await home.terminal(script);
    const pieces = stdout.replaceAll("\r", "").split(new RegExp(`^${MARK}(\\d+)\n`, "m"));
    ran = lines.map((_, index) => ({ code: pieces[2 * index + 1] ?? "never ran", shown: (pieces[2 * index] ?? "").split("\n").slice(0, -1) }));
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PATH, written(ran.map(({ shown }) => shown)));
  }, 90_000);
  afterAll(() => home.remove());

  it("has a session", () => expect(lines.length).toBeGreaterThan(20));

  it.each(lines.map(({ command }, index) => [command, index] as const))("%s", (_, index) => {
    if (process.env.UPDATE_GOLDEN === "1") return;
    const { output } = lines[index]!;
    expect(ran[index]).toEqual({ code: "0", shown: output.length === 0 ? expect.not.arrayContaining(["no tickets"]) : output });
  });
});
