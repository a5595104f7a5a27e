import type { Held } from "../app/bundle.ts";
import { isFailure, type Problem } from "../app/failure.ts";
import type { CheckOptions } from "../app/keeper.ts";
import type { Reads, RegisterState } from "../app/ports.ts";
import { heldOf, verifyHead } from "./held.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";
import { verifyRegister } from "./verify.ts";
import { verifyVersions } from "./verify-policies.ts";
import { within } from "./within.ts";

type Report = (problem: Problem) => void;

/** What is looked at in each database's own way. */
export interface Looked {
  readonly db: Db;
  /** Damaged places of its files. */
  pages(full: boolean): Promise<readonly string[]>;
  /** Whether the schema is of this version at all; what of it is not as it was made is reported. */
  schema(report: Report): Promise<boolean>;
  /** Holds the search index against the texts of the histories. */
  index(reads: Reads, options: Pick<CheckOptions, "refold" | "progress">, report: Report): Promise<void>;
  /** Does a part of the check by itself, so that what keeps it from its end keeps no other. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  /** What an error means to a person. */
  told(error: unknown): unknown;
}

/** So many damaged places are told; a file that was overwritten has one on every page. */
const MOST_PLACES = 20;
/** The share of a full check that proving the history takes, about. */
const HISTORY = 0.6;
const NOTHING: Held = { tickets: 0, operations: 0, events: 0, policies: 0, people: 0, knownErrors: 0 };

/** What the register's own row says, held against what is there. */
async function checkCounts(db: Db, state: RegisterState, held: Held, report: Report): Promise<void> {
  const top = await db.get<{ readonly number: number | null; readonly seq: number | null }>(
    sql`select (select max(number) from ticket) as number, (select max(seq) from operation) as seq`,
  );
  const [number, seq] = [top?.number ?? 0, top?.seq ?? 0];
  if (number !== state.numbers) report({ key: "numbers_differ", with: { stated: state.numbers, found: number } });
  else if (held.tickets !== state.numbers) report({ key: "tickets_gone", with: { expected: state.numbers, found: held.tickets } });
  if (seq !== state.operations) report({ key: "operations_differ", with: { stated: state.operations, found: seq } });
  else if (held.operations !== state.operations) report({ key: "operations_gone", with: { expected: state.operations, found: held.operations } });
  const indexed = await db.get<{ readonly n: number }>(sql`select count(*) as n from ticket_text`);
  if (indexed?.n !== held.tickets) report({ key: "index_count", with: { expected: held.tickets, found: indexed?.n ?? 0 } });
  await verifyVersions(db, state, report);
}

/** Looks a register over inside a snapshot. What a damaged page keeps from being looked at is a finding of its own. */
export async function checkRegister({ db, pages, schema, index, apart, told }: Looked, reads: Reads, options: CheckOptions, report: Report): Promise<Held> {
  async function part<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await apart(work);
    } catch (error) {
      const failure = told(error);
      if (!isFailure(failure) || failure.code !== "failed") throw failure;
      report({ key: "part_unreadable", with: { why: failure.problems[0]?.key === "register_corrupt" ? "damaged" : "unreadable" } });
      return otherwise;
    }
  }
  await part(async () => {
    const places = await pages(options.full);
    for (const what of places.slice(0, MOST_PLACES)) report({ key: "pages_damaged", with: { what } });
    if (places.length > MOST_PLACES) report({ key: "pages_damaged_more", with: { count: places.length - MOST_PLACES } });
  }, undefined);
  const known = await part(() => schema(report), true);
  const held = await part(() => heldOf(db), NOTHING);
  // What an older schema lacks cannot be asked for.
  if (!known) return held;
  if (options.full) {
    const { refold, progress } = options;
    await part(() => verifyRegister(db, { refold, against: null, progress: within(progress, 0, HISTORY) }, report), undefined);
    await part(() => index(reads, { refold, progress: within(progress, HISTORY, 1) }, report), undefined);
    return held;
  }
  await part(async () => {
    const state = await reads.state();
    await checkCounts(db, state, held, report);
    await verifyHead(db, state, report);
  }, undefined);
  return held;
}
