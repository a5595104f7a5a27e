/** What is said of a register on a server that cannot be reached, opened, read or written, by the key of the problem. */
interface Said {
  readonly what: string;
  readonly facts?: readonly string[];
  readonly todo?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => Said;

const FORM = "postgres://[user@]host[:port][,host…]/database[?sslmode=verify-full]";

/** Of a call that had written something, or all it had to write. */
const KEPT_BEFORE = "what this call had written up to then is kept: itsm op list shows it";

const KEPT_COPY = "what was copied up to then is kept: the same call goes on with it";

/** What became of a call that ended early: `true`, it had written something; `copy`, it had copied something. */
type Kept = boolean | "copy" | undefined;
const afterLoss = (kept: Kept, none: string): string => (kept === "copy" ? KEPT_COPY : kept === true ? KEPT_BEFORE : none);
const nothing = (kept: Kept): string => (kept === "copy" ? "" : " Nothing was written.");
const goesOn = (kept: Kept): { readonly todo?: string } => (kept === "copy" ? { todo: KEPT_COPY } : {});

/** What of an address cannot be read. */
const INVALID: Readonly<
  Record<string, (about: { readonly value?: string; readonly known?: readonly string[]; readonly most?: number; readonly meant?: string }) => string>
> = {
  form: () => "The address of a register on a server cannot be read.",
  mistyped: ({ value }) => `A register's place with "${value}" looks like the address of a server and cannot be read.`,
  escape: ({ value }) => `The address of a register has a % that begins no character: "${value}".`,
  host: ({ value }) => `"${value}" is no host of a server.`,
  port: ({ value }) => `"${value}" is no port of a server: 1 to 65535.`,
  setting: ({ value, known = [] }) => `An address has no setting "${value}"; there are ${known.join(", ")}.`,
  twice: ({ value }) => `The address of a register has ${value} twice.`,
  database: ({ value, meant }) => `"${value}" is no name of a database: a slash in a name is written %2F, so ${meant}.`,
  connect_timeout: ({ value, most }) => `connect_timeout cannot be "${value}"; it is whole seconds up to ${most}, and 0 the usual 10.`,
  sslmode: ({ value, known = [] }) => `There is no sslmode "${value}"; there are ${known.join(", ")}.`,
  target_session_attrs: ({ value }) => `target_session_attrs cannot be "${value}"; it is any, read-write or primary.`,
};

const at = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  host.startsWith("/") ? `${host}/.s.PGSQL.${port}` : `${host}:${port}`;

/** So many names of a certificate are told. */
const NAMES = 5;
const hostsOf = (names: readonly string[]): string =>
  names.length === 0 ? "no host" : names.slice(0, NAMES).join(", ") + (names.length > NAMES ? ` and ${names.length - NAMES} more` : "");

export const SERVER: Readonly<Record<string, Sentence>> = {
  address_invalid: ({ what, ...about }) => ({ what: (INVALID[what] ?? INVALID.form)!(about), todo: FORM }),
  password_in_address: () => ({
    what: "The address of a register cannot hold a password: everybody on this machine sees it.",
    facts: ["~/.pgpass, a file of mode 0600, has it in a line host:port:database:user:password"],
    todo: "leave it out of the address; PGPASSWORD and PGPASSFILE are read too",
  }),
  password_missing: (a) => ({
    what: `${at(a)} wants a password of ${a.user}, and there is none.`,
    todo: `a line ${a.host.startsWith("/") ? "localhost" : a.host}:${a.port}:${a.database}:${a.user}:PASSWORD in ~/.pgpass (mode 0600), or PGPASSWORD`,
  }),
  password_file_open: ({ file }) => ({ what: `${file} holds passwords and can be read by others, so it is not used.`, todo: `chmod 600 ${file}` }),
  password_file_unreadable: ({ file }) => ({ what: `The password file ${file} cannot be read.`, todo: "PGPASSFILE names another" }),
  login_refused: (a) => ({
    what: `${at(a)} does not let ${a.user} in: ${a.why}`,
    todo: "look at the user in the address and at the password in ~/.pgpass or PGPASSWORD",
  }),
  database_missing: (a) => ({ what: `There is no database ${a.database} on ${at(a)}.`, todo: `createdb ${a.database}, then itsm db init with the address` }),
  database_forbidden: (a) => ({ what: `${a.user} may not connect to the database ${a.database} on ${at(a)}.`, todo: "the owner grants it: itsm db grant" }),
  register_forbidden: (a) => ({
    what: `${a.user} has no rights on the tables of the register in ${a.database} on ${at(a)}.`,
    todo: `its owner gives them: grant itsm_agent to ${a.user}, or itsm_reader; itsm db grant makes these roles`,
  }),
  schema_forbidden: (a) => ({
    what: `${a.user} has no right to look into the schema ${a.schema}${a.register ? " of the register" : ""} on ${at(a)}.`,
    todo: a.register
      ? `its owner gives it with the rights on the tables: grant itsm_agent to ${a.user}, or itsm_reader; itsm db grant makes these roles`
      : `its owner gives it: grant usage, create on schema ${a.schema} to ${a.user}`,
  }),
  host_unknown: ({ host }) => ({ what: `There is no host ${host}, or its name cannot be looked up now.`, todo: "look at the address and at the network" }),
  server_unreachable: (a) => ({
    what: `No server answers at ${at(a)}: ${a.why}`,
    todo: afterLoss(a.kept, "is it running, and is it the port? Nothing was changed"),
  }),
  server_starting: (a) => ({ what: `The server at ${at(a)} is starting or shutting down.`, todo: a.kept === "copy" ? KEPT_COPY : "try again in a moment" }),
  server_full: (a) => ({ what: `The server at ${at(a)} has no connection left.`, todo: "try again in a moment; max_connections or pgbouncer give it more" }),
  server_refused: (a) => ({ what: `The server at ${at(a)} refuses the connection: ${a.why}` }),
  certificate_refused: (a) => ({
    what: `The certificate of ${at(a)} is not to be trusted: ${a.why}`,
    todo: "sslrootcert=FILE names the authority that vouches for it",
  }),
  certificate_of_another: (a) => ({
    what: `The certificate of ${at(a)} is good, but not for the host ${a.host}: it is for ${hostsOf(a.names)}.`,
    todo: `${a.names.length === 0 ? "" : "name the server in the address as its certificate does, or "}sslmode=verify-ca with sslrootcert=FILE, which leaves the name aside`,
  }),
  certificate_unreadable: ({ path, code }) => ({ what: `The certificate or key ${path} cannot be read: the system reports ${code}.` }),
  certificate_root_missing: () => ({
    what: "sslmode=verify-ca needs the certificate of the authority that vouches for the server.",
    todo: "sslrootcert=FILE, or ~/.postgresql/root.crt",
  }),
  tls_unavailable: (a) => ({ what: `The server at ${at(a)} speaks no TLS, and sslmode wants it.`, todo: "turn ssl on there, or sslmode=prefer" }),
  server_too_old: ({ version }) => ({ what: `The server is PostgreSQL ${version}; a register needs 15 or later.` }),
  schema_missing: () => ({ what: "None of the schemas in the search path exists.", todo: "create schema NAME, or another search_path" }),
  schema_behind: ({ path, found, known }) => ({
    what: `The register at ${path} is of an older version of this program (${found} of ${known} migrations).`,
    todo: "its owner brings it up to date for the whole desk: itsm db migrate",
  }),
  server_gone: ({ why, kept }) => ({ what: `The server went away: ${why}`, todo: afterLoss(kept, "nothing of this call was kept; try again") }),
  server_read_only: ({ path, kept }) => ({
    what: `${path} can be read but not written to: the server is a standby or set to read-only. ${kept === true ? "What was written before is kept." : "Nothing was written."}`,
    todo: "name the primary too: postgres://host1,host2/… finds it",
  }),
  server_slow: ({ path, kept }) => ({ what: `${path} took too long over a statement, which was given up.${nothing(kept)}`, ...goesOn(kept) }),
  server_disk_full: ({ path, kept }) => ({ what: `The server's disk that holds ${path} is full.${nothing(kept)}`, ...goesOn(kept) }),
  server_failed: ({ path, code, why }) => ({ what: `${path} reports ${code}: ${why}` }),
  grant_of_file: ({ place }) => ({ what: `${place} is a file: who may do what with it is up to its rights.`, todo: "--db postgres://… names a server" }),
  role_unusable: ({ name }) => ({ what: `"${name}" cannot be the name of a role: 1 to 63 characters, none of them invisible.` }),
  rights_missing: ({ why }) => ({ what: `The server does not let you do this: ${why}`, todo: "what each role may do: itsm db grant" }),
};
