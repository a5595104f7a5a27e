import type { Problem } from "../app/failure.ts";
import { SCHEMA_VERSION } from "./file-header.ts";
import { migrateFile } from "./migrate.ts";
import { type Connection, connect } from "./sqlite-db.ts";

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

const partsOf = (connection: Connection): ReadonlyMap<string, Part> =>
  new Map(
    connection
      .prepare<[], Part>("select type, name, coalesce(sql, '') as sql from sqlite_schema where name not like 'sqlite!_%' escape '!' order by name")
      .all()
      .map((part) => [part.name, part]),
  );

const plain = ({ sql }: Part): string => sql.replace(/\s+/g, " ");

/** Holds tables and indexes against those of a register made now; whether it is of this version at all. */
export async function checkSchema(
  connection: Connection,
  migrations: string,
  nativeBinding: string | undefined,
  report: (problem: Problem) => void,
): Promise<boolean> {
  const version = connection.pragma("user_version", { simple: true });
  if (version !== SCHEMA_VERSION) {
    report({ key: "schema_behind", with: { version, known: SCHEMA_VERSION } });
    return false;
  }
  const model = connect(":memory:", { readonly: false, busyMilliseconds: 0, nativeBinding });
  try {
    await migrateFile(model, migrations, { name: "", createdAt: 0 });
    const [wanted, found] = [partsOf(model), partsOf(connection)];
    for (const [name, part] of wanted) {
      const own = found.get(name);
      if (own === undefined) report({ key: "schema_part_missing", with: { type: part.type, name } });
      else if (plain(own) !== plain(part)) report({ key: "schema_part_differs", with: { type: part.type, name } });
    }
    for (const [name, { type }] of found) if (!wanted.has(name)) report({ key: "schema_part_strange", with: { type, name } });
    return true;
  } finally {
    model.close();
  }
}
