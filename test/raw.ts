import Database from "better-sqlite3";
import { clientOf } from "./postgres.ts";

/** A register's own tables, changed and read as no verb does. */
export interface Raw {
  exec(statements: string): Promise<void>;
  /** `?` for each value. */
  rows<Row>(statement: string, ...values: readonly (string | number | null)[]): Promise<Row[]>;
  close(): Promise<void>;
}

const rawFile = (path: string): Raw => {
  const db = new Database(path);
  return {
    exec: async (statements) => void db.exec(statements),
    async rows<Row>(statement: string, ...values: readonly unknown[]) {
      const prepared = db.prepare(statement);
      if (prepared.reader) return prepared.all(values) as Row[];
      prepared.run(values);
      return [];
    },
    close: async () => void db.close(),
  };
};

/** The tables of the register at a path or an address. */
export async function rawOf(place: string): Promise<Raw> {
  if (!place.startsWith("postgres:")) return rawFile(place);
  const client = await clientOf(place);
  return {
    exec: async (statements) => void (await client.query(statements)),
    async rows<Row>(statement: string, ...values: readonly unknown[]) {
      let n = 0;
      const { rows } = await client.query(
        statement.replace(/\?/g, () => `$${++n}`),
        values as unknown[],
      );
      return rows as Row[];
    },
    close: () => client.end(),
  };
}

/** Runs statements as they stand. */
export async function changeRaw(place: string, statements: string): Promise<void> {
  const raw = await rawOf(place);
  try {
    await raw.exec(statements);
  } finally {
    await raw.close();
  }
}

/** Holds the lock for writing until what it resolves to is called. */
export async function lockOf(place: string): Promise<() => Promise<void>> {
  const raw = await rawOf(place);
  await raw.exec(place.startsWith("postgres:") ? "begin; select 1 from register for update" : "begin immediate");
  return async () => {
    await raw.exec("rollback");
    await raw.close();
  };
}
