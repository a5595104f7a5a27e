import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";
import { type Ended, type Home, hasTerminals, makeHome } from "./home.ts";

const OPEN = 12;
const NEW_ID = `INC-${OPEN + 1}`;
const READING = "itsm list";
const LOGGING = 'itsm log "Disk almost full" --impact low --urgency low';
const CLOSING = "itsm close - --code fixed --note done --category other";

describe("streams", () => {
  let world: World;
  let home: Home;

  beforeAll(async () => {
    world = makeWorld();
    for (let number = 1; number <= OPEN; number += 1) await world.ok(`log "Printer ${number} is offline" --impact low --urgency high`);
  }, 30_000);
  afterAll(() => world.remove());

  beforeEach(() => {
    home = makeHome();
    mkdirSync(join(home.register, ".."), { recursive: true });
    copyFileSync(world.register, home.register);
  });
  afterEach(() => home.remove());

  const statuses = async (): Promise<readonly string[]> =>
    (await home.shell("bash", "itsm ls --all -q status:closed id:1,2")).stdout.split("\n").filter(Boolean);
  const bash = (script: string, stdin?: string): Promise<Ended> => home.shell("bash", script, stdin === undefined ? {} : { stdin });

  describe("list", () => {
    it("writes records to a pipe, and nothing to stderr", async () => {
      const { code, stdout, stderr } = await bash(`${READING} | cat`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.split("\n")).toHaveLength(OPEN + 1);
      expect(stdout.split("\n")[0]).toBe("INC-1\tmedium\tnew\tPrinter 1 is offline\t\t\trunning\t2026-11-25T02:41:05Z");
    });

    it.each([
      ["an empty input", "</dev/null"],
      ["a closed input", "<&-"],
      ["/dev/null as output", ">/dev/null"],
      ["a closed output", ">&-"],
      ["/dev/null for messages", "2>/dev/null"],
      ["a closed stderr", "2>&-"],
      ["everything closed", "<&- >&- 2>&-"],
    ])("ends well with %s", async (_, redirection) => {
      const { code, stdout, stderr } = await bash(`${READING} ${redirection}`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.split("\n")).toHaveLength(/(^|[^2])>/.test(redirection) ? 1 : OPEN + 1);
    });

    it("ends quietly where the reader leaves early", async () => {
      expect(await bash(`${READING} | head -1 >/dev/null; echo "\${PIPESTATUS[0]}"`)).toEqual({ code: 0, stdout: "0\n", stderr: "" });
    });

    it("says that a full disk took no more", async () => {
      const { code, stderr } = await bash(`${READING} >/dev/full`);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: The output could not be written: ENOSPC/) });
    });
  });

  describe("log", () => {
    it.each([
      ["a pipe", "| cat", `${NEW_ID}\n`],
      ["an empty input", "</dev/null", `${NEW_ID}\n`],
      ["a closed input", "<&-", `${NEW_ID}\n`],
      ["/dev/null as output", ">/dev/null", ""],
      ["a closed output", ">&-", ""],
      ["a closed stderr", "2>&-", `${NEW_ID}\n`],
    ])("records the ticket with %s", async (_, redirection, stdout) => {
      expect(await bash(`${LOGGING} ${redirection}`)).toMatchObject({ code: 0, stdout });
      expect((await bash("itsm ls -q disk")).stdout).toBe(`${NEW_ID}\n`);
    });

    it("asks nothing where there is nobody, and names what is missing", async () => {
      expect(await bash("itsm log </dev/null")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("log needs a title") });
    });
  });

  describe("close -", () => {
    it("closes what a pipe brings, once --yes says so", async () => {
      const { code, stdout } = await bash(`printf '1\\n2\\n' | ${CLOSING} --yes`);
      expect({ code, lines: stdout.split("\n").length }).toEqual({ code: 0, lines: 3 });
      expect(await statuses()).toHaveLength(2);
    });

    it("writes nothing where nobody can be asked", async () => {
      expect(await bash(`printf '1\\n2\\n' | ${CLOSING}`)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("--yes") });
      expect(await statuses()).toHaveLength(0);
    });

    it.each([
      ["an empty input", "</dev/null"],
      ["a closed input", "<&-"],
    ])("does nothing with %s", async (_, redirection) => {
      expect(await bash(`${CLOSING} --yes ${redirection}`)).toMatchObject({ code: 0, stderr: expect.stringContaining("0 tickets given") });
    });

    it.each([
      ["/dev/null as output", ">/dev/null"],
      ["a closed output", ">&-"],
      ["a closed stderr", "2>&-"],
    ])("closes with %s", async (_, redirection) => {
      expect(await bash(`${CLOSING} --yes ${redirection}`, "1\n2\n")).toMatchObject({ code: 0 });
      expect(await statuses()).toHaveLength(2);
    });
  });
});

