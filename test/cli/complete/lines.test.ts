import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Glimpse } from "../../../src/app/glimpse.ts";
import { completed } from "../../../src/cli/complete/completed.ts";
import { shellLine } from "../../../src/cli/complete/shell-words.ts";
import { MANIFEST } from "../../../src/cli/manifest.ts";
import { glimpse } from "../../../src/store/glimpse.ts";
import { glimpseServer } from "../../../src/store/postgres-glimpse.ts";
import { itOnFiles } from "../../postgres.ts";
import { makeWorld, TUESDAY, type World } from "../../world.ts";

let world: World;

beforeAll(async () => {
  world = makeWorld();
  await world.ok('log "VPN drops" --impact high --urgency high --requester "Budi Santoso" --assignee "Sari Dewi" -t vpn -t wifi --key disk:/srv');
  await world.ok('log "Printer jams" --impact low --urgency low --requester Ratna --service mail --site hq --ref R-1');
  await world.ok('log "New laptop" --type request --assignee Ayu --impact medium --urgency medium');
  await world.ok('log "Password forgotten" --category access/password --close --code user-guidance --note shown');
  for (let number = 5; number <= 42; number += 1) await world.ok(`log "Ticket ${number}" --impact low --urgency low`);
  await world.ok("hold 3 --reason awaiting-vendor");
  for (const number of [1, 2, 3]) await world.ok(`kb add --title "Fault ${number}" --symptom s${number} --workaround w`);
  await world.ok("kb retire K-2 --reason gone");
  await world.ok("cancel 40 --reason mistake");
});
afterAll(() => world.remove());

const lookAt = (place: string): Glimpse | Promise<Glimpse> =>
  place.startsWith("postgres:") ? glimpseServer(place, TUESDAY, { env: {}, osUser: "os-user" }) : glimpse(place, undefined, TUESDAY);

const env = (more: Readonly<Record<string, string | undefined>> = {}): Readonly<Record<string, string | undefined>> => ({ ...world.env, ...more });

/** What is offered behind a line, word by word; fish takes the words as they are. */
async function offered(line: string, more: Readonly<Record<string, string | undefined>> = {}): Promise<readonly string[]> {
  const { words, last } = shellLine(line);
  const reply = await completed(["fish", last.raw, ...words.slice(1)], { env: env(more), glimpse: lookAt });
  const [how, ...lines] = reply.trimEnd().split("\n");
  return how === "files" ? ["FILES", ...lines] : lines.map((each) => each.split("\t")[0]!);
}

