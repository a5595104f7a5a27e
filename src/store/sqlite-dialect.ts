import { SQLITE_INDEX_TEXT } from "./search.ts";
import type { Dialect } from "./sql.ts";

/** SQLite's words. */
export const SQLITE_DIALECT: Dialect = { indexText: SQLITE_INDEX_TEXT, hex: (column) => `lower(hex(${column}))`, chance: (bytes) => `randomblob(${bytes})` };
