import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { fail } from "../app/failure.ts";
import type { Address, Host } from "./postgres-address.ts";

function fileOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw fail("unavailable", "certificate_unreadable", { path, code: (error as NodeJS.ErrnoException).code }, error);
  }
}

/** The names in a certificate do not matter: that it is one of the authority's is enough. */
const anyName = (): undefined => undefined;

function encrypted({ sslMode, rootCertificate, certificate, key }: Address): ConnectionOptions {
  const own = certificate !== null && key !== null ? { cert: fileOf(certificate), key: fileOf(key) } : {};
  const root = rootCertificate === null || rootCertificate === "system" ? {} : { ca: fileOf(rootCertificate) };
  switch (sslMode) {
    case "verify-full":
      return { ...own, ...root };
    case "verify-ca":
      if (rootCertificate === null) throw fail("unavailable", "certificate_root_missing");
      return { ...own, ...root, checkServerIdentity: anyName };
    default:
      // As in libpq, a root certificate that is there makes `require` look at the server's.
      return sslMode === "require" && rootCertificate !== null ? { ...own, ...root, checkServerIdentity: anyName } : { ...own, rejectUnauthorized: false };
  }
}

/** How a server is spoken to, one way after another: false is without TLS. (https://www.postgresql.org/docs/current/libpq-ssl.html) */
export function waysTo(address: Address, { host }: Host): readonly (ConnectionOptions | false)[] {
  if (host.startsWith("/") || address.sslMode === "disable") return [false];
  const tls = encrypted(address);
  if (address.sslMode === "prefer") return [tls, false];
  return address.sslMode === "allow" ? [false, tls] : [tls];
}
