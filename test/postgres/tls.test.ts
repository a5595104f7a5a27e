import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "../../src/store/postgres.ts";
import { type PostgresServer, startPostgres } from "../postgres-server.ts";
import { log, MIGRATIONS, NOW, WAIT } from "../store/desk.ts";

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
    ["127.0.0.1", "sslmode=verify-full&sslrootcert=ca.crt", "certificate_refused"],
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
});
