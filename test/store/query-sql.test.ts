import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { FIELD_NAMES, FLAGS, SORT_FIELDS } from "../../src/domain/query/fields.ts";
import { type Around, parse } from "../../src/domain/query/parse.ts";
import { UTC } from "../../src/domain/time/zone.ts";
import { firstEvent } from "../../src/store/event-rows.ts";
import { listSql } from "../../src/store/list-sql.ts";
import { POSTGRES } from "../../src/store/postgres-dialect.ts";
import { postgresOf } from "../../src/store/postgres-migrate.ts";
import { documentOf } from "../../src/store/postgres-search.ts";
import { sql, raw as sqlRaw } from "../../src/store/sql-tag.ts";
import { SQLITE } from "../../src/store/sqlite-dialect.ts";
import { describeOnFiles, freshAddress, makeSchema, onPostgres } from "../postgres.ts";
import { type Raw, rawOf } from "../raw.ts";

const HOUR = 3600;
const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 24, 2, 41, 5) / 1000;
const NEVER = Number.MAX_SAFE_INTEGER;

const SCHEMA = `
create table ticket (
  number integer primary key, type text not null default 'incident', title text not null, status text not null default 'new',
  impact text not null default 'medium', urgency text not null default 'medium', priority text not null default 'medium', rank integer not null default 2,
  category text not null default 'unclassified', first_category text, service text, site text, ci text, requester text, assignee text, affected_count integer not null default 0,
  channel text not null default 'phone', team text, major integer not null default 0, parent integer, dedup_key text, hold_reason text, hold_until integer, paused integer not null default 0,
  resolution_code text, confirmed_by text, override_reason text, next_update_at integer, first_response_at integer, opened_at integer not null, updated_at integer not null,
  resolved_at integer, closed_at integer, reopen_count integer not null default 0, void integer not null default 0, backdated integer not null default 0, rest text not null default '{}',
  response_due_at integer, response_risk_at integer, response_breached_at integer,
  resolution_target integer, resolution_due_at integer, resolution_risk_at integer, resolution_breached_at integer, sort_due_at integer not null) strict;
create index ticket_open on ticket (rank, sort_due_at, number) where status in ('new', 'in_progress', 'on_hold');
create index ticket_open_priority on ticket (priority, sort_due_at, number) where status in ('new', 'in_progress', 'on_hold');
create table ticket_mark (kind text not null, value text not null, number integer not null, primary key (kind, value, number)) strict, without rowid;
create table operation (seq integer primary key) strict;
create table event (id integer primary key, number integer not null, version integer not null, unique (number, version)) strict;
create virtual table ticket_text using fts5(title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
`;