describe.runIf(hasTerminals() || process.env.CI === "true")("a terminal", () => {
  let world: World;
  let home: Home;
  const QUESTION = "Go on?";
  const RANGE = `itsm edit 1..${OPEN} --category other`;
  /** What the terminal was told before and after, and how the program ended. */
  const watched = (command: string): string => `stty -a > before; ${command}; echo "code $?"; stty -a > after`;

  beforeAll(async () => {
    world = makeWorld();
    for (let number = 1; number <= OPEN; number += 1) await world.ok(`log "Printer ${number} is offline" --impact low --urgency high`);
  }, 30_000);
  afterAll(() => world.remove());
  beforeEach(() => {
    home = makeHome();
    mkdirSync(join(home.register, ".."), { recursive: true });
    copyFileSync(world.register, home.register);
  });
  afterEach(() => home.remove());

  const changed = async (): Promise<number> => (await home.shell("bash", "itsm ls -q category:other")).stdout.split("\n").length - 1;
  const isRestored = (): void => {
    expect(readFileSync(join(home.folder, "after"), "utf8")).toBe(readFileSync(join(home.folder, "before"), "utf8"));
  };

  it("shows a list as a table with a footer", async () => {
    const { code, stdout } = await home.terminal(READING);
    const lines = stdout.split("\r\n");
    expect({ code, heading: lines[0], footer: lines.at(-2) }).toEqual({
      code: 0,
      heading: expect.stringMatching(/^ID +PRIO +STATUS +TITLE/),
      footer: `${OPEN} tickets`,
    });
  });

  it("shows two lines a ticket where it is narrow", async () => {
    const { stdout } = await home.terminal(READING, [], { columns: 50, rows: 40 });
    expect(stdout.split("\r\n").slice(0, 2)).toEqual(["INC-1  MEDIUM  response due in 1h  new", "  Printer 1 is offline"]);
  });

  it("gets what is to be known of a logged ticket, its id once", async () => {
    const { code, stdout } = await home.terminal(LOGGING);
    expect({ code, ids: stdout.match(/INC-\d+/g) }).toEqual({ code: 0, ids: [NEW_ID] });
    expect(stdout).toMatch(new RegExp(`^${NEW_ID} logged, `));
  });

  it("is read line by line by close -, to its Ctrl-D", async () => {
    const { stdout } = await home.terminal(watched(`${CLOSING} --yes`), [
      { after: "Ctrl-D", type: "1\n2\n" },
      { after: "2", type: "\u0004" },
    ]);
    expect(stdout).toContain("code 0");
    isRestored();
  });

  it.each([
    ["y", "y\r", "code 0", OPEN],
    ["n", "n\r", "code 7", 0],
    ["Enter alone", "\r", "code 7", 0],
    ["Ctrl-C", "\u0003", "code 130", 0],
    ["Ctrl-D", "\u0004", "code 7", 0],
  ])("is left as it was after %s to a question", async (_, type, code, count) => {
    const { stdout } = await home.terminal(watched(RANGE), [{ after: QUESTION, type }]);
    expect(stdout).toContain(code);
    expect(stdout).toContain(`${OPEN} tickets will be edited`);
    expect(await changed()).toBe(count);
    isRestored();
  });

  it("is asked on stderr, so that what goes to a file is data alone", async () => {
    const { code, stdout } = await home.terminal(`${RANGE} -q > ids`, [{ after: QUESTION, type: "y\r" }]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(QUESTION) });
    expect(readFileSync(join(home.folder, "ids"), "utf8")).toMatch(/^(INC-\d+\n){12}$/);
  });

  it("is not asked under --no-input, ITSM_NO_INPUT or CI", async () => {
    for (const [before, after] of [
      ["", " --no-input"],
      ["ITSM_NO_INPUT=1 ", ""],
      ["CI=true ", ""],
    ]) {
      const { code, stdout } = await home.terminal(`${before}${RANGE}${after}`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining("--yes") });
    }
  });

  it("gets back its state after Ctrl-C while numbers are read", async () => {
    const { stdout } = await home.terminal(watched(CLOSING), [{ after: "Ctrl-D", type: "\u0003" }]);
    expect(stdout).toContain("code 130");
    isRestored();
  });
});
