import { readFileSync, statSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { Address, Host } from "./postgres-address.ts";

const OTHERS = 0o077;

/** The fields of a line of a password file: `\` takes the meaning from the `:` or `\` behind it. */
const fieldsOf = (line: string): readonly string[] => [...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = ""]) => field.replace(/\\(.)/g, "$1"));

/** The password that a password file has for a server; null: none. (https://www.postgresql.org/docs/current/libpq-pgpass.html) */
export function passwordIn(text: string, { database, user }: Pick<Address, "database" | "user">, { host, port }: Host): string | null {
  const asked = [host.startsWith("/") ? "localhost" : host, `${port}`, database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#") || line.trim() === "") continue;
    const fields = fieldsOf(line);
    const fits = asked.every((value, place) => fields[place] === "*" || fields[place] === value || (place === 0 && fields[0] === host));
    if (fits && fields[4] !== undefined) return fields[4];
  }
  return null;
}

/**
 * The password for a server that asks for one, from the environment or the password file.
 * @throws Failure where there is none, or where others may read the file.
 */
export function passwordFor(address: Address, host: Host): string {
  if (address.password !== null) return address.password;
  const about = { user: address.user, host: host.host, port: host.port, database: address.database, file: address.passwordFile };
  if (address.passwordFile === null) throw fail("unavailable", "password_missing", about);
  try {
    if ((statSync(address.passwordFile).mode & OTHERS) !== 0) throw fail("unavailable", "password_file_open", about);
    const found = passwordIn(readFileSync(address.passwordFile, "utf8"), address, host);
    if (found !== null) return found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "unavailable") throw error;
    throw fail("unavailable", "password_file_unreadable", about, error);
  }
  throw fail("unavailable", "password_missing", about);
}