describe("the word under the cursor", () => {
  it.each<readonly [line: string, words: readonly string[]]>([
    ["itsm lo", ["log"]],
    ["itsm upd", ["update"]],
    ["itsm db ", ["info", "init", "migrate", "backup", "restore", "copy", "check", "grant"]],
    ["itsm sla ex", ["explain"]],
    ["itsm report ", ["sla", "volume", "backlog", "aging"]],
    ["itsm report sla --evidence resolution.m", ["resolution.met", "resolution.missed"]],
    ["itsm report volume --month ", ["this", "last"]],
    ["itsm report volume --to ", []],
    ["itsm report volume -o o", ["opened"]],
    ["itsm report volume --by t", ["type"]],
    ["itsm report volume priority:h", ["priority:high"]],
    ["itsm --co", ["--color"]],
    ["itsm --color a", ["auto", "always"]],
    ["itsm --color=n", ["--color=never"]],
    ["itsm --db /x/y sho", ["show"]],
    ["itsm --db ", ["FILES"]],
    ["itsm nonsense ", []],
    ["itsm completion ", ["bash", "zsh", "fish"]],
    ["itsm help qu", ["query"]],
    ["itsm help db in", ["info", "init"]],
    ["itsm help schema itsm.li", ["itsm.list/1"]],

    ["itsm edit 1 --ass", ["--assignee"]],
    ["itsm log VPN --known-error ", ["K-3", "K-1"]],
    ["itsm log VPN --known-error k", ["K-3", "K-1"]],
    ["itsm log VPN --known-error=K-1", ["--known-error=K-1"]],
    ["itsm log VPN --known-error 3", ["3"]],
    ["itsm log VPN --known-error x", []],
    ["itsm kb show K-3 ", ["K-1"]],
    ["itsm kb retire ", ["K-3", "K-1"]],
    ["itsm kb use K-1 1", ["1", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]],
    ["itsm edit 1 --assignee x --ass", []],
    ["itsm edit 1 -t x --ta", ["--tag"]],
    ["itsm list --js", ["--json", "--jsonl"]],
    ["itsm log x -- --js", []],
    ["itsm edit 1 --assignee ", ["@me", "Ayu", "Sari Dewi", "none"]],
    ["itsm edit 1 --assignee s", ["Sari Dewi"]],
    ["itsm edit 1 --assignee=S", ["--assignee=Sari Dewi"]],
    ["itsm edit 1 --requester b", ["Budi Santoso"]],
    ["itsm edit 1 -p ", ["high", "medium", "low", "computed"]],
    ["itsm log x -ph", ["-phigh"]],
    ["itsm log x --type ", ["incident", "request"]],
    ["itsm log x --category net", ["network", "network/lan", "network/wifi", "network/vpn", "network/internet"]],
    ["itsm log x --channel w", ["walk-in"]],
    ["itsm log x --service ", ["mail", "none"]],
    ["itsm log x --note-file ", ["FILES"]],
    ["itsm sla calc --calendar o", ["office"]],
    ["itsm sla calc --add ", []],
    ["itsm sla calc --to ", []],
    ["itsm sla calc --policy ", ["FILES"]],
    ["itsm sla what-if ", ["FILES"]],
    ["itsm note 1 --note-file=", ["FILES", "--note-file="]],
    ["itsm close 1 --satisfaction ", ["1", "2", "3", "4", "5"]],
    ["itsm close 1 --code f", ["fixed"]],
    ["itsm close 1 --duplicate-of 42", ["42"]],
    ["itsm close 1 --where 'is:open pri", ["is:open priority:"]],
    ["itsm close --where 'requester:\"Bu", ['requester:"Budi Santoso"']],
    ["itsm hold 1 --reason awaiting-v", ["awaiting-vendor"]],
    ["itsm cancel 1 --reason ", []],
    ["itsm assign 1 --to ", ["@me", "Ayu", "Sari Dewi", "group:service-desk", "group:second-line", "none"]],
    ["itsm assign 1 --to group:sec", ["group:second-line"]],
    ["itsm escalate 1 --to s", ["service-desk", "second-line"]],
    ["itsm escalate 1 --up --to s", ["Sari Dewi"]],
    ["itsm affected 1 --add r", ["Ratna"]],
    ["itsm list -o id,tit", ["id,title"]],
    ["itsm list -o he", ["help"]],
    ["itsm list --tz Asia/Jak", ["Asia/Jakarta"]],
    ["itsm list -a Sari", ["Sari Dewi"]],
    ["itsm list -p high,", ["high,medium", "high,low"]],
    ["itsm log x --title ", []],

    ["itsm ls pri", ["priority:"]],
    ["itsm ls PRI", ["priority:"]],
    ["itsm ls priority:h", ["priority:high"]],
    ["itsm ls priority:high,", ["priority:high,medium", "priority:high,low"]],
    ["itsm ls priority:low..h", ["priority:low..high"]],
    ["itsm ls tag!=v", ["tag!=vpn"]],
    ["itsm ls key:d", ["key:disk:/srv"]],
    ["itsm ls is:un", ["is:unassigned"]],
    ["itsm ls sort:-op", ["sort:-opened"]],
    ["itsm ls @tr", ["@triage"]],
    ["itsm ls assignee:@", ["assignee:@me"]],
    ["itsm ls requester:n", ["requester:none"]],
    ["itsm ls 'requester:Budi S", ["requester:Budi Santoso"]],
    ["itsm ls 'is:open status:n", ["is:open status:new"]],
    ["itsm ls due:..3", ["due:..3d"]],
    ["itsm ls op:4", ["op:4", "op:48", "op:47", "op:46", "op:45", "op:44", "op:43", "op:42", "op:41", "op:40"]],
    ["itsm search x cate", ["category:"]],
    ["itsm sla prior", ["priority:"]],

    ["itsm show 4", ["41", "42", "4", "40"]],
    ["itsm show 41,4", ["41,42", "41,4", "41,40"]],
    ["itsm show 1..4", ["1..41", "1..42", "1..4", "1..40"]],
    ["itsm show 41 4", ["42", "4", "40"]],
    ["itsm show INC-41", ["INC-41"]],
    ["itsm show re", ["REQ-3"]],
    ["itsm show 04", []],
    ["itsm show key:di", ["key:disk:/srv"]],
    ["itsm show @", ["@last"]],
    ["itsm show print", ["2"]],
    ["itsm show pr", []],
    ["itsm resume ", ["3"]],
    ["itsm reopen ", ["4"]],
    ["itsm resolve 40", []],
    ["itsm note 41 ", []],
    ["itsm note --where is:open ", []],
    ["itsm link 41 d", ["duplicates"]],
    ["itsm link 41 duplicates 4", ["42", "4", "40"]],
    ["itsm undo 44", ["44"]],
    ["itsm op show op-43", ["op-43"]],
    ["itsm db init ", ["FILES"]],
  ])("%s", async (line, words) => {
    expect(await offered(line)).toEqual(words);
  });

  it("is any verb at the beginning, each once and none that help does not tell of", async () => {
    const words = await offered("itsm ");
    const known = MANIFEST.flatMap(({ name, aliases = [] }) => [name.split(" ")[0]!, ...aliases]);
    expect(new Set(words)).toEqual(new Set(known));
    expect(words).toHaveLength(new Set(words).size);
    expect(words.join()).not.toContain("__complete");
  });

  it("is offered with what it means", async () => {
    const reply = await completed(["fish", "41", "show"], { env: env(), glimpse: lookAt });
    expect(reply).toBe("words\n41\tTicket 41\n");
    expect(await completed(["fish", "40", "show"], { env: env(), glimpse: lookAt })).toBe("words\n40\tcancelled: Ticket 40\n");
  });

  it("knows the open tickets first, and no ticket twice", async () => {
    const words = await offered("itsm show ");
    expect(words.slice(0, 2)).toEqual(["1", "3"]);
    expect(words.slice(-1)).toEqual(["4"]);
    expect(new Set(words).size).toBe(words.length);
  });

  it("takes the words behind the cursor into account", async () => {
    const around = { env: env(), glimpse: lookAt };
    expect(await completed(["bash", "itsm list --js", "on --jsonl", " =:", "9", "80"], around)).toBe("words\n--json\n");
    expect(await completed(["zsh", "80", "1", "--js", "list", "--json", "--jsonl"], around)).toBe("words lines\n --json\t--json  one JSON document\n");
  });
});

