import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saidOf } from "../../src/cli/say.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { connectFailure } from "../../src/store/postgres-failures.ts";
import { type PostgresServer, startPostgres } from "../postgres-server.ts";
import { log, MIGRATIONS, NOW, WAIT } from "../store/desk.ts";
import { makeWorld } from "../world.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

describe.runIf(hasOpenssl || process.env.CI === "true")("TLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "itsm-tls-"));
  const at = (name: string): string => join(folder, name);
  let server: PostgresServer;

  beforeAll(async () => {
    const openssl = (...words: readonly string[]): void => void execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
    const made = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
    openssl("req", "-x509", ...made, "-subj", "/CN=An authority", "-keyout", "ca.key", "-out", "ca.crt");
    openssl("req", "-x509", ...made, "-subj", "/CN=Another authority", "-keyout", "other.key", "-out", "other.crt");
    openssl("req", ...made, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr");
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-out", "server.crt");
    chmodSync(folder, 0o755);
    chmodSync(at("server.key"), 0o600);
    const started = await startPostgres(["ssl=on", `ssl_cert_file=${at("server.crt")}`, `ssl_key_file=${at("server.key")}`], ({ uid, gid }) =>
      chownSync(at("server.key"), uid, gid),
    );
    if (started === null) throw new Error("no PostgreSQL");
    server = started;
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (host: string, query: string): Promise<string> => {
    const address = `postgres://postgres@${host}:${server.port}/postgres?${query}`;
    const options = { env: {}, osUser: "postgres", migrations: MIGRATIONS, create: true, upgrade: "yes", name: "desk", now: NOW } as const;
    try {
      const register = await openPostgres(address, options);
      await register.write((tx) => log(tx), WAIT);
      await register.close();
      return "written";
    } catch (error) {
      return (error as { readonly problems: readonly { readonly key: string }[] }).problems[0]?.key ?? String(error);
    }
  };

  it.each([
    ["localhost", "sslmode=verify-full&sslrootcert=ca.crt", "written"],
    ["127.0.0.1", "sslmode=verify-full&sslrootcert=ca.crt", "certificate_of_another"],
    ["127.0.0.1", "sslmode=verify-ca&sslrootcert=ca.crt", "written"],
    ["localhost", "sslmode=verify-full&sslrootcert=other.crt", "certificate_refused"],
    ["localhost", "sslmode=verify-ca&sslrootcert=other.crt", "certificate_refused"],
    ["localhost", "sslmode=verify-full", "certificate_refused"],
    ["localhost", "sslmode=require&sslrootcert=other.crt", "certificate_refused"],
    ["localhost", "sslmode=require", "written"],
    ["localhost", "", "written"],
    ["localhost", "sslmode=disable", "written"],
  ])("%s %s: %s", async (host, query, outcome) => {
    expect(
      await opened(
        host,
        query.replace(/=(\w+\.crt)/, (_, name: string) => `=${at(name)}`),
      ),
    ).toBe(outcome);
  });

  it("a certificate for another host is told with the host it is for, and not as one that nobody vouches for", async () => {
    const world = makeWorld();
    const { code, stderr } = await world.itsm("list", {
      env: { ITSM_DB: `postgres://postgres@127.0.0.1:${server.port}/postgres?sslmode=verify-full&sslrootcert=${at("ca.crt")}` },
    });
    world.remove();
    expect(code).toBe(6);
    expect(stderr).toContain(`The certificate of 127.0.0.1:${server.port} is good, but not for the host 127.0.0.1: it is for localhost.`);
    expect(stderr).toContain("sslmode=verify-ca");
    expect(stderr).not.toContain("not to be trusted");
  });
});

describe("the hosts that a certificate is for", () => {
  const said = (certificate: { readonly subject: { readonly CN: string }; readonly subjectaltname?: string }): string => {
    const error = checkServerIdentity("db1", certificate as unknown as PeerCertificate);
    const { problems } = connectFailure(Object.assign(error as Error, { cert: certificate }), { place: "", host: "db1", port: 5432, user: "", database: "" });
    return saidOf(problems[0]!).what;
  };

  it.each([
    [{ subject: { CN: "db.example" } }, "it is for db.example."],
    [{ subject: { CN: "db" }, subjectaltname: "DNS:db.example, DNS:*.desk.example, IP Address:10.0.0.5" }, "it is for db.example, *.desk.example, 10.0.0.5."],
    [{ subject: { CN: "db" }, subjectaltname: 'DNS:"a, DNS:b", DNS:c' }, "it is for c."],
    [{ subject: { CN: "db" }, subjectaltname: "DNS:a, DNS:b, DNS:c, DNS:d, DNS:e, DNS:f, DNS:g" }, "it is for a, b, c, d, e and 2 more."],
    [{ subject: { CN: "" } }, "it is for no host."],
  ])("%j: %s", (certificate, names) => expect(said(certificate)).toContain(names));
});
