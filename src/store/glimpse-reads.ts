import type { Glimpse, Glimpsed, GlimpsedBy } from "../app/glimpse.ts";
import { storedPolicy } from "../domain/policy/stored.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Db } from "./sql.ts";
import type { Sql } from "./sql-tag.ts";
import { join, raw, sql } from "./sql-tag.ts";

/** As many suggestions as somebody looks through. */
const FEW = 50;
/** So many open tickets, the urgent first, are searched for a piece of a title. */
const SEARCHED = 1000;
/** Tickets that have ended are looked through in steps of so many numbers. */
const STEP = 500;
const COLUMNS = raw("number, type, status, title");
/** Spelled as the partial index has it. */
const OPEN = raw("status in ('new', 'in_progress', 'on_hold')");
const ENDED = raw("status in ('resolved', 'closed', 'cancelled') and void = 0");
const LAST = "\u{10ffff}";

/** The numbers that begin with some digits, shortest first: 4, 40..49, 400..499, as far as there are tickets. */
function rangesOf(digits: string, highest: number): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (let from = Number(digits), width = 1; from <= highest && from > 0; from *= 10, width *= 10) ranges.push([from, Math.min(highest, from + width - 1)]);
  return ranges;
}

const inRanges = (ranges: readonly (readonly [number, number])[]): Sql =>
  sql`(${join(
    ranges.map(([from, to]) => sql`number between ${from} and ${to}`),
    " or ",
  )})`;

/** What `like` takes for itself, taken as it stands. */
const containing = (piece: string): string => `%${piece.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[\\%_]/g, "\\$&")}%`;

async function openOnes(db: Db, { piece, among }: GlimpsedBy, ranges: readonly (readonly [number, number])[] | null): Promise<readonly Glimpsed[]> {
  const held = raw(among === "held" ? " and status = 'on_hold'" : "");
  const order = raw("order by rank, sort_due_at, number");
  if (piece !== null)
    return db.all(
      sql`select ${COLUMNS} from (select ${COLUMNS} from ticket where ${OPEN}${held} ${order} limit ${SEARCHED}) pressing where lower(title) like ${containing(piece)} escape '\\' limit ${FEW}`,
    );
  return db.all(sql`select ${COLUMNS} from ticket where ${OPEN}${held}${ranges === null ? raw("") : sql` and ${inRanges(ranges)}`} ${order} limit ${FEW}`);
}

async function endedOnes(db: Db, ranges: readonly (readonly [number, number])[] | null, most: number): Promise<readonly Glimpsed[]> {
  if (ranges === null) return db.all(sql`select ${COLUMNS} from ticket where resolved_at is not null and ${ENDED} order by resolved_at desc limit ${most}`);
  const found: Glimpsed[] = [];
  for (const [from, to] of ranges) {
    if (found.length >= most) break;
    const rows = await db.all<Glimpsed>(
      sql`select ${COLUMNS} from (select ${COLUMNS}, void from ticket where number between ${from} and ${to} order by number desc limit ${STEP}) step where ${ENDED} limit ${most - found.length}`,
    );
    found.push(...rows);
  }
  return found;
}

/** Values of an index one after another: each look-up goes straight to the next, past all tickets that share the last. */
async function marked(db: Db, kind: string, beginning: string): Promise<readonly string[]> {
  const values: string[] = [];
  let after = sql`value >= ${beginning}`;
  while (values.length < FEW) {
    const row = await db.get<{ readonly value: string }>(
      sql`select value from ticket_mark where kind = ${kind} and ${after} and value < ${beginning + LAST} order by value limit 1`,
    );
    if (row === null) break;
    values.push(row.value);
    after = sql`value > ${row.value}`;
  }
  return values;
}

const PLACES = { service: "service", site: "site", group: "team", ci: "ci" } as const;

/** What completion asks, over one connection, with the rules in force at `now`. */
export function glimpseOf(db: Db, now: Instant, close: () => void): Glimpse {
  const counts = async (): Promise<{ readonly numbers: number; readonly operations: number }> =>
    (await db.get(sql`select numbers, operations from register where id = 1`)) ?? { numbers: 0, operations: 0 };
  return {
    async policy() {
      // The latest is in force but where one was applied for a time to come.
      for (let last = Number.MAX_SAFE_INTEGER; ; ) {
        const row = await db.get<{ readonly version: number; readonly compiled: string }>(
          sql`select version, compiled from policy where version < ${last} order by version desc limit 1`,
        );
        if (row === null) throw new Error("the register has no policy");
        const policy = storedPolicy(row.compiled);
        if (row.version === 1 || policy.from === null || policy.from <= now) return policy;
        last = row.version;
      }
    },
    async tickets(by) {
      const ranges = by.digits === "" ? null : rangesOf(by.digits, (await counts()).numbers);
      if (ranges?.length === 0) return [];
      const open = by.among === "ended" ? [] : await openOnes(db, by, ranges);
      const wantsEnded = (by.among === "ended" || by.among === "any") && by.piece === null;
      return wantsEnded && open.length < FEW ? [...open, ...(await endedOnes(db, ranges, FEW - open.length))] : open;
    },
    async people(beginning, agents) {
      if (!agents) {
        const people = await db.all<{ readonly name: string }>(
          sql`select name from person where folded >= ${beginning} and folded < ${beginning + LAST} order by folded limit ${FEW}`,
        );
        return people.map(({ name }) => name);
      }
      const names: string[] = [];
      for (const folded of await marked(db, "assignee", beginning)) {
        const row = await db.get<{ readonly name: string | null }>(
          sql`select assignee as name from ticket where number = (select number from ticket_mark where kind = 'assignee' and value = ${folded} limit 1)`,
        );
        names.push(row?.name ?? folded);
      }
      return names;
    },
    marks: (kind, beginning) => marked(db, kind, beginning),
    async places(field) {
      const column = raw(PLACES[field]);
      const rows = await db.all<{ readonly place: string }>(
        sql`select distinct ${column} as place from (select ${column} from ticket where ${OPEN} order by rank, sort_due_at, number limit ${SEARCHED}) pressing where ${column} is not null order by 1 limit ${FEW}`,
      );
      return rows.map((row) => row.place);
    },
    async operations(digits) {
      const ranges = digits === "" ? [[1, (await counts()).operations] as const] : rangesOf(digits, (await counts()).operations);
      const found: { seq: number; verb: string; actor: string }[] = [];
      for (const [from, to] of ranges) {
        if (found.length >= FEW) break;
        found.push(
          ...(await db.all<(typeof found)[number]>(
            sql`select seq, verb, actor from operation where seq between ${from} and ${to} order by seq desc limit ${FEW - found.length}`,
          )),
        );
      }
      return found;
    },
    knownErrors: () => db.all(sql`select id, title from known_error where retired_at is null order by id desc limit ${FEW}`),
    close,
  };
}
