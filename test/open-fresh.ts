import type { Register } from "../src/app/ports.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite, type SqliteOptions } from "../src/store/sqlite.ts";
import { freshAddress, makeRegister, makeSchema, onPostgres } from "./postgres.ts";

const OPTIONS = { env: {}, osUser: "os-user", upgrade: "yes" } as const;

/** The register at a path, or at an address; what is told of files is left out where it is on a server. */
export const openAt = (place: string, { migrations, create, name, now }: SqliteOptions): Promise<Register> =>
  place.startsWith("postgres:")
    ? openPostgres(place, { ...OPTIONS, migrations, create: create !== "no", name, now })
    : openSqlite(place, { migrations, create, name, now });

/** Where a new register can be made: the path, or an empty schema on the run's server. */
export async function freshPlace(path: string): Promise<string> {
  if (!onPostgres) return path;
  const address = freshAddress();
  await makeSchema(address);
  return address;
}

/** A new register, of the database that the tests run on. */
export async function openFresh(path: string, options: SqliteOptions): Promise<Register> {
  if (!onPostgres || options.create === "no") return openAt(await freshPlace(path), options);
  const address = freshAddress();
  await makeRegister(address, options.name, options.now);
  return openAt(address, options);
}