type Row = Readonly<Record<string, string | number | null>> & { readonly title: string };
const ROWS: Readonly<Record<number, Row>> = {
  1: {
    title: "Printer on fire",
    priority: "high",
    rank: 1,
    category: "hardware/printer",
    service: "Active Directory",
    resolution_target: HOUR,
    resolution_due_at: NOW - 1,
    resolution_risk_at: NOW - HOUR,
  },
  2: {
    title: "VPN drops",
    status: "in_progress",
    assignee: "Ratna  Dewi",
    team: "second-line",
    category: "network/vpn",
    first_category: "network",
    first_response_at: NOW - HOUR,
    resolution_target: HOUR,
    resolution_due_at: NOW,
    resolution_risk_at: NOW - 60,
    opened_at: NOW - 4 * HOUR,
  },
  3: {
    title: "Café wifi",
    status: "on_hold",
    hold_reason: "awaiting-requester",
    paused: 1,
    resolution_target: HOUR,
    category: "hardware",
    requester: "Budi",
    opened_at: NOW - 8 * DAY,
  },
  4: {
    title: "New toner",
    type: "request",
    status: "on_hold",
    hold_reason: "awaiting-vendor",
    resolution_target: HOUR,
    resolution_due_at: NOW + DAY,
    resolution_risk_at: NOW + HOUR,
    category: "hardwarefoo",
    parent: 1,
  },
  5: {
    title: "Mail outage",
    status: "in_progress",
    priority: "high",
    rank: 0,
    major: 1,
    next_update_at: NOW + 60,
    assignee: "budi",
    affected_count: 2,
    resolution_target: HOUR,
    resolution_due_at: NOW + HOUR,
    resolution_risk_at: NOW + 60,
  },
  6: {
    title: "Password reset",
    type: "request",
    status: "resolved",
    resolution_code: "fixed",
    resolved_at: NOW - 8 * DAY,
    opened_at: NOW - 9 * DAY,
    updated_at: NOW - 8 * DAY,
    resolution_target: HOUR,
    resolution_due_at: NOW - 8 * DAY,
    resolution_breached_at: NOW - 8 * DAY,
  },
  7: {
    title: "Laptop slow",
    status: "closed",
    resolution_code: "fixed",
    confirmed_by: "silence",
    resolved_at: NOW - 2 * DAY,
    closed_at: NOW - DAY,
    reopen_count: 1,
    override_reason: "boss",
    backdated: 1,
    channel: "walk-in",
    dedup_key: "K1",
    ci: "LT-7",
    site: "Jakarta",
    resolution_target: HOUR,
    resolution_due_at: NOW,
  },
  8: { title: "Logged twice", status: "cancelled", void: 1 },
  9: { title: "fire drill printer", status: "cancelled", priority: "low", rank: 3, urgency: "low" },
};
const MARKS: readonly (readonly [string, string, number])[] = [
  ["assignee", "ratna dewi", 2],
  ["assignee", "budi", 5],
  ["requester", "budi", 3],
  ["affected", "siti", 5],
  ["affected", "budi", 5],
  ["tag", "vpn", 2],
  ["tag", "vip", 2],
  ["tag", "vip", 5],
  ["ref", "sr-9", 4],
  ["key", "K1", 7],
];

const folder = mkdtempSync(join(tmpdir(), "query-sql-"));
const db = new Database(join(folder, "register.db"));
const address = onPostgres ? freshAddress() : "";
let raw: Raw | null = null;

/** The same tables on a server. */
const onServer = (ddl: string): string =>
  postgresOf(
    ddl
      .replace(/create virtual table.*$/m, "create table ticket_text (number bigint primary key, doc tsvector);")
      .replace(/\binteger\b/g, "bigint")
      .replace(/\)( strict)?(, without rowid)?;/g, ");"),
  );

beforeAll(async () => {
  if (onPostgres) {
    await makeSchema(address);
    raw = await rawOf(address);
  } else raw = await rawOf(join(folder, "register.db"));
  await raw.exec(onPostgres ? onServer(SCHEMA) : SCHEMA);
  for (const [number, row] of Object.entries(ROWS)) {
    const values = { number: Number(number), opened_at: NOW - HOUR, updated_at: NOW - HOUR, ...row };
    const full = { ...values, sort_due_at: row.resolution_due_at ?? NEVER };
    const names = Object.keys(full);
    await raw.rows(`insert into ticket (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`, ...Object.values(full));
    const body = number === "4" ? "for the printer printer printer 10:30 C:\\foo" : "";
    if (onPostgres) await raw.rows("insert into ticket_text values (?, ?)", Number(number), documentOf(row.title, body));
    else await raw.rows("insert into ticket_text (rowid, title, body) values (?, ?, ?)", Number(number), row.title, body);
    await raw.rows("insert into operation (seq) values (?)", 200 + Number(number));
    await raw.rows("insert into event (id, number, version) values (?, ?, 1)", firstEvent(200 + Number(number)), Number(number));
  }
  for (const mark of MARKS) await raw.rows("insert into ticket_mark values (?, ?, ?)", ...mark);
});
afterAll(async () => {
  await raw?.close();
  db.close();
  rmSync(folder, { recursive: true });
});

