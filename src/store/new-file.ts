import { closeSync, constants, fchmodSync, fsyncSync, linkSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Failure, fail, isFailure } from "../app/failure.ts";

/** A file that stands under its name once it is whole, and until then under one of its own. */
export interface NewFile {
  /** Where it will be, links resolved. */
  readonly path: string;
  /** Where it is being written: empty, for its owner alone. */
  readonly part: string;
  /** Puts it on the disk and in its place. */
  keep(): void;
  /** Takes away what was not kept. */
  drop(): void;
}

const OWNER_ONLY = 0o600;
const BUSY_WAYS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown } | null)?.code ?? "");

/** What the system's error about a file to be written means. */
export function outFailure(error: unknown, path: string): Failure {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  const about = { path, code };
  if (code === "ENOENT") return fail("unavailable", "out_folder_missing", about, error);
  if (code === "ENOSPC" || code === "EDQUOT") return fail("unavailable", "out_disk_full", about, error);
  if (code === "EEXIST") return fail("usage", "out_exists", about, error);
  if (code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG") return fail("usage", "out_path_unusable", about, error);
  return fail("unavailable", "out_unwritable", about, error);
}

/** Hands a folder's entries on to the disk; where folders cannot be opened, as on some network file systems, the rename has to do. */
export function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch {
    // The name is there all the same.
  }
}

/** Hands a file's bytes on to the disk. */
export function syncFile(path: string): void {
  const opened = openSync(path, constants.O_RDWR);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Where a path leads, whether or not there is a file. */
function placeOf(given: string): string {
  if (given === "" || given.includes("\0")) throw fail("usage", "out_path_unusable", { path: given });
  const path = resolve(given);
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw outFailure(error, given);
  }
  try {
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch (error) {
    throw outFailure(error, given);
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
};

/** Takes away what runs that were killed left of a file of this name. */
function sweepParts(path: string): void {
  const beginning = `${basename(path)}.part-`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(beginning)) continue;
    const pid = Number.parseInt(name.slice(beginning.length), 10);
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) rmSync(join(dirname(path), name), { force: true });
  }
}

/** What is there already: nothing, or a file of so many bytes. Throws where no file can be. */
export function foundAt(given: string): { readonly path: string; readonly bytes: number | null } {
  const path = placeOf(given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isFile()) throw fail("usage", "out_no_file", { path: given, folder: stat.isDirectory() });
  return { path, bytes: stat?.size ?? null };
}

/** Makes a name lead to a file unless it leads to one already. */
function putNew(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if (!BUSY_WAYS.has(codeOf(error))) throw error;
    // A file system without hard links can only replace.
    renameSync(part, path);
    return;
  }
  unlinkSync(part);
}

/** Begins a file. `replace`: one of its name may be there, and gives way in one step. */
export function newFile(given: string, replace: boolean): NewFile {
  const { path, bytes } = foundAt(given);
  if (bytes !== null && !replace) throw fail("usage", "out_exists", { path: given });
  const part = `${path}.part-${process.pid}`;
  try {
    sweepParts(path);
    rmSync(part, { force: true });
    const made = openSync(part, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, OWNER_ONLY);
    fchmodSync(made, OWNER_ONLY);
    closeSync(made);
  } catch (error) {
    throw outFailure(error, given);
  }
  const drop = (): void => {
    process.off("exit", drop);
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(part + suffix, { force: true });
  };
  // A signal that ends the run leaves nothing behind either.
  process.on("exit", drop);
  return {
    path,
    part,
    keep() {
      try {
        syncFile(part);
        if (replace) renameSync(part, path);
        else putNew(part, path);
        syncFolder(dirname(path));
      } catch (error) {
        throw outFailure(error, given);
      } finally {
        drop();
      }
    },
    drop,
  };
}
