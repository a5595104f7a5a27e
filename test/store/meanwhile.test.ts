import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { migrateFile } from "../../src/store/migrate.ts";
import type { Connection } from "../../src/store/sqlite-db.ts";
import { connect } from "../../src/store/sqlite-db.ts";
import { refuseOther } from "../../src/store/sqlite-open.ts";
import { MIGRATIONS, NOW } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();
const writable = { readonly: false, busyMilliseconds: 1000, nativeBinding: undefined };

let register: Buffer;
beforeAll(async () => {
  const maker = new Database(":memory:");
  await migrateFile(maker, MIGRATIONS, { name: "desk", createdAt: NOW });
  register = maker.serialize();
  maker.close();
});

const makeRegister = (path: string): void => writeFileSync(path, register);

/** A connection that lets somebody else act before it is asked for the `turn`-th time. */
function interrupted(connection: Connection, turn: number, act: () => void): Connection {
  let asked = 0;
  const asking = (member: unknown, target: Connection) =>
    typeof member !== "function"
      ? member
      : (...given: unknown[]): unknown => {
          if (asked++ === turn) act();
          return Reflect.apply(member, target, given);
        };
  return new Proxy(connection, { get: (target, name) => asking(Reflect.get(target, name), target) });
}

describe("a file that another program makes a register of, meanwhile", () => {
  it.each([0, 1, 2])("is not taken for another program's file, whenever that happens (%i)", (turn) => {
    const path = join(folder(), "itsm.db");
    writeFileSync(path, "");
    const connection = connect(path, writable);
    connection.pragma("journal_mode = wal");
    expect(() =>
      refuseOther(
        interrupted(connection, turn, () => makeRegister(path)),
        0,
        path,
      ),
    ).not.toThrow();
    connection.close();
  });
});
