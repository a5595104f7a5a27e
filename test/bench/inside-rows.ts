import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { parse } from "../../src/domain/query/parse.ts";
import type { Query } from "../../src/domain/query/term.ts";
import { addService, type Calendar, serviceSeconds } from "../../src/domain/time/calendar.ts";
import { UTC } from "../../src/domain/time/zone.ts";
import { type Look, pick } from "../../src/render/field.ts";
import { TICKET_DEFAULT, TICKET_FIELDS } from "../../src/render/fields/ticket.ts";
import { objectWriter } from "../../src/render/json.ts";
import { tsvWriter } from "../../src/render/tsv.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { calendarOf } from "./histories.ts";
import { type Finding, median } from "./measure.ts";
import type { Stage } from "./stage.ts";

const NOW = 1_795_488_065;
const SCREENFUL = 50;
const LOOK: Look = { now: NOW, zone: UTC, calendarOf, me: "bench" };

function queryOf(words: readonly string[], newest: boolean): Query {
  const parsed = parse(words, {
    now: NOW,
    me: "bench",
    zone: UTC,
    policy: DEFAULT_POLICY,
    open: "leave",
    sort: newest ? { field: "number", descending: true } : null,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.query;
}

const reading = (path: string) => openSqlite(path, { migrations: "migrations", create: "no", name: "bench", now: NOW });

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Some of the commonest words of the registers: they stand in a large part of the tickets. */
async function search(stage: Stage, words: readonly string[]): Promise<Finding> {
  const register = await reading(await stage.register(stage.million));
  try {
    const query = queryOf([...words, "is!=void"], true);
    const times: number[] = [];
    let found = 0;
    for (let i = 0; i <= 3 * stage.works; i += 1) {
      found = 0;
      const time = await timeOf(async () => {
        for await (const _ of register.list({ query, limit: SCREENFUL })) found += 1;
      });
      if (i > 0) times.push(time);
    }
    const all = await register.count(query);
    return { value: median(times), behind: `${found} shown of ${all} found by "${words.join(" ")}"` };
  } finally {
    await register.close();
  }
}

export const searchNewest = (stage: Stage): Promise<Finding> => search(stage, ["printer"]);
export const searchRanked = (stage: Stage): Promise<Finding> => search(stage, ["badge", "warehouse", "sort:rank"]);

/** Processor time in milliseconds; a query alone and the same query with its text, in turn. */
async function texts(stage: Stage, write: (row: never) => string): Promise<Finding> {
  const register = await reading(await stage.register(stage.quick ? 10_000 : 100_000));
  try {
    const listing = { query: queryOf(["status:closed"], true), limit: stage.quick ? 7000 : 10_000 };
    const cpu = async (each: (row: never) => void): Promise<number> => {
      const begun = process.cpuUsage();
      for await (const row of register.list(listing)) each(row as never);
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1000;
    };
    const over: number[] = [];
    let bytes = 0;
    for (let i = 0; i <= stage.works; i += 1) {
      const alone = await cpu(() => undefined);
      bytes = 0;
      const whole = await cpu((row) => {
        bytes += write(row).length + 1;
      });
      if (i > 0) over.push(whole - alone);
    }
    return { value: median(over), behind: `${listing.limit} rows, ${(bytes / 1e6).toFixed(1)} MB` };
  } finally {
    await register.close();
  }
}

export function tsv(stage: Stage): Promise<Finding> {
  const write = tsvWriter(pick(TICKET_FIELDS, TICKET_DEFAULT));
  return texts(stage, (row) => write(row, LOOK));
}

export function jsonl(stage: Stage): Promise<Finding> {
  const write = objectWriter(TICKET_FIELDS);
  return texts(stage, (row) => write(row, LOOK));
}

const TEN_YEARS = 10 * 365 * 24 * 3600;

/** Each time on a calendar that has not been counted on before. */
export async function serviceTime(stage: Stage): Promise<Finding> {
  const from = NOW - TEN_YEARS;
  const office = DEFAULT_POLICY.calendars.office as Calendar;
  const sums: number[] = [];
  const additions: number[] = [];
  for (let i = 0; i < 20 * stage.works; i += 1) {
    const [one, other] = [structuredClone(office), structuredClone(office)];
    const begun = performance.now();
    const sum = serviceSeconds(one, from, NOW);
    const between = performance.now();
    addService(other, from, sum);
    sums.push(between - begun);
    additions.push(performance.now() - between);
  }
  const [summed, added] = [median(sums), median(additions)];
  return { value: Math.max(summed, added), behind: `summed in ${summed.toFixed(3)} ms, added in ${added.toFixed(3)} ms` };
}