const AROUND: Around = { now: NOW, me: "BUDI", zone: UTC, policy: DEFAULT_POLICY, open: "leave" };

function statement(text: string | readonly string[], around: Partial<Around> = {}, tail = ""): { sql: string; values: unknown[] } {
  const parsed = parse(text, { ...AROUND, ...around });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const listing = listSql(parsed.query, (onPostgres ? POSTGRES : SQLITE).search);
  const following = sql`${listing}${sqlRaw(tail)}`;
  return { sql: `select ticket.number ${onPostgres ? following.text : following.sql}`, values: following.values };
}
async function found(text: string | readonly string[], around: Partial<Around> = {}): Promise<readonly number[]> {
  const asked = statement(text, around);
  const rows = await (raw as Raw).rows<{ readonly number: number }>(asked.sql, ...(asked.values as string[]));
  return rows.map(({ number }) => number);
}
const set = async (text: string | readonly string[], around: Partial<Around> = {}): Promise<readonly number[]> =>
  [...(await found(text, around))].sort((a, b) => a - b);
const plan = (text: string, tail = ""): readonly string[] => {
  const { sql, values } = statement(text, {}, tail);
  return (db.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) => detail);
};

describe("what a query finds", () => {
  it.each<[string, readonly number[]]>([
    ["", [1, 2, 3, 4, 5, 6, 7, 9]],
    ["is:open", [1, 2, 3, 4, 5]],
    ["is!=open", [6, 7, 9]],
    ["is:closed", [7, 9]],
    ["is:active", [1, 2, 5]],
    ["is:new", [1]],
    ["is:unassigned is:open", [1, 3, 4]],
    ["is:mine", [5]],
    ["is:major", [5]],
    ["is:promised", [5]],
    ["is:breached", [1, 6]],
    ["is!=breached is:open", [2, 3, 4, 5]],
    ["is:atrisk", [2]],
    ["is:paused", [3]],
    ["is:overridden", [7]],
    ["is:backdated", [7]],
    ["is:reopened", [7]],
    ["is:reclassified", [2]],
    ["is:new,major", [1, 5]],
    ["is:void", [8]],
    ["is:open,void", [1, 2, 3, 4, 5, 8]],
    ["id:8", []],
    ["id:8 is:void", [8]],
    ["type:request", [4, 6]],
    ["status:on_hold,resolved", [3, 4, 6]],
    ["priority:high", [1, 5]],
    ["priority:low..medium is:open", [2, 3, 4]],
    ["priority!=high,medium", [9]],
    ["category:hardware", [1, 3]],
    ["category:network/vpn", [2]],
    ["category:none", [5, 6, 7, 9]],
    ["category!=hardware is:open", [2, 4, 5]],
    ["service:any", [1]],
    ["service:none is:open", [2, 3, 4, 5]],
    ['service:"active directory"', [1]],
    ['service!="active directory" is:open', [2, 3, 4, 5]],
    ["group:second-line,none is:open", [1, 2, 3, 4, 5]],
    ["group!=second-line is:open", [1, 3, 4, 5]],
    ['assignee:"ratna dewi"', [2]],
    ["assignee:@me", [5]],
    ["assignee:@me is:open", [5]],
    ["assignee:none is:open", [1, 3, 4]],
    ["assignee:any", [2, 5]],
    ["assignee!=budi is:open", [1, 2, 3, 4]],
    ["requester:BUDI", [3]],
    ["affected:Siti", [5]],
    ["affected:any", [5]],
    ["affected:none is:open", [1, 2, 3, 4]],
    ["tag:VPN", [2]],
    ["tag:vip tag!=vpn", [5]],
    ["tag:none is:open", [1, 3, 4]],
    ["tag:any", [2, 5]],
    ["ref:SR-9", [4]],
    ["key:K1", [7]],
    ["ci:lt-7", [7]],
    ["site:jakarta", [7]],
    ["channel:walk-in", [7]],
    ["code:fixed", [6, 7]],
    ["confirmed:silence", [7]],
    ["reason:awaiting-vendor", [4]],
    ["parent:1", [4]],
    ["parent:none is:open", [1, 2, 3, 5]],
    ["op:202,203", [2, 3]],
    ["op:op-204..205", [4, 5]],
    ["id:2..3,INC-5", [2, 3, 5]],
    ["id:1,3,5", [1, 3, 5]],
    ["id!=1..7", [9]],
    ["age:4h..", [2, 3, 6]],
    ["age:..1h is:open", [1, 4, 5]],
    ["idle:3d..", [6]],
    ["opened:7d.. is:open", [1, 2, 4, 5]],
    ["opened:today", [1, 4, 5, 7, 9]],
    ["resolved:..7d", [6]],
    ["resolved!=..7d is!=open", [7, 9]],
    ["resolved:any", [6, 7]],
    ["closed:7d..", [7]],
    ["due:..3d is:open", [1, 2, 4, 5]],
    ["due:none is:open", [3]],
    ["printer", [1, 4, 9]],
    ["prin*", [1, 4, 9]],
    ["prin", []],
    ["title:printer", [1, 9]],
    ["title!=printer is:open", [2, 3, 4, 5]],
    ["text:wifi,toner", [3, 4]],
    ['"on fire"', [1]],
    ["cafe", [3]],
    ["10:30", [4]],
    ["C:\\foo", [4]],
    ["!!!", []],
    ["printer !!!", []],
    ['"a "" OR b"', []],
    ["text!=printer is:open", [2, 3, 5]],
  ])("%s", async (text, numbers) => {
    expect(await set(text)).toEqual(numbers);
  });

  it("adds is:open for a listing", async () => {
    expect(await set("priority:high,low", { open: "add" })).toEqual([1, 5]);
    expect(await set("@recent", { open: "add" })).toEqual([1, 2, 3, 4, 5, 7, 9]);
  });

  it("answers every field, flag and order, turned round or not", async () => {
    const value = (name: string): string =>
      ({ id: "1", parent: "1", op: "1", age: "1h..", idle: "..1h", type: "incident", status: "new", channel: "cli", confirmed: "agent" })[name] ??
      (["opened", "updated", "resolved", "closed", "due"].includes(name) ? "today" : '"x"');
    for (const name of FIELD_NAMES) {
      const [is, isNot] = [await set(`${name}:${value(name)}`), await set(`${name}!=${value(name)}`)];
      expect(
        [...is, ...isNot].sort((a, b) => a - b),
        name,
      ).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
      if (name !== "title" && name !== "text") expect((await set(`${name}!=any`)).length + (await set(`${name}:any`)).length, name).toBe(8);
    }
    for (const name of FLAGS.filter((flag) => flag !== "void")) expect((await set(`is:${name}`)).length + (await set(`is!=${name}`)).length, name).toBe(8);
    for (const name of SORT_FIELDS) for (const sign of ["", "-"]) expect(await set(`printer sort:${sign}${name}`)).toEqual([1, 4, 9]);
  });

  it("answers whatever the parser lets through", async () => {
    const word = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(...FIELD_NAMES, "is", "sort"),
          fc.constantFrom(":", "!="),
          fc.constantFrom("none", "any", "high", "1..3,5", "4h..", "today", "@me", "open,void", "-sla", '"%_\'?"', "x*"),
        )
        .map((parts) => parts.join("")),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
        if (parse(words, AROUND).ok) await found(words);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes as many values and terms as the parser lets through", async () => {
    const numbers = Array.from({ length: 490 }, (_, index) => index + 1);
    expect(await set(`id:${numbers.join(",")}`)).toHaveLength(8);
    expect(await set(`id:${numbers.map((number) => `${number * 2}..${number * 2 + 1}`).join(",")}`)).toHaveLength(7);
    expect(await set(`category:${numbers.map((number) => `"c${number}"`).join(",")}`)).toEqual([]);
    expect(await set(`is:${FLAGS.join(",")}`)).toHaveLength(9);
    expect(await set(Array.from({ length: 198 }, (_, index) => `tag!=t${index}`))).toHaveLength(8);
    expect(await set(Array.from({ length: 198 }, (_, index) => `w${index}`))).toEqual([]);
  });
});

