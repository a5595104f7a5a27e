import { Failure, fail, type Problem } from "../app/failure.ts";
import { indexedText } from "../app/indexed-text.ts";
import type { Cell, Contents, Copied, Received, Receiving } from "../app/keeper.ts";
import type { RegisterState } from "../app/ports.ts";
import { withoutRedacted } from "../domain/ticket/without-redacted.ts";
import { bytesOf } from "./chain.ts";
import { countOf } from "./contents.ts";
import { COPIED, type CopiedTable } from "./copied-tables.ts";
import { copyThere } from "./copy-there.ts";
import { heldOf } from "./held.ts";
import { readsOf } from "./reads.ts";
import type { Db } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";
import { verifyRegister } from "./verify.ts";
import { within } from "./within.ts";

/** The register that is being filled. */
export interface Target {
  readonly db: Db;
  readonly place: string;
  /** Statements as they stand. */
  define(text: string): unknown;
  /** All of it or nothing. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

/** What an unfinished copy says of itself: of which register, as of when, and how many steps were made. */
interface Copying {
  readonly name: string;
  readonly createdAt: number;
  readonly operations: number;
  readonly head: string;
  readonly steps: number;
}

/** Rows that are kept at once; of tickets, whose histories are read again, fewer. */
const ROWS = 1000;
const TICKETS = 200;

/** The share of a copy that copying takes, about; the rest is proving it. */
const COPYING = 0.6;

const MADE =
  "create table copying (id bigint primary key, name text not null, created_at bigint not null, operations bigint not null, head text not null, steps bigint not null)";

/** What is under way in the target; null: nothing is. */
async function copyingIn({ db }: Target): Promise<Copying | null> {
  const own = await db.get<{ readonly n: number }>(sql`select count(*) as n from register`);
  if (own?.n !== 0) return null;
  return db.get<Copying>(sql`select name, created_at as "createdAt", operations, head, steps from copying where id = 1`);
}

/** An empty register becomes one that no other verb takes for a register until it is whole. */
async function begin(target: Target, { name, createdAt, operations, head }: RegisterState): Promise<Copying> {
  const { db } = target;
  await target.define(db.dialect.ddl(MADE));
  await db.run(sql`insert into copying (id, name, created_at, operations, head, steps) values (1, ${name}, ${createdAt}, ${operations}, ${head}, 0)`);
  await db.run(sql`delete from policy`);
  await db.run(sql`delete from register`);
  return { name, createdAt, operations, head, steps: 0 };
}

async function empty(db: Db, kinds: readonly CopiedTable["kind"][]): Promise<void> {
  for (const { insert, kind } of COPIED) if (kinds.includes(kind)) await db.run(raw(`delete from ${insert.table}`));
  if (kinds.includes("rows")) await db.run(raw("delete from ticket_text"));
}

/** Takes away what may have changed since the copy was left; of a register in which a text was redacted since, everything. */
async function resume({ db, place }: Target, copying: Copying, state: RegisterState, contents: Contents): Promise<void> {
  if (copying.name !== state.name || copying.createdAt !== state.createdAt || copying.operations > state.operations)
    throw fail("refused", "copy_of_another", { path: place, name: copying.name });
  const moved = copying.head !== state.head;
  const redacted = moved && (await contents.redactedSince(copying.operations));
  await empty(db, redacted ? ["history", "rows", "learnt"] : moved ? ["rows", "learnt"] : ["learnt"]);
  await db.run(sql`update copying set operations = ${state.operations}, head = ${state.head} where id = 1`);
}

/** The key of the last row that was copied. */
async function lastOf(db: Db, { insert, key }: CopiedTable): Promise<readonly Cell[] | null> {
  const order = key.map((column) => `${column} desc`).join(", ");
  const row = await db.get<Readonly<Record<string, Cell>>>(raw(`select ${key.join(", ")} from ${insert.table} order by ${order} limit 1`));
  return row === null ? null : key.map((column) => row[column] ?? null);
}

/** The words of tickets whose rows and histories are there. */
async function index(db: Db, numbers: readonly number[]): Promise<void> {
  const reads = readsOf(db);
  const histories = await reads.histories(numbers);
  const texts = (await reads.tickets(numbers)).map((row) => {
    const { title, body } = indexedText(row, withoutRedacted(histories.get(row.number) ?? []));
    return [row.number, title, body] as const;
  });
  await db.dialect.index(db, texts);
}

/** Makes the target a register, if it is the same: counts, rows, every hash, the head. */
async function finish(target: Target, contents: Contents, state: RegisterState, { refold, progress }: Receiving): Promise<Copied> {
  const { db, place } = target;
  const { name, createdAt, numbers, operations, policy, head } = state;
  await db.run(
    sql`insert into register (id, name, created_at, numbers, operations, head, policy, swept_at)
      values (1, ${name}, ${createdAt}, ${numbers}, ${operations}, ${bytesOf(head)}, ${policy}, ${await contents.sweptAt()})`,
  );
  await target.define("drop table copying");
  const problems: Problem[] = [];
  for (const one of [...COPIED.map(({ insert }) => insert.table), "ticket_text"]) {
    const [expected, found] = [await contents.count(one), await countOf(db, one)];
    if (expected !== found) problems.push({ key: "copied_count", with: { table: one, expected, found } });
  }
  const verified = await verifyRegister(
    db,
    { refold, against: { seq: operations, hash: head }, progress: within(progress, COPYING, 1) },
    (problem) => void problems.push(problem),
  );
  if (verified.head !== head) problems.push({ key: "head_differs", with: { stated: head, found: verified.head } });
  if (problems.length > 0) throw new Failure("failed", [{ key: "copy_not_whole", with: { path: place } }, ...problems.slice(0, 20)]);
  return { ...(await heldOf(db)), path: place, bytes: 0, name, operations, head };
}

/**
 * Fills an empty register with everything another one keeps, step by step, each a transaction; what an earlier run has
 * copied stays. Only whole it is a register.
 */
export async function receive(target: Target, contents: Contents, receiving: Receiving): Promise<Received> {
  const { db, place } = target;
  const state = await contents.state();
  const begun = await target.transaction(async () => {
    const under = await copyingIn(target);
    const there = under === null ? await copyThere(db, place, contents, state) : null;
    if (there !== null) return { there };
    if (under === null) return { ...(await begin(target, state)), resumed: false };
    await resume(target, under, state, contents);
    return { ...under, resumed: true };
  });
  if ("there" in begun) return { ...begun.there, resumed: false, already: true };
  const { resumed } = begun;
  let { steps } = begun;
  let [done, all] = [0, 0];
  for (const { insert } of COPIED) all += await contents.count(insert.table);
  const copied = within(receiving.progress, 0, COPYING);
  // From here on there is something to go on with.
  copied(done, all);
  const step = <T>(work: () => Promise<T>): Promise<T> =>
    target.transaction(async () => {
      // Whoever else copies into it has made a step of its own.
      if ((await db.run(sql`update copying set steps = ${steps + 1} where id = 1 and steps = ${steps}`)) !== 1)
        throw fail("refused", "copy_by_another", { path: place });
      const made = await work();
      steps += 1;
      return made;
    });
  for (const table of COPIED) {
    const { insert } = table;
    const most = insert.table === "ticket" ? TICKETS : ROWS;
    let after = await lastOf(db, table);
    done += await countOf(db, insert.table);
    for (;;) {
      const rows = await contents.rows(insert.table, after, most);
      if (rows.length === 0) break;
      await step(async () => {
        await db.bulk(insert, rows);
        if (insert.table === "ticket")
          await index(
            db,
            rows.map(([number]) => number as number),
          );
      });
      after = (rows.at(-1) as readonly Cell[]).slice(0, table.key.length);
      done += rows.length;
      copied(done, all);
      // So that a signal is heard.
      await new Promise((next) => setImmediate(next));
    }
  }
  return { ...(await step(() => finish(target, contents, state, receiving))), resumed, already: false };
}
