import { existsSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { Environment } from "./program.ts";
import { isServerAddress } from "./server-address.ts";

/** What config.json may set; a flag and the environment come before it. */
export interface Config {
  readonly db?: string;
  readonly user?: string;
  readonly tz?: string;
  readonly lang?: string;
  readonly color?: "auto" | "always" | "never";
  readonly pager?: string;
  readonly noInput?: boolean;
}

/** A folder of the XDG kind; null where neither it nor HOME is set. A relative path in the variable counts as unset, as its specification says. */
export function xdgFolder(env: Environment, variable: "XDG_CONFIG_HOME" | "XDG_DATA_HOME" | "XDG_STATE_HOME", underHome: string): string | null {
  const set = env[variable];
  if (set?.startsWith("/") === true) return `${set}/itsm`;
  const home = env.HOME;
  return home === undefined || home === "" ? null : `${home}/${underHome}/itsm`;
}

/** The person's settings; empty without a file. A file that cannot be read or understood is a `usage` failure. */
export async function readConfig(env: Environment): Promise<Config> {
  const folder = xdgFolder(env, "XDG_CONFIG_HOME", ".config");
  const path = `${folder}/config.json`;
  if (folder === null || !existsSync(path)) return {};
  const { parseConfig } = await import("./config-file.ts");
  return parseConfig(path);
}

/** The beginning of what is meant as the address of a server and is none; a file of such a name begins with `./`. */
function mistypedIn(place: string): string | null {
  if (isServerAddress(place)) return null;
  const scheme = /^(?:[a-z][a-z0-9+.-]*:\/\/|postgres(?:ql)?:)/i.exec(place);
  if (scheme !== null) return scheme[0];
  // How libpq writes it; no more than the names of its settings is told, for one may be a password.
  return /^\s*[a-z_]+\s*=/.test(place) ? (/(?<![^\s])(?:host|hostaddr|dbname)\s*=/.exec(place)?.[0] ?? null) : null;
}

/** Where the register is, and whether somebody named it or it is the default one. */
export function placeOf(flag: string | undefined, env: Environment, config: Config): { readonly place: string; readonly named: boolean } {
  if (flag === "") throw fail("usage", "value_empty", { flag: "--db" });
  const named = flag ?? (env.ITSM_DB || undefined) ?? config.db;
  // It must not come back in what the program says.
  if (named !== undefined && /^postgres(ql)?:\/\/[^/@]*:[^/@]*@/.test(named)) throw fail("usage", "password_in_address");
  const mistyped = named === undefined ? null : mistypedIn(named);
  if (mistyped !== null) throw fail("usage", "address_invalid", { what: "mistyped", value: mistyped });
  if (named !== undefined) return { place: named, named: true };
  const folder = xdgFolder(env, "XDG_DATA_HOME", ".local/share");
  if (folder === null) throw fail("usage", "home_missing");
  return { place: `${folder}/itsm.db`, named: false };
}
