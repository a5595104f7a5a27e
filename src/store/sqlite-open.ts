import { accessSync, closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Failure } from "../app/failure.ts";
import { fail } from "../app/failure.ts";
import type { WaitOptions } from "../app/ports.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { CheckedFile } from "./file-check.ts";
import { checkFile, sizeBeside } from "./file-check.ts";
import { isBusy, isCannotOpen, pathFailure, sqliteFailure } from "./file-failures.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "./file-header.ts";
import { patiently, SLICE_MILLISECONDS } from "./patience.ts";
import type { Connection } from "./sqlite-db.ts";
import { connect, connectCopy } from "./sqlite-db.ts";

export interface SqliteOptions {
  /** The folder of the numbered SQL files; read only when a register is made or brought up to date. */
  readonly migrations: string;
  /** The path of better_sqlite3.node; left out: where the package finds it. */
  readonly nativeBinding?: string | undefined;
  /** A missing or empty file becomes a register: `file` in a folder that exists, `folders` makes those too. */
  readonly create: "no" | "file" | "folders";
  /** What a register made now is called, and when. */
  readonly name: string;
  readonly now: Instant;
  /** How long to wait for others' locks; 60 seconds in silence where left out. */
  readonly wait?: WaitOptions;
  /** False: one of an older version stays so. */
  readonly upgrade?: boolean;
}

export interface Opened {
  readonly connection: Connection;
  readonly path: string;
  /** Why nothing can be written; null: it can. */
  readonly readOnly: Failure | null;
}

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** A register that can only be read whole into memory must fit there. */
const COPY_LIMIT = 1024 * 1024 * 1024;
const SHARED_MEMORY_BYTES = 32_768;
/** The pages a bulk change touches are better kept than written to the log twice; taken only as needed. */
const WRITE_CACHE_KIB = 65_536;

/** Half as much of a page lies idle behind its last row as in SQLite's usual 4 KiB: a tenth of the file. */
const PAGE_BYTES = 8192;

const PATIENT: WaitOptions = { timeoutSeconds: 60, onWait: () => undefined };

/** Makes an empty file that only its owner may read, whatever the umask; SQLite gives its log the same rights. */
function touch(path: string, given: string): void {
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK, OWNER_ONLY);
    try {
      const stat = fstatSync(file);
      if (stat.isFile() && stat.size === 0) fchmodSync(file, OWNER_ONLY);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw pathFailure(error, given);
  }
}

/** One by one: on /proc, where making a folder says that there is none above it, Node's `recursive` never ends. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it in between.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** The missing folders above a path, for their owner only; a umask that takes the owner's rights too would leave them unusable. */
function makeFolders(given: string): void {
  const umask = process.umask(OTHERS);
  try {
    makeFolder(dirname(resolve(given)));
  } catch (error) {
    throw pathFailure(error, given);
  } finally {
    process.umask(umask);
  }
}

/** The rules of every connection: schema and cells of the file are not trusted. */
const guard = (connection: Connection): Connection => connection.exec("pragma trusted_schema = off; pragma cell_size_check = on");

const versionOf = (connection: Connection): number => connection.pragma("user_version", { simple: true }) as number;

/** The log is synced at every commit; setting WAL would silently lower that, so it is set after it and read back. */
export function arm(connection: Connection): void {
  const mode = connection.pragma("journal_mode = wal", { simple: true });
  connection.exec(`pragma synchronous = full; pragma secure_delete = on; pragma cache_size = -${WRITE_CACHE_KIB}`);
  if (mode !== "wal" || connection.pragma("synchronous", { simple: true }) !== 2) throw new Error(`SQLite keeps no durable log here: journal_mode ${mode}`);
}

async function bringUp(connection: Connection, { migrations, name, now, wait = PATIENT }: SqliteOptions): Promise<void> {
  const { migrateFile } = await import("./migrate.ts");
  // Can only be chosen before anything is written, the log included; a file that has pages keeps theirs.
  connection.pragma(`page_size = ${PAGE_BYTES}`);
  await patiently(() => arm(connection), wait);
  await patiently(() => connection.exec("begin immediate"), wait);
  try {
    if (versionOf(connection) < SCHEMA_VERSION) await migrateFile(connection, migrations, { name, createdAt: now });
    connection.exec("commit");
  } catch (error) {
    if (connection.inTransaction) connection.exec("rollback");
    throw error;
  }
}

/** A full disk: without a free page the shared memory of a log's index would be lost, so the index is kept private. */
function openTight(file: CheckedFile, nativeBinding: string | undefined): Connection {
  const connection = guard(connect(file.path, { readonly: false, busyMilliseconds: SLICE_MILLISECONDS, nativeBinding }));
  try {
    connection.pragma("locking_mode = exclusive");
    versionOf(connection);
    return connection;
  } catch (error) {
    connection.close();
    // Others have it open, so the shared memory is there already.
    if (!isBusy(error) || sizeBeside(file.path, "-shm") < SHARED_MEMORY_BYTES) throw error;
    return guard(connect(file.path, { readonly: true, busyMilliseconds: PATIENT.timeoutSeconds * 1000, nativeBinding }));
  }
}

