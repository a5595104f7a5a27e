import { fail } from "../app/failure.ts";

type Environment = Readonly<Record<string, string | undefined>>;

type SslMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";
const SSL_MODES: readonly string[] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] satisfies readonly SslMode[];

/** Which servers will do; `prefer-writable` is what nobody asked otherwise. */
type Wanted = "any" | "read-write" | "prefer-writable";

export interface Host {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
}

/** Where a register on a server is, and how it is reached: what libpq reads from such an address and its environment. */
export interface Address {
  readonly hosts: readonly Host[];
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  readonly passwordFile: string | null;
  readonly sslMode: SslMode;
  readonly rootCertificate: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  readonly wanted: Wanted;
  readonly connectSeconds: number;
  readonly applicationName: string;
  readonly options: string | null;
}

const PORT = 5432;
const CONNECT_SECONDS = 10;
const MOST_CONNECT_SECONDS = 86_400;

/** Where Debian's server has its socket; that of a server built by hand. */
const SOCKET_FOLDERS = ["/var/run/postgresql", "/tmp"];

/** What may stand behind the `?`, with the variable that says it where the address does not. */
const SETTINGS: Readonly<Record<string, string | null>> = {
  host: "PGHOST",
  port: "PGPORT",
  dbname: "PGDATABASE",
  user: "PGUSER",
  passfile: "PGPASSFILE",
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  target_session_attrs: "PGTARGETSESSIONATTRS",
  connect_timeout: "PGCONNECT_TIMEOUT",
  application_name: "PGAPPNAME",
  options: "PGOPTIONS",
};

const refuse = (what: string, about: Readonly<Record<string, unknown>> = {}): never => {
  throw fail("usage", "address_invalid", { what, ...about });
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse("escape", { value: text });
  }
}

function portOf(text: string): number {
  if (text === "") return PORT;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port > 0 && port < 65_536 ? port : refuse("port", { value: text });
}

/** `h1:5432,h2,[::1]:5433`: what is left out is empty. */
function hostsIn(text: string): readonly (readonly [host: string, port: string])[] {
  if (text === "") return [];
  return text.split(",").map((one) => {
    const [, bracketed, plain, port = ""] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/.exec(one) ?? refuse("host", { value: one });
    return [decoded(bracketed ?? plain ?? ""), port];
  });
}

/** The hosts of an address, or of two lists beside each other, of which one port may stand for all. */
function hostsOf(inAddress: string, setting: (name: string) => string | undefined, defaultHost: () => string): readonly Host[] {
  const written = hostsIn(inAddress);
  const ports = (setting("port") ?? "").split(",");
  const names = written.length > 0 ? written : (setting("host") ?? "").split(",").map((host) => [host, ""] as const);
  return names.map(([host, port], index) => ({
    host: host === "" ? defaultHost() : host,
    port: portOf(port === "" ? (ports.length === 1 ? (ports[0] ?? "") : (ports[index] ?? "")) : port),
  }));
}

function wantedOf(text: string | undefined): Wanted {
  if (text === undefined) return "prefer-writable";
  if (text === "any") return "any";
  if (text === "read-write" || text === "primary") return "read-write";
  return refuse("target_session_attrs", { value: text });
}

/** To wait for ever, which libpq means by 0, is nothing for a command that somebody waits for: it is the usual time. */
function connectSecondsOf(text: string | undefined): number {
  if (text === undefined) return CONNECT_SECONDS;
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= MOST_CONNECT_SECONDS ? seconds || CONNECT_SECONDS : refuse("connect_timeout", { value: text, most: MOST_CONNECT_SECONDS });
}

/** The name of a database, one step of a path. */
function databaseOf(path: string): string {
  return path.includes("/") ? refuse("database", { value: path, meant: path.replaceAll("/", "%2F") }) : decoded(path);
}

export interface Surroundings {
  readonly env: Environment;
  readonly osUser: string;
  readonly exists: (path: string) => boolean;
}

/**
 * Reads `postgres://[user@][host[:port][,host…]][/database][?setting=value…]`.
 * @throws Failure `usage` for what cannot be read; a password is refused, for everybody on the machine sees addresses.
 */
export function addressOf(url: string, { env, osUser, exists }: Surroundings): Address {
  const [, login, hosts = "", path, query] = /^postgres(?:ql)?:\/\/(?:([^/?@]*)@)?([^/?@]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url) ?? refuse("form");
  const given = new Map<string, string>();
  for (const part of (query ?? "").split("&")) {
    if (part === "") continue;
    const [name = "", ...value] = part.split("=");
    if (name === "password") throw fail("usage", "password_in_address");
    if (!(name in SETTINGS)) refuse("setting", { value: decoded(name), known: Object.keys(SETTINGS) });
    if (given.has(name)) refuse("twice", { value: name });
    given.set(name, decoded(value.join("=")));
  }
  if (login?.includes(":") === true) throw fail("usage", "password_in_address");
  const hasPorts = hosts !== "" && hostsIn(hosts).every(([, port]) => port !== "");
  const before = { user: login !== undefined && login !== "", host: hosts !== "", port: hasPorts, dbname: path !== undefined && path !== "" };
  for (const [name, isThere] of Object.entries(before)) if (isThere && given.get(name)) refuse("twice", { value: name });
  const setting = (name: string): string | undefined => given.get(name) || env[SETTINGS[name] ?? ""] || undefined;
  const home = env.HOME ?? "";
  const usual = (name: string): string | null => (home !== "" && exists(`${home}/${name}`) ? `${home}/${name}` : null);
  const user = (login === undefined ? "" : decoded(login)) || setting("user") || osUser;
  const sslMode = setting("sslmode") ?? "prefer";
  if (!SSL_MODES.includes(sslMode)) refuse("sslmode", { value: sslMode, known: SSL_MODES });
  return {
    hosts: hostsOf(hosts, setting, () => SOCKET_FOLDERS.find(exists) ?? "localhost"),
    database: databaseOf(path ?? "") || setting("dbname") || user,
    user,
    password: env.PGPASSWORD || null,
    passwordFile: setting("passfile") ?? usual(".pgpass"),
    sslMode: sslMode as SslMode,
    rootCertificate: setting("sslrootcert") ?? usual(".postgresql/root.crt"),
    certificate: setting("sslcert") ?? usual(".postgresql/postgresql.crt"),
    key: setting("sslkey") ?? usual(".postgresql/postgresql.key"),
    wanted: wantedOf(setting("target_session_attrs")),
    connectSeconds: connectSecondsOf(setting("connect_timeout")),
    applicationName: setting("application_name") ?? "itsm",
    options: setting("options") ?? null,
  };
}
