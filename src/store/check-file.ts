import type { Looked } from "./check.ts";
import { checkIndex } from "./check-index.ts";
import { checkSchema } from "./check-schema.ts";
import { damagedPages } from "./copy-register.ts";
import { sqliteFailure } from "./file-failures.ts";
import type { Kept } from "./keeper.ts";

/** How a register in a file of SQLite's is looked over. */
export const lookedAt = ({ connection, db, place, migrations, nativeBinding }: Kept): Looked => ({
  db,
  pages: (full) => damagedPages(connection, full ? "integrity_check" : "quick_check"),
  schema: (report) => checkSchema(connection, migrations, nativeBinding, report),
  index: (reads, options, report) => checkIndex(connection, db, reads, options, report),
  apart: (work) => work(),
  told: (error) => sqliteFailure(error, place, false),
});
