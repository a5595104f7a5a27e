import sql from "sql-template-tag";
import type { Held } from "../app/bundle.ts";
import { isFailure, type Problem } from "../app/failure.ts";
import type { CheckOptions } from "../app/keeper.ts";
import type { Reads, RegisterState } from "../app/ports.ts";
import { checkIndex } from "./check-index.ts";
import { checkSchema } from "./check-schema.ts";
import { damagedPages } from "./copy-register.ts";
import { sqliteFailure } from "./file-failures.ts";
import { heldOf, verifyHead } from "./held.ts";
import type { Kept } from "./keeper.ts";
import type { Db } from "./sql.ts";
import { verifyRegister } from "./verify.ts";
import { verifyVersions } from "./verify-policies.ts";

type Report = (problem: Problem) => void;

/** So many damaged places are told; a file that was overwritten has one on every page. */
const MOST_PLACES = 20;
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
export async function checkRegister(
  { connection, db, dialect, place, migrations, nativeBinding }: Kept,
  reads: Reads,
  options: CheckOptions,
  report: Report,
): Promise<Held> {
  async function part<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = sqliteFailure(error, place, false);
      if (!isFailure(failure) || failure.code !== "failed") throw failure;
      report({ key: "part_unreadable", with: { why: failure.problems[0]?.key === "register_corrupt" ? "damaged" : "unreadable" } });
      return otherwise;
    }
  }
  await part(async () => {
    const places = await damagedPages(connection, options.full ? "integrity_check" : "quick_check");
    for (const what of places.slice(0, MOST_PLACES)) report({ key: "pages_damaged", with: { what } });
    if (places.length > MOST_PLACES) report({ key: "pages_damaged_more", with: { count: places.length - MOST_PLACES } });
  }, undefined);
  const known = await part(async () => checkSchema(connection, migrations, nativeBinding, report), true);
  const held = await part(() => heldOf(db), NOTHING);
  // What an older schema lacks cannot be asked for.
  if (!known) return held;
  if (options.full) {
    await part(() => verifyRegister(db, dialect, { refold: options.refold, against: null }, report), undefined);
    await part(() => checkIndex(connection, db, reads, options.refold, report), undefined);
    return held;
  }
  await part(async () => {
    const state = await reads.state();
    await checkCounts(db, state, held, report);
    await verifyHead(db, dialect, state, report);
  }, undefined);
  return held;
}