describe("the order", () => {
  it.each<[string, readonly number[]]>([
    ["is:open", [5, 1, 2, 4, 3]],
    ["is:open sort:sla", [1, 2, 5, 4, 3]],
    ["sort:sla id:1..7", [1, 6, 2, 5, 4, 3, 7]],
    ["is:open sort:-sla", [4, 5, 2, 3, 1]],
    ["is:open sort:due", [1, 2, 5, 4, 3]],
    ["is:open sort:-due", [4, 5, 2, 1, 3]],
    ["is:open sort:-number", [5, 4, 3, 2, 1]],
    ["is:open sort:age", [5, 4, 1, 2, 3]],
    ["is:open sort:opened", [3, 2, 1, 4, 5]],
    ["is:open sort:status", [1, 2, 5, 3, 4]],
    ["is:open sort:assignee", [2, 5, 1, 3, 4]],
    ["is:open sort:rank", [5, 1, 2, 4, 3]],
  ])("%s", async (text, numbers) => {
    expect(await found(text)).toEqual(numbers);
  });

  it("is by relevance for a search that asks for it", async () => {
    expect(await found("printer sort:rank")).toEqual([9, 1, 4]);
    expect(await found("printer sort:-rank")).toEqual([4, 9, 1]);
    expect(await found("printer fire sort:rank")).toEqual([9, 1]);
    expect(await found("printer", { sort: { field: "number", descending: true } })).toEqual([9, 4, 1]);
  });
});

