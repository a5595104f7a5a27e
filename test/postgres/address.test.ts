import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addressOf } from "../../src/store/postgres-address.ts";
import { passwordFor, passwordIn } from "../../src/store/postgres-password.ts";
import { waysTo } from "../../src/store/postgres-tls.ts";
import { folders } from "../store/folder.ts";

const folder = folders();
const read = (url: string, env: Readonly<Record<string, string>> = {}, exists: (path: string) => boolean = () => false) =>
  addressOf(url, { env, osUser: "ayu", exists });

describe("an address", () => {
  it.each([
    ["postgres://db.example/itsm", { hosts: [{ host: "db.example", port: 5432 }], database: "itsm", user: "ayu" }],
    ["postgresql://ratna@db:6543/itsm", { hosts: [{ host: "db", port: 6543 }], user: "ratna" }],
    [
      "postgres://a:5433,b,[::1]:5434/itsm",
      {
        hosts: [
          { host: "a", port: 5433 },
          { host: "b", port: 5432 },
          { host: "::1", port: 5434 },
        ],
      },
    ],
    ["postgres://%2Frun%2Fpg/itsm", { hosts: [{ host: "/run/pg", port: 5432 }] }],
    [
      "postgres:///itsm?host=/run/pg,b&port=1,2",
      {
        hosts: [
          { host: "/run/pg", port: 1 },
          { host: "b", port: 2 },
        ],
      },
    ],
    ["postgres://db", { database: "ayu" }],
    ["postgres://", { hosts: [{ host: "localhost", port: 5432 }], database: "ayu" }],
    ["postgres://db/r%C3%A9gistre", { database: "régistre" }],
    ["postgres://db/itsm?sslmode=verify-full&application_name=desk&connect_timeout=3", { sslMode: "verify-full", applicationName: "desk", connectSeconds: 3 }],
    ["postgres://db/itsm?connect_timeout=0", { connectSeconds: 10 }],
    ["postgres://db/itsm?connect_timeout=", { connectSeconds: 10 }],
    ["postgres://db/it%2Fsm", { database: "it/sm" }],
    ["postgres://a:1,b/itsm?port=2", { hosts: [1, 2].map((port, index) => ({ host: "ab"[index], port })) }],
    ["postgres://a,b/itsm?port=5433", { hosts: [5433, 5433].map((port, index) => ({ host: "ab"[index], port })) }],
    ["postgres://db/itsm?target_session_attrs=read-write", { wanted: "read-write" }],
    ["postgres://db/itsm?options=-csearch_path%3Ddesk", { options: "-csearch_path=desk" }],
  ])("%s", (url, expected) => expect(read(url)).toMatchObject(expected));

  it("leaves to the environment what it does not say", () => {
    const env = { PGHOST: "h", PGPORT: "7", PGDATABASE: "d", PGUSER: "u", PGSSLMODE: "require", PGPASSWORD: "secret" };
    expect(read("postgres://", env)).toMatchObject({ hosts: [{ host: "h", port: 7 }], database: "d", user: "u", sslMode: "require", password: "secret" });
    expect(read("postgres://x@y:8/z?sslmode=disable", env)).toMatchObject({ hosts: [{ host: "y", port: 8 }], database: "z", user: "x", sslMode: "disable" });
  });

  it.each([
    ["postgres://ayu:secret@db/itsm", "password_in_address"],
    ["postgres://db/itsm?password=secret", "password_in_address"],
    ["postgres://db:0/itsm", "address_invalid"],
    ["postgres://db:99999/itsm", "address_invalid"],
    ["postgres://db:x/itsm", "address_invalid"],
    ["postgres://db/itsm?color=red", "address_invalid"],
    ["postgres://db/itsm?sslmode=maybe", "address_invalid"],
    ["postgres://db/%zz", "address_invalid"],
    ["postgres://a@b@c/itsm", "address_invalid"],
    ["postgres://db/itsm?connect_timeout=abc", "address_invalid"],
    ["postgres://db/itsm?connect_timeout=-1", "address_invalid"],
    ["postgres://db/itsm?connect_timeout=1.5", "address_invalid"],
    ["postgres://db/itsm?connect_timeout=1e3", "address_invalid"],
    ["postgres://db/itsm?connect_timeout=%203", "address_invalid"],
    // A timer of more milliseconds than 31 bits hold would be none.
    ["postgres://db/itsm?connect_timeout=2200000", "address_invalid"],
    ["postgres://db/itsm?sslmode=verify-full&sslmode=disable", "address_invalid"],
    ["postgres://db/itsm?sslmode=&sslmode=disable", "address_invalid"],
    ["postgres://db/itsm?host=other", "address_invalid"],
    ["postgres://db:5433/itsm?port=5434", "address_invalid"],
    ["postgres://db/itsm?dbname=other", "address_invalid"],
    ["postgres://ayu@db/itsm?user=budi", "address_invalid"],
    ["postgres://db/itsm/extra", "address_invalid"],
    ["postgres://db//itsm", "address_invalid"],
    ["postgres://db/itsm/", "address_invalid"],
  ])("is refused: %s", (url, key) => {
    expect(() => read(url)).toThrow(expect.objectContaining({ code: "usage", problems: [expect.objectContaining({ key })] }));
  });
});

