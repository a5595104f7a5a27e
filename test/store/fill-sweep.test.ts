import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { TestDesk } from "../app/desk.ts";
import { close, hold, note, resolve } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { OPTIONS, refold } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();

/** Makes a register what one was before there was a sweep: its columns and its index taken away, and from what is packed what only a sweep goes by. */
function asBefore(path: string): void {
  const db = new Database(path);
  db.exec("drop index ticket_sweep; alter table ticket drop column sweep_at; alter table register drop column swept_at");
  db.exec("update ticket set rest = json_remove(rest, '$.n'); delete from migration where name >= '0004'; pragma user_version = 3");
  db.close();
}

it("brings a register of before there was a sweep up, its history whole and every ticket with what the sweep goes by", async () => {
  const desk = await TestDesk.open();
  await desk.log({ category: "other" });
  await desk.log({ category: "other" }, { next: [resolve({ public: false })] });
  await desk.log({ category: "other" }, { next: [resolve()] });
  await desk.log({ category: "other" }, { next: [resolve({ public: false })] });
  await desk.at("mon 10:00").do("note", [4], note("it is mended", { public: true }));
  await desk.log({ category: "other" }, { next: [close({ code: "fixed", note: "x" })] });
  await desk.log({ category: "other" }, { next: [hold("awaiting-requester")] });
  for (let i = 0; i < 520; i += 1) await desk.log({ category: "other" });
  const rows = await desk.register.tickets([1, 2, 3, 4, 5, 6, 520]);
  const path = join(folder(), "old.db");
  new Database(desk.register.place).exec(`vacuum into '${path}'`).close();
  asBefore(path);

  const register = await openSqlite(path, OPTIONS);
  expect(await register.tickets([1, 2, 3, 4, 5, 6, 520])).toEqual(rows);
  expect(rows.find(({ number }) => number === 1)?.sweepAt).toBe(t("mon 09:30"));
  const faults: unknown[] = [];
  await register.verify({ refold, against: null, progress: () => undefined }, (fault) => faults.push(fault));
  expect(faults).toEqual([]);
  expect((await register.facts()).pending).toEqual([]);
  await register.close();
});
