import { closeSync, constants, openSync, readSync } from "node:fs";

/** "ITSM": what the header of a register's file says it is. */
export const APPLICATION_ID = 0x4954534d;

/** How many migrations this program knows; a register's file carries the number it has had. */
export const SCHEMA_VERSION = 4;

const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;

/** What the first 100 bytes of a file of SQLite's say (https://www.sqlite.org/fileformat.html, section 1.3). */
export interface Header {
  readonly applicationId: number;
  readonly version: number;
  /** In whole pages, as of the last checkpoint; null: a program that does not keep the count wrote last. */
  readonly bytes: number | null;
}

/** The header of a regular file; null: it has none of SQLite's. */
export function readHeader(path: string): Header | null {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES || header.toString("latin1", 0, 16) !== MAGIC) return null;
  } finally {
    closeSync(file);
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92);
  return { applicationId: header.readUInt32BE(68), version: header.readUInt32BE(60), bytes: counted ? header.readUInt32BE(28) * pageSize : null };
}
