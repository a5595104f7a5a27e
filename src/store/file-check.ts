import type { Stats } from "node:fs";
import { accessSync, constants, lstatSync, realpathSync, statfsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail } from "../app/failure.ts";
import { pathFailure } from "./file-failures.ts";
import type { Header } from "./file-header.ts";
import { APPLICATION_ID, readHeader, SCHEMA_VERSION } from "./file-header.ts";

/** Below so many free bytes SQLite may be unable to back the memory it shares between processes, and is killed by SIGBUS. */
const ROOM = 1024 * 1024;
const ANY_WRITE = 0o222;

/** What a path leads to, found out before SQLite opens it. */
export interface CheckedFile {
  /** Absolute, with links resolved. */
  readonly path: string;
  readonly kind: "missing" | "empty" | "register";
  /** How many migrations it has had; null: what the file says may be behind its log, so SQLite must be asked. */
  readonly version: number | null;
  readonly fileWritable: boolean;
  readonly folderWritable: boolean;
  /** The disk is so full that nothing may be written. */
  readonly tight: boolean;
}

/** How many bytes the file beside the register holds; -1: there is none. */
export const sizeBeside = (path: string, suffix: "-wal" | "-shm"): number => statSync(path + suffix, { throwIfNoEntry: false })?.size ?? -1;

const errorCode = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** The path with its links resolved, whether or not there is a file. */
function locate(given: string): { readonly path: string; readonly exists: boolean } {
  if (given === "" || given.includes("\0")) throw fail("usage", "path_invalid", { path: given });
  const path = resolve(given);
  try {
    return { path: realpathSync.native(path), exists: true };
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw pathFailure(error, given);
  }
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw fail("usage", "path_dangling", { path: given });
    return { path: join(realpathSync.native(dirname(path)), basename(path)), exists: false };
  } catch (error) {
    throw errorCode(error) === "usage" ? error : pathFailure(error, given);
  }
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return "folder";
  if (stat.isFIFO()) return "pipe";
  if (stat.isSocket()) return "socket";
  return "device";
}

/** Permission bits count for root too: a file nobody may write is not written. */
function writable(path: string, stat: Stats): boolean {
  if ((stat.mode & ANY_WRITE) === 0) return false;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isTight(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < ROOM;
  } catch {
    return false;
  }
}

/** The version of a register by its header; null where the header may be behind the log. */
function versionOf(header: Header, path: string, given: string): number | null {
  if (header.applicationId === APPLICATION_ID) return header.version;
  const fresh = header.applicationId === 0 && header.version === 0;
  if (!fresh || sizeBeside(path, "-wal") <= 0) {
    // A register whose creation was cut short is one page without a table.
    if (!fresh || header.bytes === null || header.bytes > 65_536) throw fail("usage", "not_a_register", { path: given, what: "database" });
  }
  return null;
}

function readVersion(path: string, size: number, given: string): number | null {
  let header: Header | null;
  try {
    header = readHeader(path);
  } catch (error) {
    throw pathFailure(error, given);
  }
  if (header === null) throw fail("usage", "not_a_register", { path: given, what: "file" });
  const version = versionOf(header, path, given);
  if (version !== null && version > SCHEMA_VERSION) throw fail("unavailable", "schema_newer", { path: given, found: version, known: SCHEMA_VERSION });
  // Another program may have written its log into the file since `size` was looked up.
  if (header.bytes !== null && size < header.bytes && sizeBeside(path, "-wal") <= 0 && statSync(path).size < header.bytes)
    throw fail("failed", "register_truncated", { path: given, size, expected: header.bytes });
  return version;
}

/**
 * Looks at a path without letting SQLite near it: other programs' files, pipes and devices are never opened.
 * @throws Failure usage: no register can be there; unavailable: not reachable, or written by a newer program; failed: cut off.
 */
export function checkFile(given: string): CheckedFile {
  const { path, exists } = locate(given);
  // better-sqlite3 cuts white space off the end of a name, and would open another file.
  if (path !== path.trim()) throw fail("usage", "path_space", { path: given });
  const folder = dirname(path);
  let stat: Stats | undefined;
  let folderStat: Stats;
  try {
    stat = exists ? statSync(path) : undefined;
    folderStat = statSync(folder);
  } catch (error) {
    throw pathFailure(error, given);
  }
  if (stat !== undefined && !stat.isFile()) throw fail("usage", "not_a_register", { path: given, what: kindOf(stat) });
  const place = { path, folderWritable: writable(folder, folderStat), tight: isTight(folder) };
  if (stat === undefined) return { ...place, kind: "missing", version: 0, fileWritable: place.folderWritable };
  const fileWritable = writable(path, stat);
  if (stat.size === 0) return { ...place, kind: "empty", version: 0, fileWritable };
  return { ...place, kind: "register", version: readVersion(path, stat.size, given), fileWritable };
}
