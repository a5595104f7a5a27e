import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsIn } from "./migrations.ts";

/** Tables with their columns, and the indexes that have a name of their own. */
export interface Made {
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly indexes: ReadonlySet<string>;
}

const COMMENT = /--.*$/gm;
const TABLE = /create table (\w+) \(([\s\S]*?)\);/g;
const ADDED = /alter table (\w+) add column (\w+)/g;
const INDEX = /create (?:unique )?index (\w+) on/g;
/** What a table is held to begins with one of these, and is no column. */
const HELD_TO = /^(primary|unique|check|constraint|foreign)\b/;

/** The parts of a list, at commas that stand in no brackets. */
function partsOf(list: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < list.length; at += 1) {
    const letter = list[at];
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter !== "," || depth > 0) continue;
    parts.push(list.slice(from, at));
    from = at + 1;
  }
  return [...parts, list.slice(from)].map((part) => part.trim());
}

/** What the migrations in a folder make on a server, by name. */
export function madeBy(folder: string): Made {
  const tables = new Map<string, string[]>([["migration", ["name"]]]);
  const indexes = new Set<string>();
  for (const name of migrationsIn(folder, "postgres")) {
    const ddl = readFileSync(join(folder, name), "utf8").replace(COMMENT, "");
    for (const [, table = "", list = ""] of ddl.matchAll(TABLE))
      tables.set(
        table,
        partsOf(list)
          .filter((part) => !HELD_TO.test(part))
          .map((part) => /^\w+/.exec(part)?.[0] ?? ""),
      );
    for (const [, table = "", column = ""] of ddl.matchAll(ADDED)) tables.get(table)?.push(column);
    for (const [, index = ""] of ddl.matchAll(INDEX)) indexes.add(index);
  }
  return { tables, indexes };
}
