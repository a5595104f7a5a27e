import { readFileSync } from "node:fs";
import type { Glimpse } from "../app/glimpse.ts";
import type { Instant } from "../domain/time/instant.ts";
import { type CheckedFile, checkFile, sizeBeside } from "./file-check.ts";
import { APPLICATION_ID } from "./file-header.ts";
import { glimpseOf } from "./glimpse-reads.ts";
import { type Connection, connect, connectCopy, SqliteDb } from "./sqlite-db.ts";

/** Nobody waits for a Tab. */
const BUSY_MILLISECONDS = 30;
/** A register that can only be read whole is read if it is small. */
const COPY_BYTES = 32 * 1024 * 1024;

/**
 * A connection that can change nothing and leaves no files behind: read-only where there is a log, for SQLite would
 * leave an empty one; else one that takes its log away as it closes.
 */
function look(file: CheckedFile, nativeBinding: string | undefined): Connection {
  const options = { readonly: true, busyMilliseconds: BUSY_MILLISECONDS, nativeBinding };
  if (sizeBeside(file.path, "-wal") >= 0) return connect(file.path, options);
  if (file.fileWritable && file.folderWritable && !file.tight && file.version !== null) return connect(file.path, { ...options, readonly: false });
  const bytes = readFileSync(file.path);
  if (bytes.length > COPY_BYTES) throw new Error("too large to be read whole");
  return connectCopy(bytes, nativeBinding);
}

/** Looks into the register at a path, with the rules in force at `now`, without waiting and without leaving a trace; throws whatever is in the way. */
export function glimpse(given: string, nativeBinding: string | undefined, now: Instant): Glimpse {
  const file = checkFile(given);
  if (file.kind !== "register") throw new Error("no register");
  const connection = look(file, nativeBinding);
  try {
    connection.exec("pragma trusted_schema = off; pragma cell_size_check = on; pragma query_only = on");
    if (connection.pragma("application_id", { simple: true }) !== APPLICATION_ID) throw new Error("no register");
    return glimpseOf(new SqliteDb(connection, given), now, () => void connection.close());
  } catch (error) {
    connection.close();
    throw error;
  }
}
