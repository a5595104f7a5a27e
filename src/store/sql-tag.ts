import sql, { join, raw, Sql } from "sql-template-tag";

/**
 * Each part of the built program that is loaded late has this class once more: what one part made is SQL to the others
 * too, and not a value. No value of a statement has `strings`.
 */
Object.defineProperty(Sql, Symbol.hasInstance, { value: (one: unknown) => typeof one === "object" && one !== null && "strings" in one && "values" in one });

export type { Sql };
export { join, raw, sql };