/** In a folder nothing can be written to, SQLite reads a file with a log only if the log is there; without one a copy is read. */
function openStill(file: CheckedFile, given: string, nativeBinding: string | undefined): Connection {
  if (sizeBeside(file.path, "-wal") > 0 || file.folderWritable) {
    const connection = guard(connect(file.path, { readonly: true, busyMilliseconds: PATIENT.timeoutSeconds * 1000, nativeBinding }));
    try {
      versionOf(connection);
      return connection;
    } catch (error) {
      connection.close();
      if (!isCannotOpen(error) || sizeBeside(file.path, "-wal") > 0) throw error;
    }
  }
  const bytes = readFileSync(file.path);
  if (bytes.length > COPY_LIMIT) throw fail("unavailable", "folder_read_only", { path: given });
  return guard(connectCopy(bytes, nativeBinding));
}

function refusalOf(file: CheckedFile, given: string): Failure | null {
  if (file.tight) return fail("unavailable", "disk_full", { path: given });
  return file.fileWritable && file.folderWritable ? null : fail("unavailable", "register_read_only", { path: given });
}

function openFile(file: CheckedFile, given: string, readOnly: boolean, { nativeBinding, wait = PATIENT }: SqliteOptions): Connection {
  if (file.tight) return openTight(file, nativeBinding);
  if (readOnly) return openStill(file, given, nativeBinding);
  return guard(connect(file.path, { readonly: false, busyMilliseconds: wait.timeoutSeconds * 1000, nativeBinding }));
}

/** Where the header cannot tell, SQLite is asked by a connection that leaves the file and its log as they are. */
function probe(file: CheckedFile, given: string, nativeBinding: string | undefined): void {
  const connection = connect(file.path, { readonly: true, busyMilliseconds: PATIENT.timeoutSeconds * 1000, nativeBinding });
  try {
    refuseOther(connection, versionOf(connection), given);
  } finally {
    connection.close();
  }
}

/**
 * Refuses what only SQLite could tell: no register after all, or one of a newer program whose header lags behind its log.
 * Another program may be making the register meanwhile, so what it writes last is read last.
 */
export function refuseOther(connection: Connection, version: number, given: string): void {
  if (version > SCHEMA_VERSION) throw fail("unavailable", "schema_newer", { path: given, found: version, known: SCHEMA_VERSION });
  const plain = version === 0 && connection.prepare("select 1 from sqlite_schema").get() === undefined;
  const id = connection.pragma("application_id", { simple: true });
  if (id !== APPLICATION_ID && (id !== 0 || !plain)) throw fail("usage", "not_a_register", { path: given, what: "database" });
}

function prepareFile(given: string, create: SqliteOptions["create"]): CheckedFile {
  if (create === "folders") makeFolders(given);
  const file = checkFile(given);
  if (file.kind === "register") return file;
  if (create === "no") throw fail("unavailable", file.kind === "empty" ? "register_empty" : "register_missing", { path: given });
  const refusal = refusalOf(file, given);
  if (refusal !== null) throw refusal;
  touch(file.path, given);
  return file;
}

/** The folder that is there already, above those that would have to be made, has to take them. */
function checkFolders(given: string): boolean {
  let folder = dirname(resolve(given));
  try {
    for (;;) {
      const stat = statSync(folder, { throwIfNoEntry: false });
      if (stat !== undefined) break;
      folder = dirname(folder);
    }
    const missing = folder !== dirname(resolve(given));
    if (missing) accessSync(folder, constants.W_OK | constants.X_OK);
    return missing;
  } catch (error) {
    throw pathFailure(error, given);
  }
}

/**
 * Whether a write would make a register at a path.
 * @throws Failure what opening it for that write would throw, as far as the path and the disk tell.
 */
export function isMissing(given: string, create: SqliteOptions["create"]): boolean {
  if (create === "folders" && !given.includes("\0") && checkFolders(given)) return true;
  const file = checkFile(given);
  if (file.kind === "register") return false;
  const refusal = refusalOf(file, given);
  if (refusal !== null) throw refusal;
  return true;
}

/**
 * A connection to the register at a path, brought up to this program's schema where it can be written.
 * @throws Failure for everything that can be wrong with a path, a file or a disk.
 */
export async function openConnection(given: string, options: SqliteOptions): Promise<Opened> {
  const file = prepareFile(given, options.create);
  const readOnly = refusalOf(file, given);
  let connection: Connection | null = null;
  try {
    if (file.version === null && file.folderWritable && !file.tight) probe(file, given, options.nativeBinding);
    connection = openFile(file, given, readOnly !== null, options);
    const version = file.kind === "register" ? versionOf(connection) : 0;
    if (version !== SCHEMA_VERSION || file.version === null) refuseOther(connection, version, given);
    if (version < SCHEMA_VERSION && (version === 0 || options.upgrade !== false)) {
      if (version === 0 && options.create === "no") throw fail("unavailable", "register_empty", { path: given });
      if (readOnly !== null) throw fail("unavailable", "schema_older", { path: given, found: version, known: SCHEMA_VERSION });
      await bringUp(connection, options);
    }
    return { connection, path: file.path, readOnly };
  } catch (error) {
    connection?.close();
    throw sqliteFailure(error, given, false);
  }
}
