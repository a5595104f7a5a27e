import type { Failure } from "../app/failure.ts";
import { fail, isFailure } from "../app/failure.ts";

interface ServerError extends Error {
  readonly code?: string;
  readonly severity?: string;
  readonly routine?: string;
}

/** Errors that connections told of themselves: those of other streams have the same codes. */
const ofConnections = new WeakSet<object>();

/** Notes an error as one of a connection. */
export function noteLost(error: unknown): void {
  if (error instanceof Error) ofConnections.add(error);
}

const codeOf = (error: unknown): string => (error instanceof Error ? ((error as ServerError).code ?? "") : "");

/** Five letters or figures: what a server says, and no system call. */
const isServers = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(codeOf(error)) && (error as ServerError).severity !== undefined;

/** The connection has gone, or the server is on its way out: what came of the last statement is not known. */
export const isLost = (error: unknown): boolean => !isFailure(error) && (isServers(error) ? /^(08|57P0|25P03)/.test(codeOf(error)) : isConnections(error));

/** What may go well a moment later, for nothing of it was kept. */
export const isPassing = (error: unknown): boolean => isLost(error) || /^(40001|40P01|53300)$/.test(codeOf(error));

/** The server is not ready to talk: it starts, recovers, or has no connection left. */
export const isNotReady = (error: unknown): boolean => /^(57P03|53300)$/.test(codeOf(error));

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: "host_unknown",
  EAI_AGAIN: "host_unknown",
  ECONNREFUSED: "server_unreachable",
  ENOENT: "server_unreachable",
  EHOSTUNREACH: "server_unreachable",
  ENETUNREACH: "server_unreachable",
  ETIMEDOUT: "server_unreachable",
  EACCES: "server_unreachable",
};

/** Node's and OpenSSL's words for a certificate that is not to be trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_OSSL/;

const LOGIN: Readonly<Record<string, string>> = {
  "28P01": "login_refused",
  "28000": "login_refused",
  "3D000": "database_missing",
  "53300": "server_full",
  "57P03": "server_starting",
};

/** What Node says of a certificate that is good, but for another host; `subjectaltname` is `DNS:a, IP Address:10.0.0.5`. */
interface OtherName extends ServerError {
  readonly cert?: { readonly subject?: { readonly CN?: unknown }; readonly subjectaltname?: string };
}

/** The hosts that a certificate is for: its common name counts where it has no other. */
function namesIn({ cert }: OtherName): readonly string[] {
  // What holds a comma stands in quotes, and is no host's name.
  const names = [...(cert?.subjectaltname ?? "").matchAll(/([A-Za-z ]+):(?:"(?:[^"\\]|\\.)*"|([^,]*))(?:, |$)/g)];
  const hosts = names.flatMap(([, kind, name = ""]) => (name !== "" && (kind === "DNS" || kind === "IP Address") ? [name] : []));
  const { CN } = cert?.subject ?? {};
  return hosts.length === 0 && typeof CN === "string" && CN !== "" ? [CN] : hosts;
}

interface Asked {
  readonly place: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

/** Why a server could not be spoken to. */
export function connectFailure(error: unknown, asked: Asked): Failure {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  const about = { ...asked, code, why: whyOf(error) };
  const key = LOGIN[code];
  if (key !== undefined) return fail("unavailable", key, about, error);
  if (code === "42501") return fail("refused", "database_forbidden", about, error);
  if (isServers(error)) return fail("unavailable", "server_refused", about, error);
  // Of several addresses of a host the errors come together.
  const inner = codeOf((error as AggregateError | null)?.errors?.[0]);
  const network = NETWORK[code] ?? NETWORK[inner];
  if (network !== undefined) return fail("unavailable", network, about, error);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return fail("unavailable", "certificate_of_another", { ...about, names: namesIn(error as OtherName) }, error);
  if (CERTIFICATE.test(code)) return fail("unavailable", "certificate_refused", about, error);
  if (/does not support SSL/.test(about.why)) return fail("unavailable", "tls_unavailable", about, error);
  return fail("unavailable", "server_unreachable", about, error);
}

const AWAY = new Set(["server_unreachable", "server_starting", "server_full", "server_read_only", "server_gone"]);

/** The server cannot be had, or only reads: another one may take its place. */
export const isAway = (error: unknown): boolean => isFailure(error) && AWAY.has(error.problems[0]?.key ?? "");

/** What a server's error means to a person; errors of the program's own come back as they are. */
export function serverFailure(error: unknown, place: string): unknown {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  const about = { path: place, code, why: whyOf(error) };
  if (!isServers(error)) return isConnections(error) ? fail("unavailable", "server_gone", about, error) : error;
  if (code === "42501") return fail("refused", "rights_missing", about, error);
  if (code === "55P03") return fail("unavailable", "register_locked", about, error);
  if (code === "25006") return fail("unavailable", "server_read_only", about, error);
  if (code === "57014") return fail("unavailable", "server_slow", about, error);
  if (/^(08|57P0|25P03)/.test(code)) return fail("unavailable", "server_gone", about, error);
  if (code === "53100") return fail("unavailable", "server_disk_full", about, error);
  if (/^(40001|40P01)$/.test(code)) return fail("unavailable", "register_locked", about, error);
  if (code === "42P01") return fail("unavailable", "register_missing", about, error);
  return fail("failed", "server_failed", about, error);
}

/** An error of the connection: one that it told of, or one that pg itself has no code for. */
const isConnections = (error: unknown): boolean =>
  error instanceof Error &&
  (ofConnections.has(error) || /Connection terminated|Client (was closed|has encountered)|not queryable|read timeout|Connection ended/.test(error.message));
