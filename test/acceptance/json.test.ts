import { renameSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { itOnFiles } from "../postgres.ts";
import { makeWorld, type Ran, type World } from "../world.ts";
import { minimal } from "./policy/minimal.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ } });

/** What each verb's document is called where the run did what it was asked, if it is not `result`. */
const DOCUMENT: Readonly<Record<string, string>> = {
  list: "list",
  search: "list",
  sla: "list",
  show: "show",
  "op list": "op-list",
  "op show": "op-show",
  "sla explain": "sla-explain",
  "sla calc": "sla-calc",
  "sla verify": "sla-verify",
  "sla what-if": "sla-what-if",
  "intake explain": "intake-explain",
  "db info": "db-info",
  "db init": "db-info",
  "db migrate": "db-migrate",
  "db backup": "db-backup",
  "db restore": "db-restore",
  "db copy": "db-copy",
  "db check": "db-check",
  export: "export",
  "export --bundle": "export-bundle",
  import: "import",
  doctor: "doctor",
  "audit verify": "audit-verify",
  "audit head": "audit-head",
  "audit show": "audit-show",
  similar: "similar",
  suggest: "suggest",
  "suggest --evaluate": "suggest-evaluation",
  "kb add": "kb-show",
  "kb list": "kb-list",
  "kb show": "kb-show",
  "kb retire": "kb-show",
  "policy check": "policyCheck",
  "policy test": "policyTest",
  sweep: "sweep",
  "sweep --status": "sweep-status",
  whoami: "whoami",
  next: "next",
  oncall: "oncall",
  brief: "brief",
  "report sla": "report-sla",
  "report volume": "report-volume",
  "report backlog": "report-backlog",
  "report aging": "report-aging",
  "report --evidence": "list",
  "policy show": "policyShow",
  "policy diff": "policyDiff",
  "policy apply": "policyApply",
  "policy log": "policyLog",
};

/** In this order: each finds what those before it left. Tickets 1 to 12 are there. */
const SUCCEEDING: readonly (readonly [verb: string, line: string])[] = [
  ["log", 'log "Disk full" --impact high --urgency high --key disk --ref R1 --requester Budi --contact 4711 -t a -t b --down-at "1h ago"'],
  ["log", 'log "Disk full" --key disk'],
  ["log", 'log "Password" --category access/password --close --code user-guidance --note shown'],
  ["log", 'log "Site down" --impact high --urgency high --major --reason everybody --assignee ayu'],
  ["log", "log nothing --dry-run"],
  ["list", "list"],
  ["list", "list status:new -L 2"],
  ["list", "list id:999"],
  ["search", "search printer"],
  ["edit", "edit 1 2 --category other -t x --service mail --site hq --ci pc-1"],
  ["edit", "edit 1 -p high --priority-reason board --priority-until 'in 2d'"],
  ["edit", "edit 1 -p computed"],
  ["edit", "edit 1 --category other"],
  ["note", "note 1 'We are on it.' --public --next-update 'in 30m'"],
  ["affected", "affected 1 --add Budi --contact 4711"],
  ["assign", "assign 1..3 --to @me"],
  ["start", "start 4"],
  ["start", "start 4"],
  ["hold", "hold 4 --reason awaiting-vendor --note x --until 'in 2d'"],
  ["sla explain", "sla explain 4"],
  ["resume", "resume 4"],
  ["escalate", "escalate 4 --to second-line --reason firewall"],
  ["escalate", "escalate 4 --up --reason late"],
  ["workaround", "workaround 4 'Restart it.'"],
  ["link", "link 5 duplicates 4"],
  ["unlink", "unlink 5 duplicates 4"],
  ["link", "link 5 relates-to 4"],
  ["edit", "edit 6 --parent 4"],
  ["resolve", "resolve 7 --code fixed --note done"],
  ["close", "close 7 --category other --confirmed requester --satisfaction 5"],
  ["close", "close 7 8 999 --code fixed --note done --category other --keep-going"],
  ["reopen", "reopen 7 --reason again"],
  ["cancel", "cancel 9 --reason mistake"],
  ["show", "show 1 4 6 7 9 13"],
  ["undo", "undo"],
  ["undo", "undo op-4"],
  ["policy show", "policy show"],
  ["policy diff", "policy diff --version 1"],
  ["policy apply", "policy apply --version 1 --from 2026-01-01 --open adopt"],
  ["policy apply", "policy apply --version 1"],
  ["policy apply", "policy apply --version 1 --open adopt --dry-run"],
  ["policy log", "policy log"],
  ["list", "list is:void"],
  ["similar", "similar 4 --open"],
  ["similar", "similar --text 'printer disk full'"],
  ["suggest", "suggest --text 'password forgotten'"],
  ["suggest", "suggest 4"],
  ["suggest --evaluate", "suggest --evaluate"],
  ["kb add", "kb add --title 'Disk full' --symptom 'Nothing can be saved' --cause 'old logs' --workaround 'Empty the folder.'"],
  ["kb add", "kb add --from 4"],
  ["kb add", "kb add --from 7 --workaround 'Wait.' --dry-run"],
  ["kb list", "kb list"],
  ["kb list", "kb list disk"],
  ["kb show", "kb show K-1 2"],
  ["kb use", "kb use K-1 10 11"],
  ["kb use", "kb use K-1 10 --dry-run"],
  ["kb retire", "kb retire K-2 --reason 'no longer so'"],
  ["intake", "intake json -"],
  ["intake", "intake json - -k"],
  ["intake explain", "intake json --explain -"],
  ["op list", "op list"],
  ["op show", "op show 1"],
  ["op show", "op show 3"],
  ["sla", "sla"],
  ["sla", "sla --check --within 4h"],
  ["sla explain", "sla explain 1 --clock response"],
  ["sla calc", "sla calc --calendar office --from 2026-11-27T16:30 --add 2bd"],
  ["sla calc", "sla calc --calendar office --from 2026-11-27T16:30 --to 2026-11-24"],
  ["sla calc", "sla calc --calendar always"],
  ["sla calc", "sla calc --calendar office --policy - --to 2999-01-01"],
  ["sla verify", "sla verify"],
  ["sla what-if", "sla what-if -"],
  ["sla what-if", "sla what-if - --since 1m"],
  ["next", "next"],
  ["next", "next --as nobody"],
  ["start", "next --take --as budi"],
  ["start", "next --take --as budi --dry-run"],
  ["sweep", "sweep --dry-run --at 'in 2d'"],
  ["sweep", "sweep"],
  ["sweep --status", "sweep --status"],
  ["oncall", "oncall"],
  ["oncall", "oncall --at 'in 2d'"],
  ["brief", "brief"],
  ["brief", "brief --since 1m --within 1m -L 1"],
  ["report sla", "report sla --by priority"],
  ["report sla", "report sla --month 2026-10"],
  ["report volume", "report volume --by day"],
  ["report volume", "report volume --by type -L 1"],
  ["report backlog", "report backlog --by group"],
  ["report aging", "report aging --by assignee"],
  ["report --evidence", "report volume --evidence opened -L 2"],
  ["db info", "db info"],
  ["db init", "db init"],
  ["db migrate", "db migrate"],
  ["db migrate", "db migrate --dry-run"],
  ["db init", "db init FOLDER/file.db"],
  ["db backup", "db backup FOLDER/b.db --db FOLDER/file.db"],
  ["db restore", "db restore FOLDER/b.db --db FOLDER/file.db --dry-run"],
  ["db restore", "db restore FOLDER/b.db --db FOLDER/new.db"],
  ["db copy", "db copy --to FOLDER/copy.db"],
  ["db check", "db check"],
  ["db check", "db check --full"],
  ["export", "export --out FOLDER/tickets.jsonl"],
  ["export", "export is:open --csv --events --out FOLDER/events.csv"],
  ["export --bundle", "export --bundle FOLDER/desk.jsonl.gz"],
  ["import", "import --bundle FOLDER/desk.jsonl.gz --db FOLDER/import.db"],
  ["doctor", "doctor"],
  ["redact", "redact 1 --field description --reason asked --confirm desk"],
  ["audit verify", "audit verify"],
  ["audit head", "audit head"],
  ["audit show", "audit show"],
  ["audit show", "audit show 4 -L 3"],
  ["policy check", "policy check -"],
  ["policy test", "policy test -"],
  ["whoami", "whoami"],
];

const FAILING: readonly (readonly [line: string, document: "error" | "result", exit: number])[] = [
  ["list prioriti:high", "error", 2],
  ["list --no-such-flag", "error", 2],
  ["list --json --csv", "error", 2],
  ["list -o nothing", "error", 2],
  ["list --db /nowhere/desk.db", "error", 6],
  ["search", "error", 2],
  ["sla --within never", "error", 2],
  ["sla --probe --json", "error", 2],
  ["next --yes", "error", 2],
  ["oncall nowhere", "error", 2],
  ["brief --since tomorrow", "error", 2],
  ["report sla --month 2026-13", "error", 2],
  ["report nothing", "error", 2],
  ["show 999", "error", 4],
  ["show 007", "error", 2],
  ["sla explain 999", "error", 4],
  ["sla calc", "error", 2],
  ["sla calc --calendar office --add 2d", "error", 2],
  ["sla verify prioriti:high", "error", 2],
  ["sla what-if", "error", 2],
  ["sla what-if /nowhere.yaml", "error", 2],
  ["sla what-if - --since tomorrow", "error", 2],
  ["op show 999", "error", 4],
  ["op show x", "error", 2],
  ["audit show 999", "error", 4],
  ["audit verify --against x", "error", 2],
  ["db info --db /nowhere/desk.db", "error", 6],
  ["db init /nowhere/desk.db", "error", 6],
  ["db backup -", "error", 2],
  ["db backup /nowhere/b.db", "error", 6],
  ["db restore /nowhere/b.db --db FOLDER/none.db --confirm desk", "error", 6],
  ["export --json", "error", 2],
  ["export --out /nowhere/x", "error", 6],
  ["export --bundle x is:open", "error", 2],
  ["import", "error", 2],
  ["import --bundle /nowhere/x", "error", 2],
  ["done 1", "error", 2],
  ["nonsense", "error", 2],
  ["db", "error", 2],
  ["help nonsense", "error", 2],
  ["log", "error", 2],
  ["log x --at tomorrow", "error", 2],
  ["resolve 1", "error", 2],
  ["hold 1 --reason lunch", "error", 2],
  ["note 1..3 x --where is:open", "error", 2],
  ["close - --yes", "error", 2],
  ["close 999 --code fixed --note x", "result", 4],
  ["close 10 11 --code fixed --note x", "result", 3],
  ["close 10 999", "result", 3],
  ["log x -p low", "result", 3],
  ["resume 10", "result", 3],
  ["edit 10 --major --reason x", "result", 3],
  ["reopen 10 --reason x", "result", 3],
  ["undo 1", "result", 3],
  ["undo 999", "error", 4],
  ["edit --where '' -t x", "error", 2],
  ["similar", "error", 2],
  ["similar 999", "error", 4],
  ["similar 1 --text x", "error", 2],
  ["similar 1 --open --all", "error", 2],
  ["suggest", "error", 2],
  ["suggest --field category", "error", 2],
  ["suggest --evaluate --text x", "error", 2],
  ["kb", "error", 2],
  ["kb add", "error", 2],
  ["kb add --title x --symptom '' --workaround y", "error", 2],
  ["kb add --from 999", "error", 4],
  ["kb add --from 5", "error", 3],
  ["suggest --evaluate --field colour", "error", 2],
  ["kb show x", "error", 2],
  ["kb show K-99", "error", 4],
  ["kb use K-99 1", "error", 4],
  ["kb use K-1 999", "result", 4],
  ["kb retire K-1", "error", 2],
  ["kb retire K-2 --reason again", "error", 3],
  ["policy check /nowhere/desk.yaml", "error", 2],
  ["policy test", "error", 2],
  ["intake json", "error", 2],
  ["intake nagios -", "error", 2],
  ["intake zabbix -", "result", 3],
];

const POLICY = minimal({}, "tests: [ { impact: low, urgency: low, priority: low } ]");

/** Alerts: new, again, over, unknown. */
const ALERTS = ["a", "b", "a"].map((key) => JSON.stringify({ key, title: key, triggerid: key })).join("\n");
const GONE = JSON.stringify({ key: "gone", status: "ok" });

/** A policy as a program would write it: JSON is YAML. Nobody is in time under it, and it knows no medium urgency. */
const HASTY = JSON.stringify({
  version: 1,
  priorities: ["high", "low"],
  impacts: ["high", "medium", "low"],
  urgencies: ["high", "low"],
  matrix: { high: { high: "high", low: "low" }, medium: { high: "high", low: "low" }, low: { high: "low", low: "low" } },
  calendars: { office: { timezone: "Asia/Jakarta", hours: { "mon-fri": ["08:00-12:00"] } } },
  targets: [{ response: "1s", resolution: "1s", calendar: "office" }],
});

const withJson = (line: string): string => (line.includes("--json") ? line : `${line} --json`);

describe("JSON", () => {
  let world: World;
  const schemas = new Map<string, ReturnType<typeof ajv.compile>>();

  /** What speaks against a document by the schema the program itself prints; null: nothing. */
  async function faultsOf(name: string, document: unknown): Promise<unknown> {
    let validate = schemas.get(name);
    if (validate === undefined) {
      validate = ajv.compile(JSON.parse(await world.ok(["help", "schema", `itsm.${name}/1`])));
      schemas.set(name, validate);
    }
    return validate(document) ? null : validate.errors;
  }

  const stdinOf = (line: string): string =>
    line.startsWith("policy")
      ? POLICY
      : line.includes("what-if -") || line.includes("--policy -")
        ? HASTY
        : line.startsWith("intake")
          ? `${ALERTS}\n${GONE}`
          : line.includes(" - ")
            ? "1\nx\n"
            : "";
  const run = (line: string): Promise<Ran> => world.itsm(withJson(line.replaceAll("FOLDER", world.folder)), { stdin: stdinOf(line) });

  beforeAll(async () => {
    world = makeWorld();
    for (let number = 1; number <= 12; number += 1) await world.ok(`log "Printer ${number}" --channel phone --requester Sari`);
    world.pass(600);
  });
  afterAll(() => world.remove());

  describe("of what was done is what its schema says", () => {
    it.each(SUCCEEDING)("%s: %s", async (verb, line) => {
      world.pass(1);
      const { code, stdout, stderr } = await run(line);
      const document = JSON.parse(stdout);
      const name = DOCUMENT[verb] ?? "result";
      expect({ schema: document.schema, faults: await faultsOf(name, document) }, stdout).toEqual({ schema: `itsm.${name}/1`, faults: null });
      expect(stdout.endsWith("}\n") && !stdout.slice(0, -1).includes("\n"), "one line").toBe(true);
      if (name === "result") {
        const { requested, ...outcomes } = document.counts as Record<string, number>;
        expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(requested);
        expect(document.exit).toBe(code);
        for (const { outcome, ticket } of document.items) expect(ticket !== null).toBe(outcome === "changed" || outcome === "repeated");
      } else expect({ code, stderr }).toEqual({ code: line.includes("--check") ? 1 : 0, stderr: expect.not.stringContaining("error:") });
    });

    it("of every verb that has it", () => {
      const tried = new Set(SUCCEEDING.map(([verb]) => verb));
      const have = MANIFEST.filter(({ groups }) => groups.includes("brief") || groups.includes("formats")).map(({ name }) => name);
      expect(have.filter((name) => !tried.has(name))).toEqual([]);
    });
  });

  describe("of what failed is what its schema says", () => {
    it.each(FAILING)("%s", async (line, name, exit) => {
      const { code, stdout, stderr } = await run(line);
      const document = JSON.parse(stdout);
      expect({ schema: document.schema, faults: await faultsOf(name, document), exit: document.exit, code }, stdout).toEqual({
        schema: `itsm.${name}/1`,
        faults: null,
        exit,
        code: exit,
      });
      expect(stderr).toMatch(/^error: /m);
      if (name === "result") expect(document.operation).toBeNull();
    });
  });

  it.each([
    "list --all",
    "search printer",
    "sla",
    "show 1 4",
    "similar 1",
    "suggest 1",
    "suggest --evaluate",
    "kb list --all",
    "kb show K-1",
    "op list",
    "op show 3",
    "sla explain 4",
    "audit show",
    "audit show 4 -L 2",
    "list -L 3 -o id,sla.response.state",
    "report sla --by priority",
    "report volume --by type -o value,opened",
    "report backlog",
    "report aging --by priority",
  ])("%s has the same items line by line", async (line) => {
    const document = JSON.parse(await world.ok(`${line} --json`));
    const lines = (await world.ok(`${line} --jsonl`)).trimEnd().split("\n");
    expect(lines.map((one) => JSON.parse(one))).toEqual(document.items);
    expect(document.items.length).toBeGreaterThan(0);
  });

  it("of a write has the same items line by line", async () => {
    const { items } = await world.json("note 1,2,999 'Again.' --dry-run --keep-going");
    const lines = (await world.itsm("note 1,2,999 'Again.' --dry-run --keep-going --jsonl")).stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(items);
  });

  it("says how many there are where only some are shown", async () => {
    for (const line of ["list --all", "op list", "audit show", "audit show 4"]) {
      const whole = (await world.json(`${line} -L 0`)).page;
      expect(whole).toEqual({ returned: whole.total, total: whole.total, truncated: false });
      expect((await world.json(`${line} -L 2`)).page, line).toEqual({ returned: 2, total: whole.total, truncated: true });
    }
  });

  itOnFiles("of every kind of line of watch is what its schema says", async () => {
    const away = join(world.folder, "away.db");
    const { stdout } = await world.itsm("watch --every 2s --for 26s", {
      meanwhile: [
        () => world.ok("log news --impact high --urgency high"),
        () => world.ok("note 10 news"),
        () => world.ok("cancel 11 --reason mistake"),
        () => world.pass(3600),
        () => renameSync(world.register, away),
        () => renameSync(away, world.register),
      ],
    });
    const lines = stdout.trimEnd().split("\n");
    const kinds = new Set<string>();
    for (const line of lines) {
      const document = JSON.parse(line);
      kinds.add(document.change);
      expect({ schema: document.schema, faults: await faultsOf("watch", document) }, line).toEqual({ schema: "itsm.watch/1", faults: null });
    }
    expect([...kinds].toSorted()).toEqual(["alive", "back", "changed", "clock", "left", "listed", "new", "ready", "stale"]);
  });

  it("cuts nothing nobody asked to cut", async () => {
    expect((await world.json("audit show")).page).toEqual((await world.json("audit show -L 0")).page);
  });
});
