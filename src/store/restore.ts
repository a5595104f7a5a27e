import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fail } from "../app/failure.ts";
import type { Copied } from "../app/keeper.ts";
import type { Progress, WaitOptions } from "../app/ports.ts";
import { iso } from "../domain/time/instant.ts";
import { copyRegister } from "./copy-register.ts";
import { checkFile } from "./file-check.ts";
import { isBusy, isCorrupt, sqliteFailure } from "./file-failures.ts";
import { foundAt, newFile, outFailure, syncFile, syncFolder } from "./new-file.ts";
import { patiently } from "./patience.ts";
import { stateOf } from "./reads.ts";
import { type Connection, connect, SqliteDb } from "./sqlite-db.ts";

/** What stands where a backup is to be restored. `name` is null where it cannot be read. */
export interface Standing {
  readonly path: string;
  readonly kind: "missing" | "register" | "damaged";
  readonly name: string | null;
  readonly operations: number | null;
}

/** A backup that was restored, and where what it replaced is kept. */
export interface Restored extends Copied {
  readonly kept: string | null;
}

export interface Restoring {
  readonly nativeBinding?: string | undefined;
  readonly now: number;
  readonly wait: WaitOptions;
  readonly progress: Progress;
  /** Looks at the copy before it takes its place; false ends here, and nothing has changed. */
  readonly agree: (copied: Copied) => Promise<boolean>;
}

const BESIDE = ["-wal", "-shm", "-journal"];

/** What is at a place now. Throws where it is no register that a backup could take the place of. */
export async function standingAt(place: string, nativeBinding?: string): Promise<Standing> {
  const nothing = { name: null, operations: null };
  let path: string;
  try {
    const file = checkFile(place);
    if (file.kind !== "register") return { ...nothing, path: file.path, kind: "missing" };
    if (!file.fileWritable || !file.folderWritable) throw fail("unavailable", "register_read_only", { path: place });
    path = file.path;
  } catch (error) {
    const key = (error as { readonly problems?: readonly { readonly key: string }[] }).problems?.[0]?.key;
    if (key !== "register_truncated") throw error;
    return { ...nothing, path: foundAt(place).path, kind: "damaged" };
  }
  let connection: Connection | null = null;
  try {
    connection = connect(path, { readonly: true, busyMilliseconds: 1000, nativeBinding });
    const { name, operations } = await stateOf(new SqliteDb(connection, place));
    return { path, kind: "register", name, operations };
  } catch (error) {
    const { problems } = error as { readonly problems?: readonly { readonly key: string }[] };
    if (isBusy(error) || problems?.[0]?.key === "register_locked") throw fail("unavailable", "register_in_use", { path: place }, error);
    return { ...nothing, path, kind: "damaged" };
  } finally {
    connection?.close();
  }
}

/** A name beside a register for what is replaced, with the date in it. */
function keptName(path: string, now: number): string {
  const base = `${path}.replaced-${iso(now).replace(/[-:]/g, "")}`;
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** A second name for a file; where the file system has none, a copy. */
function keepUnder(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    copyFileSync(path, kept);
    syncFile(kept);
  }
}

/**
 * Holds the register alone: its log folded into the file, which from then on nobody who opened it before can write to
 * (SQLite refuses to begin a log for a file that has moved). Null: it is too damaged for that. Throws where others have it open.
 */
async function heldAlone(path: string, place: string, { nativeBinding, wait }: Restoring): Promise<Connection | null> {
  let connection: Connection | null = null;
  try {
    const opened = connect(path, { readonly: false, busyMilliseconds: 200, nativeBinding });
    connection = opened;
    await patiently(() => opened.pragma("journal_mode = delete"), wait);
    await patiently(() => opened.exec("begin exclusive"), wait);
    return opened;
  } catch (error) {
    connection?.close();
    if (isBusy(error)) throw fail("unavailable", "register_in_use", { path: place }, error);
    if (isCorrupt(error)) return null;
    throw sqliteFailure(error, place, false);
  }
}

/** What lies beside a damaged register goes with it, before anything new could be taken for its. */
function keepBeside(path: string, kept: string): void {
  for (const suffix of ["-wal", "-journal"]) if (existsSync(path + suffix)) keepUnder(path + suffix, kept + suffix);
  syncFolder(dirname(path));
  for (const suffix of BESIDE) rmSync(path + suffix, { force: true });
}

/** Puts the copy in the place of what stands there, in one step, so that a run that is killed leaves the one or the other. */
async function exchange(standing: Standing, place: string, part: string, restoring: Restoring): Promise<string | null> {
  const { path, kind } = standing;
  if (kind === "missing") {
    for (const suffix of BESIDE) rmSync(path + suffix, { force: true });
    renameSync(part, path);
    syncFolder(dirname(path));
    return null;
  }
  // SQLite would take the log of a damaged one for void, and throw it away.
  const held = kind === "damaged" ? null : await heldAlone(path, place, restoring);
  try {
    const kept = keptName(path, restoring.now);
    keepUnder(path, kept);
    if (held === null) keepBeside(path, kept);
    syncFolder(dirname(path));
    renameSync(part, path);
    syncFolder(dirname(path));
    return kept;
  } catch (error) {
    throw outFailure(error, place);
  } finally {
    if (held !== null) {
      if (held.inTransaction) held.exec("rollback");
      held.close();
    }
  }
}

/** Copies a backup beside a register, reads it back, and lets it take the register's place. Null: that was not agreed to. */
export async function restore(from: string, place: string, standing: Standing, restoring: Restoring): Promise<Restored | null> {
  const { nativeBinding, progress, agree } = restoring;
  const source = checkFile(from);
  if (source.kind !== "register") throw fail("unavailable", source.kind === "empty" ? "backup_empty" : "backup_missing", { path: from });
  if (source.path === standing.path) throw fail("usage", "restore_itself", { path: from });
  const file = newFile(standing.path, true);
  try {
    const backup = connect(source.path, { readonly: true, busyMilliseconds: 1000, nativeBinding });
    let copied: Copied;
    try {
      copied = await copyRegister(backup, file.part, { nativeBinding, progress });
    } finally {
      backup.close();
    }
    if (!(await agree({ ...copied, path: standing.path }))) return null;
    syncFile(file.part);
    const kept = await exchange(standing, place, file.part, restoring);
    return { ...copied, path: standing.path, kept };
  } catch (error) {
    throw sqliteFailure(error, from, false);
  } finally {
    file.drop();
  }
}
