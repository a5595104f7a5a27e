import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../../world.ts";

let world: World;
let file = "";

beforeEach(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops" --category network/vpn --impact high --urgency high');
  await world.ok('log "Printer" --category hardware/printer --impact medium --urgency medium');
  file = join(world.folder, "policy.yaml");
  writeFileSync(file, await world.ok("policy show"));
});
afterEach(() => world.remove());

/** Changes the policy file: each text for another. */
function change(...pairs: readonly (readonly [before: string, after: string])[]): void {
  let text = readFileSync(file, "utf8");
  for (const [before, after] of pairs) {
    expect(text).toContain(before);
    text = text.replace(before, after);
  }
  writeFileSync(file, text);
}

const SOONER = ["response: 15m, resolution: 4h", "response: 10m, resolution: 2h"] as const;
const HOLIDAY = ["    day: 8h", "    holidays: [2026-11-25]\n    day: 8h"] as const;
const RENAMED = ["    printer: {}", "    plotter: {}"] as const;
const WORST = ["low: { high: medium, medium: low", "low: { high: medium, medium: medium"] as const;

/** An editor that runs a line of sh on the file. */
function editor(line: string): string {
  const path = join(world.folder, "editor.sh");
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe("policy show and diff", () => {
  it("what is shown is what is in force", async () => {
    expect(await world.itsm(["policy", "diff", file])).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^# The rules of this desk\./);
  });

  it("tells what a file changes, and ends with 1", async () => {
    change(SOONER, HOLIDAY, RENAMED, WORST);
    const { code, stdout } = await world.itsm(["policy", "diff", file], { terminal: ["stdout"], env: { NO_COLOR: "1" } });
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "SECTION     NAME                      NOW         THEN
      targets     incident high response    15m always  10m always
      targets     incident high resolution  4h always   2h always
      matrix      low medium                low         medium
      calendars   office 2026-11-25                     closed
      categories  hardware/plotter                      listed
      categories  hardware/printer          listed
      6 changes
      "
    `);
    expect((await world.json(["policy", "diff", file])).items[3]).toEqual({
      part: "calendars",
      name: "office 2026-11-25",
      before: null,
      after: "closed",
      message: "calendar office 2026-11-25 added: closed",
      datesAdded: null,
      datesRemoved: null,
    });
  });

  it("tells many holidays of a calendar as one line, and names them to a program", async () => {
    const days = Array.from({ length: 20 }, (_, i) => `${2026 + i}-12-${i === 19 ? "31" : "24"}`);
    change(SOONER, ["    day: 8h", `    holidays: [${days.join(", ")}]\n    day: 8h`]);
    const told = "office holidays\t\t20 dates, 1 in the next 12 months\n";
    expect((await world.itsm(["policy", "diff", file])).stdout).toMatch(new RegExp(`^targets\t.*\ntargets\t.*\ncalendars\t${told}$`));
    const { items } = await world.json(["policy", "diff", file]);
    expect(items.at(-1)).toMatchObject({ message: "calendar office holidays added: 20 dates, 1 in the next 12 months", datesAdded: days, datesRemoved: [] });
    const declined = await world.itsm(["policy", "apply", file, "--open", "keep"], { terminal: "all", answers: [false] });
    expect(declined.stderr).toContain("calendar office holidays added: 20 dates, 1 in the next 12 months");
    await world.ok(["policy", "apply", file]);
    change([days.join(", "), days.map((day) => day.replace("-12-", "-11-").replace("-31", "-30")).join(", ")]);
    expect((await world.json(["policy", "diff", file])).items).toMatchObject([
      { name: "office holidays", before: "20 dates, 1 in the next 12 months", after: "20 dates, 1 in the next 12 months" },
    ]);
  });

  it("compares versions too", async () => {
    change(SOONER);
    await world.ok(["policy", "apply", file]);
    expect((await world.itsm("policy diff --version 1 -q")).stdout).toBe("targets incident high response\ntargets incident high resolution\n");
    expect((await world.itsm(["policy", "diff", file])).code).toBe(0);
    expect(await world.ok("policy show")).toBe(readFileSync(file, "utf8"));
    expect(await world.ok("policy show --version 1")).not.toContain("10m");
    expect(await world.itsm("policy show --version 3")).toMatchObject({ code: 4, stderr: expect.stringContaining("there are 1 to 2") });
    expect((await world.itsm("policy show -V")).stdout).toMatch(/^itsm /);
  });

  it("reads standard input, and files of holidays beside the policy", async () => {
    writeFileSync(
      join(world.folder, "days.ics"),
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261126\r\nSUMMARY:Day off\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    change(["    day: 8h", "    holidays: [{ file: days.ics }]\n    day: 8h"]);
    expect((await world.json(["policy", "diff", file])).items).toMatchObject([{ name: "office 2026-11-26", after: "closed" }]);
    change(["holidays: [{ file: days.ics }]", "holidays: [2026-11-27]"]);
    const ran = await world.itsm("policy diff -", { stdin: readFileSync(file) });
    expect(ran).toMatchObject({ code: 1, stdout: "calendars\toffice 2026-11-27\t\tclosed\n" });
  });
});

describe("policy apply", () => {
  it("without a terminal goes ahead, and open tickets keep their terms", async () => {
    change(SOONER);
    const document = await world.json(["policy", "apply", file]);
    expect(document).toMatchObject({ outcome: "changed", operation: "op-3", version: 2, open: { mode: "keep", adopted: 0 }, exit: 0 });
    expect(await world.json(["policy", "apply", file])).toMatchObject({ outcome: "unchanged", operation: null, version: 2 });
    expect(await world.ok("policy log")).toBe(`2\tin_force\t2026-11-24T02:41:05Z\tayu\top-3\t0\n1\tpast\t\t\t\t2\n`);
    expect((await world.json("show 1")).items[0].sla.resolution.targetSeconds).toBe(4 * 3600);
    await world.ok("audit verify");
  });

  it("adopts, says what it does to the clocks, and is taken back", async () => {
    change(SOONER);
    world.pass(3 * 3600);
    const { stdout } = await world.itsm(["policy", "apply", file, "--open", "adopt", "--yes"], { terminal: "all" });
    expect(stdout).toMatchInlineSnapshot(`
      "version 2 of the policy applied as op-3, in force from 2026-11-24 12:41 (+07:00)
      2 open tickets now run under version 2
      itsm undo op-3 gives the tickets back what they had
      "
    `);
    expect((await world.json("show 1")).items[0].sla.resolution).toMatchObject({ state: "breached", targetSeconds: 7200, dueAt: "2026-11-24T04:41:05Z" });
    const undone = await world.itsm("undo");
    expect(undone.stderr).toContain("version 2 of the policy stays; itsm policy apply --version 1 brings back the one before");
    expect((await world.json("show 1")).items[0]).toMatchObject({ terms: 1, sla: { resolution: { targetSeconds: 4 * 3600 } } });
    await world.ok("policy apply --version 1");
    expect((await world.itsm("undo")).stderr).toContain("op-5 applied version 3 of the policy and changed no ticket");
    expect((await world.itsm("policy diff --version 1")).code).toBe(0);
    await world.ok("audit verify");
  });

  it("is refused where it drops what is in use, with the tickets, and renames it", async () => {
    change(RENAMED);
    const refused = await world.itsm(["policy", "apply", file]);
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(refused.stderr).toMatchInlineSnapshot(`
      "error: The policy has no category "hardware/printer", which 1 open ticket has: INC-2.
        say what it is called now: --map category:hardware/printer=NAME
      "
    `);
    expect(await world.json(["policy", "apply", file])).toMatchObject({
      outcome: "refused",
      dropped: [{ field: "category", value: "hardware/printer", tickets: ["INC-2"] }],
      exit: 3,
    });
    expect((await world.json("policy log")).items).toHaveLength(1);
    await world.ok(["policy", "apply", file, "--map", "hardware/printer=hardware/plotter"]);
    expect((await world.json("show 2")).items[0]).toMatchObject({ category: "hardware/plotter", firstCategory: "hardware/plotter", terms: 1 });
    expect(await world.ok("ls is:reclassified -q")).toBe("");
  });

  it("asks what becomes of open tickets, and whether to go on", async () => {
    change(SOONER);
    const declined = await world.itsm(["policy", "apply", file], { terminal: "all", answers: ["adopt", false] });
    expect(declined).toMatchObject({ code: 7, asked: ["2 open tickets: what happens to their clocks?", "Apply it as version 2?"] });
    expect(declined.stderr).toContain("target incident high response: 15m always -> 10m always");
    expect((await world.json("policy log")).items).toHaveLength(1);
    const done = await world.itsm(["policy", "apply", file], { terminal: "all", answers: ["adopt", true] });
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("2 open tickets now run under version 2") });
    const meanwhile = await world.itsm(["policy", "apply", "--version", "1"], {
      terminal: "all",
      answers: [
        "keep",
        async () => {
          change(["    day: 8h", "    day: 7h"]);
          await world.ok(["policy", "apply", file]);
          return true;
        },
      ],
    });
    expect(meanwhile).toMatchObject({ code: 3, stderr: expect.stringContaining("Version 3 of the policy was applied while you were asked.") });
  });

  it("says before it asks how many tickets would newly be breached by adopting", async () => {
    change(SOONER);
    world.pass(3 * 3600);
    await world.ok('log "Mail is slow" --impact high --urgency high --channel email');
    world.pass(11 * 60);
    const asked = await world.itsm(["policy", "apply", file], { terminal: "all", answers: ["adopt", false] });
    expect(asked.offered).toContain("adopt  they run under the new policy from now on; 1 would be newly breached, 0 no longer");
    const adopting = await world.itsm(["policy", "apply", file, "--open", "adopt"], { terminal: "all", answers: [false] });
    expect(adopting.stderr).toContain("of 3 open tickets, 1 would be newly breached, 0 no longer");
    expect((await world.json("db info")).policy).toBe(1);
  });

  it("a dry run says what would happen and writes nothing", async () => {
    change(SOONER);
    world.pass(3 * 3600);
    const { stdout } = await world.itsm(["policy", "apply", file, "--open", "adopt", "-n"], { terminal: "all" });
    expect(stdout).toMatchInlineSnapshot(`
      "version 2 of the policy would be in force from 2026-11-24 12:41 (+07:00)
        target incident high response: 15m always -> 10m always
        target incident high resolution: 4h always -> 2h always
      2 open tickets would run under version 2
      "
    `);
    expect((await world.json("db info")).policy).toBe(1);
  });

  it("told again under a token says the same", async () => {
    change(SOONER);
    const first = await world.json(["policy", "apply", file, "--open", "adopt", "--once", "t"]);
    const again = await world.json(["policy", "apply", file, "--open", "adopt", "--once", "t"]);
    expect(again).toEqual({ ...first, repeated: true });
  });

  it("cannot be adopted before it begins, and says how it is adopted then", async () => {
    change(SOONER);
    const ahead = ["policy", "apply", file, "--from", "2026-11-25 08:00"];
    for (const more of [[], ["-n"], ["-q"]])
      expect(await world.itsm([...ahead, "--open", "adopt", ...more])).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("is to begin later"),
      });
    expect((await world.itsm([...ahead, "--open", "adopt"], { terminal: "all" })).stderr).toMatchInlineSnapshot(`
      "from: 2026-11-25 08:00 (+07:00)
      error: --open adopt takes open tickets along at once, and the policy is to
        begin later.
        apply it without --open adopt, and once it is in force: itsm policy apply
        --version 2 --open adopt
      "
    `);
    expect(await world.json("policy log")).toMatchObject({ items: [{ version: 1 }] });
    const { stdout } = await world.itsm(ahead, { terminal: "all", answers: [true] });
    expect(stdout).toMatchInlineSnapshot(`
      "version 2 of the policy applied as op-3, in force from 2026-11-25 08:00 (+07:00)
      2 open tickets keep their terms
      once it is in force, itsm policy apply --version 2 --open adopt takes them along
      "
    `);
    expect((await world.json("policy log")).items).toMatchObject([{ state: "to_come" }, { state: "in_force" }]);
    world.pass(24 * 3600);
    await world.ok("policy apply --version 2 --open adopt");
    expect((await world.json("policy log")).items).toMatchObject([{ state: "in_force", open: 2 }, { open: 0 }]);
    await world.ok("audit verify");
  });

  it("says that a version still to come never comes into force, and asks", async () => {
    change(SOONER);
    await world.ok(["policy", "apply", file, "--from", "2026-11-30 08:00"]);
    const back = ["policy", "apply", "--version", "1"];
    const asked = await world.itsm(back, { terminal: "all", answers: ["keep", ""] });
    expect(asked).toMatchObject({ code: 7, asked: ["2 open tickets: what happens to their clocks?", "Apply it as version 3?"] });
    expect(asked.stderr).toContain("version 2, which was to begin 2026-11-30 08:00, would never come into force");
    const rehearsed = (await world.itsm([...back, "-n"], { terminal: ["stdout"] })).stdout;
    expect(rehearsed).toContain("version 3 of the policy would be in force");
    expect(rehearsed).toContain("would never come into force");
    // A version that begins before it replaces it only for a while.
    expect((await world.json([...back, "-n", "--from", "2026-12-01"])).overtaken).toEqual([]);
    const done = await world.itsm([...back, "--once", "t"]);
    expect(done).toMatchObject({ code: 0, stderr: "version 2, which was to begin 2026-11-30 08:00, never comes into force\n" });
    expect((await world.json([...back, "--once", "t"])).overtaken).toEqual([{ version: 2, from: "2026-11-30T01:00:00Z" }]);
    expect((await world.json("policy log")).items.map(({ state }: { state: string }) => state)).toEqual(["in_force", "overtaken", "past"]);
    change(HOLIDAY);
    expect(await world.json(["policy", "apply", file])).toMatchObject({ version: 4, overtaken: [] });
    world.pass(30 * 24 * 3600);
    expect((await world.json("policy log")).items.map(({ state }: { state: string }) => state)).toEqual(["in_force", "past", "overtaken", "past"]);
  });

  it("of two to come, the later version overtakes one that begins after it", async () => {
    change(SOONER);
    await world.ok(["policy", "apply", file, "--from", "2026-11-30 08:00"]);
    change(HOLIDAY);
    const sooner = await world.itsm(["policy", "apply", file, "--from", "2026-11-28 08:00"], { terminal: "all", answers: [true] });
    expect(sooner.stdout).toContain("version 2, which was to begin 2026-11-30 08:00, never comes into force");
    expect((await world.json("policy log")).items.map(({ state }: { state: string }) => state)).toEqual(["to_come", "overtaken", "in_force"]);
    world.pass(30 * 24 * 3600);
    expect((await world.json("policy log")).items.map(({ state }: { state: string }) => state)).toEqual(["in_force", "overtaken", "past"]);
  });

  it.each([
    ["policy apply", 2, "policy apply needs a policy."],
    ["policy apply nowhere.yaml", 2, "nowhere.yaml"],
    ["policy apply --version 1 FILE", 2, "exclude each other"],
    ["policy apply --version 9", 4, "There is no version 9"],
    ["policy apply --version 0", 2, "--version"],
    ["policy apply --version 1 --map x", 2, "does not say what is called how"],
    ["policy apply --version 1 --from 31/31/2026", 2, "31/31/2026"],
    ["policy edit", 2, "there is no terminal"],
    ["policy", 2, "policy"],
  ])("%s ends with %i", async (line, code, said) => {
    expect(await world.itsm(line)).toMatchObject({ code, stderr: expect.stringContaining(said) });
  });
});

describe("a policy with a file of holidays that is no longer there", () => {
  const days = ["2026-11-26", "2026-12-24", "2026-12-31"];
  const ics = (dates: readonly string[]): string =>
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:x",
      ...dates.flatMap((date, i) => [
        "BEGIN:VEVENT",
        `UID:${i}`,
        "DTSTAMP:20260101T000000Z",
        `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
        "SUMMARY:Day off",
        "END:VEVENT",
      ]),
      "END:VCALENDAR",
      "",
    ].join("\r\n");
  /** Applies the policy with these lines in place of the calendar's last, and takes the file away. */
  async function applied(lines: string): Promise<void> {
    const path = join(world.folder, "days.ics");
    writeFileSync(path, ics(days));
    change(["    day: 8h", `${lines}\n    day: 8h # a day`]);
    await world.ok(["policy", "apply", file]);
    rmSync(path);
  }

  it.each([
    [
      "in a list on a line",
      '    holidays: ["*-12-25", { file: days.ics }] # as agreed',
      '    holidays: ["*-12-25", 2026-11-26, 2026-12-24, 2026-12-31] # as agreed',
    ],
    ["alone", "    holidays: [{ file: days.ics }]", "    holidays: [2026-11-26, 2026-12-24, 2026-12-31]"],
    [
      "in a list of lines",
      '    holidays:\n      - "*-12-25"\n      - file: days.ics # of the state\n      - 2026-12-01',
      '    holidays:\n      - "*-12-25"\n      - 2026-11-26\n      - 2026-12-24\n      - 2026-12-31 # of the state\n      - 2026-12-01',
    ],
  ])("named %s, is shown with its dates in the place of the file", async (_, before, after) => {
    await applied(before);
    expect(await world.ok("policy show")).toContain(before);
    const inline = await world.ok("policy show --inline");
    expect(inline).toBe(readFileSync(file, "utf8").replace(before, after));
    writeFileSync(file, inline);
    expect(await world.itsm(["policy", "diff", file])).toMatchObject({ code: 0, stdout: "" });
  });

  it("is written anew where the file cannot be replaced where it stands", async () => {
    await applied(
      '    holidays: &off [{ file: days.ics }]\n    dates: { 2026-12-24: ["08:00-12:00"] }\n  shop:\n    hours: { mon: ["08:00-12:00"] }\n    holidays: *off',
    );
    const inline = await world.ok("policy show --inline");
    expect(inline).not.toContain("file: days.ics");
    writeFileSync(file, inline);
    expect(await world.itsm(["policy", "diff", file])).toMatchObject({ code: 0, stdout: "" });
  });

  it("is edited with its dates, and says so", async () => {
    await applied("    holidays: [{ file: days.ics }]");
    const ran = await world.itsm("policy edit", {
      terminal: "all",
      answers: ["keep", true],
      env: { ITSM_EDITOR: editor(`sed -i 's/response: 15m/response: 5m/' "$1"`) },
    });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("version 3 of the policy applied") });
    expect(ran.stderr).toContain("days.ics is not here: its dates stand in its place");
    expect(await world.ok("policy show")).toContain("holidays: [2026-11-26, 2026-12-24, 2026-12-31]");
  });
});

