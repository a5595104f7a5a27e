import type { Failure } from "../app/failure.ts";
import { fail, isFailure } from "../app/failure.ts";

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "");

/** Whether SQLite says that somebody else holds the lock. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith("SQLITE_BUSY");

/** Whether SQLite says that the file is damaged. */
export const isCorrupt = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/** Whether SQLite could not open the file or what belongs beside it. */
export const isCannotOpen = (error: unknown): boolean => /^SQLITE_(CANTOPEN|READONLY)/.test(codeOf(error));

/** What SQLite's error means to a person; errors that are none of SQLite's come back as they are. */
export function sqliteFailure(error: unknown, path: string, committing: boolean): unknown {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  if (!code.startsWith("SQLITE_")) return error;
  const about = { path, code };
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return fail("unavailable", "register_locked", about, error);
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE") return fail("unavailable", "disk_full", about, error);
  if (committing && code.startsWith("SQLITE_IOERR")) return fail("unavailable", "outcome_unknown", about, error);
  if (code.startsWith("SQLITE_READONLY")) return fail("unavailable", "register_read_only", about, error);
  if (code.startsWith("SQLITE_CANTOPEN")) return fail("unavailable", "register_unopenable", about, error);
  if (isCorrupt(error)) return fail("failed", "register_corrupt", about, error);
  if (code.startsWith("SQLITE_IOERR")) return fail("failed", "register_io", about, error);
  return error;
}

/** What the operating system's error about a path means. */
export function pathFailure(error: unknown, path: string): Failure {
  const code = codeOf(error);
  const about = { path, code };
  switch (code) {
    case "ENOENT":
      return fail("unavailable", "folder_missing", about, error);
    case "EACCES":
    case "EPERM":
      return fail("unavailable", "register_unreadable", about, error);
    case "ENOTDIR":
      return fail("usage", "path_through_file", about, error);
    case "ELOOP":
      return fail("usage", "path_loop", about, error);
    case "ENAMETOOLONG":
      return fail("usage", "path_too_long", about, error);
    case "EROFS":
      return fail("unavailable", "register_read_only", about, error);
    case "ENOSPC":
    case "EDQUOT":
      return fail("unavailable", "disk_full", about, error);
    case "EMFILE":
    case "ENFILE":
      return fail("unavailable", "register_unopenable", about, error);
    default:
      return fail("failed", "register_io", about, error);
  }
}
