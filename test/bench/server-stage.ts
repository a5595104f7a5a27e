import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "../postgres-server.ts";
import { toServer } from "./server-register.ts";
import type { Stage } from "./stage.ts";

/** As a server is run that must not lose what it has confirmed. */
const DURABLE = ["fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_wal_size=4GB"];

/** A server of the bench's own, with registers on it. */
export interface BenchServer {
  readonly port: number;
  /** The address of the register of a size; its name is that of its database. */
  register(size: number): Promise<string>;
  /** An address whose register is a fresh copy of that of a size each time `renew` is called. */
  copy(address: string, name: string): { readonly address: string; readonly renew: () => void };
  /** The command line that runs a script of SQL there; null: there is no psql. */
  psql(address: string, script: string): readonly string[] | null;
  stop(): Promise<void>;
}

const databaseOf = (address: string): string => /\/(\w+)\?/.exec(address)?.[1] ?? "";

/** Null: this machine has no server. */
export async function startServer(fileOf: Stage["register"]): Promise<BenchServer | null> {
  const server = await startPostgres(DURABLE);
  if (server === null) return null;
  const at = (database: string): string => `postgres://postgres@127.0.0.1:${server.port}/${database}?sslmode=disable`;
  const psql = [join(server.bin, "psql"), "/usr/bin/psql"].find(existsSync) ?? null;
  const made = new Map<number, Promise<string>>();
  const run = (...statements: readonly string[]): void => {
    const words = statements.flatMap((statement) => ["-c", statement]);
    execFileSync(psql ?? "psql", ["-Xq", "-v", "ON_ERROR_STOP=1", at("postgres"), ...words], { stdio: "pipe" });
  };
  return {
    port: server.port,
    register(size) {
      const known =
        made.get(size) ??
        fileOf(size).then(async (path) => {
          run(`create database tickets_${size}`);
          await toServer(path, at(`tickets_${size}`));
          return at(`tickets_${size}`);
        });
      made.set(size, known);
      return known;
    },
    copy: (address, name) => ({
      address: at(name),
      // On disk before any time begins.
      renew: () => run(`drop database if exists ${name}`, `create database ${name} template ${databaseOf(address)} strategy file_copy`, "checkpoint"),
    }),
    psql: (address, script) => (psql === null ? null : [psql, "-Xq", "-v", "ON_ERROR_STOP=1", "-f", script, address]),
    stop: () => server.stop(),
  };
}
