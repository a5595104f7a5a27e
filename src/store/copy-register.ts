import { closeSync, fstatSync, openSync } from "node:fs";
import { Failure, fail, type Problem } from "../app/failure.ts";
import type { Copied } from "../app/keeper.ts";
import type { Progress } from "../app/ports.ts";
import { isCorrupt, sqliteFailure } from "./file-failures.ts";
import { APPLICATION_ID } from "./file-header.ts";
import { heldOf, verifyHead } from "./held.ts";
import { stateOf } from "./reads.ts";
import { type Connection, connect, SqliteDb } from "./sqlite-db.ts";

/** Copied at a time: a few megabytes, so that signals are heard and progress is seen. */
const PAGES = 512;

export interface CopyOptions {
  readonly nativeBinding: string | undefined;
  readonly progress: Progress;
}

/** Every page of every table and index, table by table, so that signals are heard in between; what is wrong with them. */
export async function damagedPages(connection: Connection, pragma: "quick_check" | "integrity_check"): Promise<readonly string[]> {
  const tables = connection.prepare<[], string>("select name from sqlite_schema where type = 'table' and rootpage > 0 order by name").pluck().all();
  const found: string[] = [];
  for (const table of tables) {
    try {
      const rows = connection
        .prepare<[], string>(`pragma ${pragma}('${table.replaceAll("'", "''")}')`)
        .pluck()
        .all();
      found.push(...rows.filter((row) => row !== "ok"));
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      found.push(table);
    }
    await new Promise((next) => setImmediate(next));
  }
  return found;
}

/** What a copy holds, read back through a connection of its own; a failure names everything that is not as it should be. */
async function readBack(path: string, { nativeBinding }: CopyOptions): Promise<Copied> {
  const connection = connect(path, { readonly: true, busyMilliseconds: 1000, nativeBinding });
  try {
    const db = new SqliteDb(connection, path);
    const problems: Problem[] = [];
    if (connection.pragma("application_id", { simple: true }) !== APPLICATION_ID) throw fail("failed", "copy_differs", { path });
    for (const what of (await damagedPages(connection, "quick_check")).slice(0, 10)) problems.push({ key: "pages_damaged", with: { what } });
    const state = await stateOf(db);
    await verifyHead(db, state, (problem) => void problems.push(problem));
    const held = await heldOf(db);
    if (held.operations !== state.operations) problems.push({ key: "operations_differ", with: { stated: state.operations, found: held.operations } });
    if (held.tickets !== state.numbers) problems.push({ key: "numbers_differ", with: { stated: state.numbers, found: held.tickets } });
    if (problems.length > 0) throw new Failure("failed", [{ key: "source_damaged", with: {} }, ...problems]);
    const { name, operations, head } = state;
    return { ...held, path, bytes: sizeOf(path), name, operations, head };
  } catch (error) {
    throw sqliteFailure(error, path, false);
  } finally {
    connection.close();
  }
}

function sizeOf(path: string): number {
  const file = openSync(path, "r");
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

/** Makes a register one file that needs no log beside it to be read. */
function unlogged(path: string, nativeBinding: string | undefined): void {
  const copy = connect(path, { readonly: false, busyMilliseconds: 1000, nativeBinding });
  try {
    copy.pragma("journal_mode = delete");
  } finally {
    copy.close();
  }
}

/**
 * Copies what a connection sees, as of now, into an empty file, page by page, and reads it back. The copy is one file: it
 * has no log beside it. `source` may be written by others meanwhile; its view is held, or each of their writes would
 * begin the copy anew.
 */
export async function copyRegister(source: Connection, part: string, options: CopyOptions): Promise<Copied> {
  const { nativeBinding, progress } = options;
  try {
    source.exec("begin");
    try {
      // The view begins with the first reading.
      const { head } = await stateOf(new SqliteDb(source, part));
      await source.backup(part, {
        progress: ({ totalPages, remainingPages }) => {
          progress(totalPages - remainingPages, totalPages);
          return PAGES;
        },
      });
      unlogged(part, nativeBinding);
      const copied = await readBack(part, options);
      if (copied.head !== head) throw fail("failed", "copy_differs", { path: part });
      return copied;
    } finally {
      if (source.inTransaction) source.exec("rollback");
    }
  } catch (error) {
    throw sqliteFailure(error, part, false);
  }
}