it("a wait for a server that is no number is refused from the environment too", () => {
  expect(() => read("postgres://db/itsm", { PGCONNECT_TIMEOUT: "soon" })).toThrow("address_invalid");
  expect(read("postgres://db/itsm?connect_timeout=3", { PGCONNECT_TIMEOUT: "soon" })).toMatchObject({ connectSeconds: 3 });
  expect(read("postgres://ayu@db/itsm?dbname=", { PGHOST: "h", PGUSER: "u", PGDATABASE: "d", PGPORT: "7" })).toMatchObject({ user: "ayu", database: "itsm" });
});

describe("a password file", () => {
  const asked = { database: "itsm", user: "ayu" };
  const TEXT = String.raw`# a comment
other:5432:itsm:ayu:wrong
db:5433:*:ayu:by port
db:*:itsm:ayu:with\:colon\\
localhost:*:*:*:by socket
*:*:*:ayu:last`;

  it("is read as libpq reads it: the first line that fits", () => {
    expect(passwordIn(TEXT, asked, { host: "db", port: 5433 })).toBe("by port");
    expect(passwordIn(TEXT, asked, { host: "db", port: 5432 })).toBe("with:colon\\");
    expect(passwordIn(TEXT, asked, { host: "/var/run/postgresql", port: 5432 })).toBe("by socket");
    expect(passwordIn(TEXT, asked, { host: "elsewhere", port: 1 })).toBe("last");
    expect(passwordIn(TEXT, { ...asked, user: "eve" }, { host: "elsewhere", port: 1 })).toBeNull();
  });

  it("is not used where others may read it, and is said to be missing where there is none", () => {
    const path = join(folder(), "pgpass");
    writeFileSync(path, "*:*:*:*:secret");
    const host = { host: "db", port: 5432 };
    const address = read("postgres://db/itsm", { PGPASSFILE: path });
    chmodSync(path, 0o644);
    expect(() => passwordFor(address, host)).toThrow("password_file_open");
    chmodSync(path, 0o600);
    expect(passwordFor(address, host)).toBe("secret");
    expect(() => passwordFor(read("postgres://db/itsm"), host)).toThrow("password_missing");
    expect(() => passwordFor(read("postgres://db/itsm", { PGPASSFILE: "/nowhere" }), host)).toThrow("password_file_unreadable");
  });
});

describe("sslmode", () => {
  const ways = (query: string, host = "db") => waysTo(read(`postgres://db/itsm?${query}`), { host, port: 5432 });

  it("tries what libpq tries, in its order", () => {
    expect(ways("sslmode=disable")).toEqual([false]);
    expect(ways("sslmode=allow")).toEqual([false, { rejectUnauthorized: false }]);
    expect(ways("")).toEqual([{ rejectUnauthorized: false }, false]);
    expect(ways("sslmode=require")).toEqual([{ rejectUnauthorized: false }]);
    expect(ways("sslmode=verify-full")).toEqual([{}]);
    expect(ways("sslmode=verify-full", "/run/pg")).toEqual([false]);
  });

  it("reads certificates, and names those that cannot be", () => {
    const path = join(folder(), "root.crt");
    writeFileSync(path, "root");
    expect(ways(`sslmode=verify-ca&sslrootcert=${path}`)).toEqual([{ ca: "root", checkServerIdentity: expect.any(Function) }]);
    expect(ways(`sslmode=require&sslrootcert=${path}`)).toEqual([{ ca: "root", checkServerIdentity: expect.any(Function) }]);
    expect(() => ways("sslmode=verify-ca")).toThrow("certificate_root_missing");
    expect(() => ways("sslmode=verify-full&sslrootcert=/nowhere")).toThrow("certificate_unreadable");
  });
});
