import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PostgresDb } from "../../src/store/postgres-db.ts";
import { raw } from "../../src/store/sql-tag.ts";
import { freshPlace } from "../open-fresh.ts";
import { clientOf } from "../postgres.ts";

let db: PostgresDb;
let hangUp: () => Promise<void>;
beforeEach(async () => {
  const client = await clientOf(await freshPlace(""));
  db = new PostgresDb({ client: async () => client, told: (error) => error, drop: () => undefined });
  hangUp = () => client.end();
  await db.begin("begin");
});
afterEach(() => hangUp());

const NO_TABLE = "42P01";
const BY_ZERO = "22012";
const asked = (text: string): Promise<unknown> => db.all(raw(text));

describe("what fails in a transaction", () => {
  it("is told of everything that comes behind it", async () => {
    const ended = await Promise.allSettled([asked("select * from nowhere"), asked("select 1"), db.run(raw("select 2"))]);
    expect(ended).toMatchObject(Array(3).fill({ reason: { code: NO_TABLE } }));
  });

  it("is not told of another part, where its own was given up", async () => {
    await db.define("savepoint part");
    await expect(asked("select * from nowhere")).rejects.toMatchObject({ code: NO_TABLE });
    await db.define("rollback to savepoint part");
    await expect(asked("select 1 / 0")).rejects.toMatchObject({ code: BY_ZERO });
  });
});