describe("the register that is looked into", () => {
  it("is the one the line names, else ITSM_DB's, else that of the settings", async () => {
    const other = makeWorld();
    try {
      await other.ok("log elsewhere --impact low --urgency low");
      expect(await offered(`itsm --db "${other.register}" show elsew`)).toEqual(["1"]);
      expect(await offered(`itsm show --db="${other.register}" elsew`)).toEqual(["1"]);
      expect(await offered("itsm show elsew", { ITSM_DB: other.register })).toEqual(["1"]);
      mkdirSync(join(world.folder, "config/itsm"), { recursive: true });
      writeFileSync(join(world.folder, "config/itsm/config.json"), JSON.stringify({ db: other.register }));
      expect(await offered("itsm show elsew", { ITSM_DB: undefined })).toEqual(["1"]);
      writeFileSync(join(world.folder, "config/itsm/config.json"), "broken");
      expect(await offered("itsm show 41")).toEqual(["41"]);
    } finally {
      writeFileSync(join(world.folder, "config/itsm/config.json"), "{}");
      other.remove();
    }
  });

  itOnFiles("may be missing, empty, broken, another's or out of reach: what needs none is offered all the same", async () => {
    const at = (name: string): string => join(world.folder, name);
    writeFileSync(at("empty.db"), "");
    writeFileSync(at("text.db"), "no register at all".repeat(100));
    const bytes = readFileSync(world.register);
    writeFileSync(at("cut.db"), bytes.subarray(0, bytes.length / 2));
    const torn = Buffer.from(bytes);
    torn.fill(0x41, 8192);
    writeFileSync(at("torn.db"), torn);
    mkdirSync(at("folder.db"));
    for (const name of ["missing.db", "empty.db", "text.db", "cut.db", "torn.db", "folder.db", "nowhere/x.db"]) {
      const before = existsSync(at(name)) && name !== "folder.db" ? readFileSync(at(name)) : null;
      expect(await offered("itsm show 4", { ITSM_DB: at(name) }), name).toEqual([]);
      expect(await offered("itsm ls priority:h", { ITSM_DB: at(name) }), name).toEqual(["priority:high"]);
      if (before !== null) expect(readFileSync(at(name)).equals(before), name).toBe(true);
      else expect(existsSync(at(name)), name).toBe(name === "folder.db");
    }
    for (const place of ["postgres://desk@nowhere/itsm", "", "/dev/zero"])
      expect(await offered("itsm show 4", { ITSM_DB: place, HOME: "/dev/null/home", XDG_DATA_HOME: "" }), place).toEqual([]);
  });

  itOnFiles("is not changed, and no file is left beside it", async () => {
    const folder = join(world.folder, "still");
    mkdirSync(folder);
    const copy = join(folder, "desk.db");
    copyFileSync(world.register, copy);
    const before = readFileSync(copy);
    expect(await offered("itsm show 41", { ITSM_DB: copy })).toEqual(["41"]);
    expect(readdirSync(folder)).toEqual(["desk.db"]);
    expect(readFileSync(copy).equals(before)).toBe(true);
  });

  itOnFiles("is looked into while another holds its lock", async () => {
    const { default: Database } = await import("better-sqlite3");
    const other = new Database(world.register);
    try {
      other.exec("begin immediate");
      expect(await offered("itsm show 41")).toEqual(["41"]);
      other.exec("rollback; pragma locking_mode = exclusive; begin exclusive; create table x (y)");
      const began = performance.now();
      expect(await offered("itsm show 41")).toEqual([]);
      expect(performance.now() - began).toBeLessThan(5000);
    } finally {
      if (other.inTransaction) other.exec("rollback");
      other.close();
    }
  });
});