describe("policy edit", () => {
  it("comes back with its faults above the text, and nothing is lost", async () => {
    const count = join(world.folder, "count");
    // First a fault, then its mending.
    const line = `echo x >> ${count}; if [ $(wc -l < ${count}) -eq 1 ]; then sed -i 's/response: 15m/response: 15x/' "$1"; else cp "$1" ${count}.seen; sed -i 's/response: 15x/response: 5m/' "$1"; fi`;
    const ran = await world.itsm("policy edit --open keep", { terminal: "all", answers: [true], env: { ITSM_EDITOR: editor(line) } });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("version 2 of the policy applied") });
    const seen = readFileSync(`${count}.seen`, "utf8").split("\n");
    const [, at] = /^#! policy\.yaml:(\d+):\d+: /.exec(seen[0] ?? "") ?? [];
    expect(seen[Number(at) - 1]).toContain("response: 15x");
    expect(await world.ok("policy show")).toContain("response: 5m");
    expect(await world.ok("policy show")).not.toContain("#!");
  });

  it("gives up where the faults are left, and keeps the text", async () => {
    const line = `grep -q '^#!' "$1" || sed -i 's/response: 15m/response: 15x/' "$1"`;
    const ran = await world.itsm("policy edit", { terminal: "all", env: { ITSM_EDITOR: editor(line) } });
    expect(ran.code).toBe(7);
    const [path = ""] = /\/\S+policy\.yaml/.exec(ran.stderr) ?? [];
    const kept = readFileSync(path, "utf8");
    expect(kept).toContain("15x");
    const [, at, why] = /policy\.yaml:(\d+):\d+: (\w+)/.exec(ran.stderr) ?? [];
    expect(kept.split("\n")[Number(at) - 1]).toContain("response: 15x");
    expect(kept).toContain(`#! policy.yaml:${at}`);
    expect(why).not.toBe("");
    expect((await world.json("db info")).policy).toBe(1);
  });

  it("unchanged does nothing; declined, the text is kept", async () => {
    expect(await world.itsm("policy edit", { terminal: "all", env: { ITSM_EDITOR: editor("true") } })).toMatchObject({
      code: 0,
      stdout: "",
      stderr: expect.stringContaining("nothing was changed"),
    });
    const ran = await world.itsm("policy edit", {
      terminal: "all",
      answers: ["keep", false],
      env: { ITSM_EDITOR: editor(`sed -i 's/response: 15m/response: 5m/' "$1"`) },
    });
    expect(ran.code).toBe(7);
    const [path = ""] = /\/\S+policy\.yaml/.exec(ran.stderr) ?? [];
    expect(readFileSync(path, "utf8")).toContain("response: 5m");
  });
});