describeOnFiles("the way it is found", () => {
  it("reads open tickets in the order of their index", async () => {
    expect(plan("is:open")).toEqual(["SCAN ticket USING INDEX ticket_open"]);
    expect(plan("is:open", " limit 50")).toEqual(["SCAN ticket USING INDEX ticket_open"]);
    expect(plan("is:open category:hardware")).toEqual(["SCAN ticket USING INDEX ticket_open"]);
  });

  it("finds a priority among the open tickets by its own index", async () => {
    expect(plan("priority:high is:open")[0]).toBe("SEARCH ticket USING INDEX ticket_open_priority (priority=?)");
  });

  it("goes from marks and text to tickets where not only the open ones are asked for", async () => {
    expect(plan("tag:vip").join("\n")).toContain("SEARCH ticket USING INTEGER PRIMARY KEY");
    expect(plan("printer").join("\n")).toContain("SEARCH ticket USING INTEGER PRIMARY KEY");
    expect(plan("op:201").join("\n")).toMatch(
      /SEARCH o USING INTEGER PRIMARY KEY \(rowid=\?\)[\s\S]*SEARCH e USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/,
    );
  });

  it("goes through the text in the order of a search for words alone", async () => {
    const newest = statement("printer is!=void", { sort: { field: "number", descending: true } }, " limit 50");
    const details = db.prepare<unknown[], { detail: string }>(`explain query plan ${newest.sql}`).all(...newest.values);
    expect(details.map(({ detail }) => detail).join("\n")).not.toMatch(/ORDER BY|LIST SUBQUERY/);
    expect(await found("printer is!=void sort:rank")).toEqual(await found("printer sort:rank"));
  });

  it("computes relevance once, however much is found", async () => {
    const many = new Database(":memory:");
    many.exec(SCHEMA);
    many.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
      insert into ticket (number, title, opened_at, updated_at, sort_due_at) select i, 'printer', 0, 0, 0 from n`);
    many.exec("insert into ticket_text (rowid, title, body) select number, title, '' from ticket");
    const { sql, values } = statement("printer sort:rank");
    const started = performance.now();
    expect(many.prepare(sql).all(...values)).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(3000);
    many.close();
  });
});
