import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENTER, LEAVE } from "../../src/render/watch/repaint.ts";
import { type Ended, type Home, hasTerminals, isInstalled, makeHome } from "./home.ts";

const BIN = resolve(import.meta.dirname, "../../bin/itsm.js");
const SIZE = { columns: 80, rows: 24 };
/** Says how the run ended, and whether the terminal echoes and reads lines as before. */
const AFTER = `; echo "code $?"; stty -a | tr ' ;' '\\n\\n' | grep -E -x -e '-?(icanon|echo|isig)' | tr '\\n' ' '`;
/** A run that says its process id, for others to send it signals. */
const KNOWN = `sh -c 'echo $$ > pid; exec itsm watch'`;
const later = (seconds: number, command: string): string => `(until [ -s pid ]; do sleep 0.1; done; sleep ${seconds}; ${command}) >/dev/null 2>&1 </dev/null &`;

describe.runIf(hasTerminals() || process.env.CI === "true")("itsm watch on a real terminal", () => {
  let home: Home;
  beforeAll(async () => {
    home = makeHome();
    await home.shell("bash", 'itsm log "VPN drops" --impact high --urgency high; itsm log "Printer is offline"');
  });
  afterAll(() => home.remove());

  const timesIn = (text: string, piece: string): number => text.split(piece).length - 1;

  /** The terminal is as it was: the other screen was left as often as it was entered, and lines are read and echoed. */
  function expectGivenBack({ stdout }: Ended, code: number, entered = 1): void {
    expect(timesIn(stdout, ENTER)).toBe(entered);
    expect(timesIn(stdout, LEAVE)).toBe(entered);
    const behind = stdout.slice(stdout.lastIndexOf(LEAVE) + LEAVE.length);
    expect(behind).toContain(`code ${code}`);
    expect(behind).toMatch(/(?:^|\s)isig icanon echo/);
    expect(behind).not.toMatch(/\u001b/);
  }

  it.each<readonly [string, string, number]>([
    ["q", "q", 0],
    ["Ctrl-D", "\u0004", 0],
    ["Ctrl-C", "\u0003", 130],
    ["Ctrl-C while a note is typed", "nhalf a note\u0003", 130],
  ])("is given back after %s", async (_, keys, code) => {
    expectGivenBack(await home.terminal(`itsm watch${AFTER}`, [{ after: "VPN drops", type: keys }], SIZE), code);
  });

  it.each([
    ["TERM", 143],
    ["HUP", 129],
    ["INT", 130],
  ] as const)("is given back after kill -%s, in the middle of a note", async (signal, code) => {
    const script = `rm -f pid; ${later(2, `kill -${signal} $(cat pid)`)} ${KNOWN}${AFTER}`;
    const ended = await home.terminal(script, [{ after: "VPN drops", type: "nhalf a note" }], SIZE);
    expect(ended.stdout).toContain("half a note");
    expectGivenBack(ended, code);
    expect((await home.shell("bash", "itsm show 1 --json")).stdout).not.toContain("half a note");
  });

  it("is given back where the register cannot be read at first, which is told as ever", async () => {
    const { stdout } = await home.terminal(`itsm watch --db /nowhere/x.db${AFTER}`, [], SIZE);
    expect(stdout).not.toContain(ENTER);
    expect(stdout).toContain("error: ");
    expect(stdout).toContain("code 6");
  });

  it("is given back while it is stopped by Ctrl-Z, and taken again by fg", async () => {
    const script = `set -m; itsm watch; echo "stopped $?"; stty -a | grep -o -w -- '-*icanon'; fg >/dev/null${AFTER}`;
    const ended = await home.terminal(
      script,
      [
        { after: "VPN drops", type: "\u001a" },
        { after: "stopped 148\r\nicanon", type: "" },
        { after: "VPN drops", type: "q" },
      ],
      SIZE,
    );
    expectGivenBack(ended, 0, 2);
  });

  it("looks at the register although its clock is held", async () => {
    const script = `rm -f pid; ${later(1, 'itsm log "Mail is down" --impact high --urgency high')} ${KNOWN}${AFTER}`;
    const ended = await home.terminal(script, [{ after: "new, high: Mail is down", type: "q" }], SIZE);
    expectGivenBack(ended, 0);
    expect(ended.stdout).toContain("\u0007");
  });

  it("keeps nobody from writing", async () => {
    const script = `rm -f pid; ${later(0.5, 'for i in 1 2 3 4 5; do itsm note 2 again --timeout 1s || touch refused; done; itsm log "The last one"')} ${KNOWN} `;
    const ended = await home.terminal(script, [{ after: "The last one", type: "q" }], SIZE);
    expect(ended.code).toBe(0);
    expect((await home.shell("bash", "ls refused 2>/dev/null; itsm show 2 --json")).stdout.match(/"text":"again"/g)).toHaveLength(5);
  });

  it.runIf(isInstalled("python3"))("ends with 129 when the terminal itself goes", async () => {
    const program = `
import os, pty, select, sys, time
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
while b"VPN drops" not in seen:
    seen += os.read(terminal, 65536)
time.sleep(0.3)
os.close(terminal)
status = os.waitpid(child, 0)[1]
print(128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))`;
    const { stdout } = await home.shell("bash", `python3 -c '${program}' "${process.execPath}" "${BIN}" watch`);
    expect(stdout).toBe("129\n");
  });

  it.runIf(isInstalled("tmux"))("looks right in tmux at every width, while it is made narrower and wider", async () => {
    const tmux = `tmux -L watch$$ -f /dev/null`;
    const script = `
      ${tmux} new-session -d -x 80 -y 14 "exec itsm watch"
      until ${tmux} capture-pane -p | grep -q VPN; do sleep 0.1; done
      for width in 80 40 200; do
        ${tmux} resize-window -x $width -y 14
        sleep 0.7
        echo "== $width"; ${tmux} capture-pane -p
      done
      ${tmux} send-keys q; sleep 0.5; ${tmux} kill-server 2>/dev/null; true`;
    const { stdout } = await home.shell("bash", script);
    const [, at80 = "", at40 = "", at200 = ""] = stdout.split(/^== \d+\n/m);
    expect(at80).toMatch(/^is:open .* \d tickets? {2}09:41:05$/m);
    expect(at40).toMatch(/^> {2}INC-1 {2}HIGH.*\n {5}VPN drops$/m);
    expect(at200).toMatch(/^ {3}ID .* ASSIGNEE .* AGE$/m);
    for (const shown of [at80, at40, at200]) expect(shown.trimEnd().split("\n")).toHaveLength(14);
  });
});

describe("itsm watch in a real pipe", () => {
  let home: Home;
  beforeAll(async () => {
    home = makeHome();
    await home.shell("bash", 'itsm log "VPN drops"');
  });
  afterAll(() => home.remove());

  it("hands on each line at once, and ends quietly when its reader goes", async () => {
    const { stdout, stderr, code } = await home.shell(
      "bash",
      `set -o pipefail; (sleep 1; itsm log Second >/dev/null 2>&1; sleep 3; itsm log Third >/dev/null 2>&1) & itsm watch --every 1s | head -3 | grep -o '"change":"[a-z]*","id":[^,]*'`,
    );
    expect({ stdout, stderr, code }).toEqual({
      stdout: '"change":"listed","id":"INC-1"\n"change":"ready","id":null\n"change":"new","id":"INC-2"\n',
      stderr: "",
      code: 0,
    });
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("ends with its number on %s", async (signal, code) => {
    const child = spawn(process.execPath, [BIN, "watch"], { env: { ...home.env, ITSM_DB: join(home.register) }, stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((listed) => child.stdout.once("data", listed));
    child.kill(signal);
    expect(await new Promise((ended) => child.on("close", (status, by) => ended(status ?? by)))).toBe(code);
  });
});
