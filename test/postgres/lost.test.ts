import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Register } from "../../src/app/ports.ts";
import type { Query } from "../../src/domain/query/term.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { freshPlace, openAt } from "../open-fresh.ts";
import { clientOf, postgresPlace } from "../postgres.ts";
import { log, MIGRATIONS, NOW, OPTIONS, operation, READING, refold, WAIT } from "../store/desk.ts";
import { makeWorld, type Ran } from "../world.ts";

/** What becomes of a connection at a statement: it is cut before the server hears of it, or after it did and before it is answered. */
type Cut = "before" | "after" | "for good";

let place = "";
let proxy: Server;
/** The next cut, at the first statement that holds the text. */
let cut: { readonly at: string; readonly how: Cut } | null = null;
const ALL: Query = { terms: [], sort: null, text: "", me: "ratna", now: NOW };
const sockets = new Set<Socket>();
let closed = false;

beforeEach(async () => {
  place = await freshPlace("");
  await (await openAt(place, OPTIONS)).close();
  [cut, closed] = [null, false];
  const [host = "", port = ""] = postgresPlace().split(":");
  proxy = createServer((client) => {
    if (closed) return void client.destroy();
    const server = connect(Number(port), host);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        client.destroy();
        server.destroy();
      });
    }
    let deaf = false;
    client.on("data", (data) => {
      if (cut === null || !data.includes(cut.at)) return void server.write(data);
      const { how } = cut;
      cut = null;
      closed = how === "for good";
      deaf = true;
      if (how === "before") return void client.destroy();
      server.write(data);
      // The server has done it by then.
      setTimeout(() => client.destroy(), 150);
    });
    server.on("data", (data) => {
      if (!deaf) client.write(data);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => proxy.close(resolve));
});

const proxied = (): string => {
  const { port } = proxy.address() as { readonly port: number };
  return `${place.replace(/@[^/]+/, `@127.0.0.1:${port}`)}&application_name=to-be-lost`;
};

const through = async (): Promise<Register> => {
  return openPostgres(proxied(), { env: {}, osUser: "os-user", migrations: MIGRATIONS, create: false, upgrade: "refuse", name: "desk", now: NOW });
};

async function counts(): Promise<{ readonly numbers: number; readonly operations: number; readonly faults: number }> {
  const register = await openAt(place, READING);
  const { numbers, operations } = await register.state();
  let faults = 0;
  await register.verify({ refold, against: null, progress: () => undefined }, () => (faults += 1));
  await register.close();
  return { numbers, operations, faults };
}

describe("a server that goes away", () => {
  it.each([
    ["before it hears of a statement", "insert into event", "before"],
    ["after a statement", "insert into event", "after"],
    ["before it locks", "for update", "before"],
    ["before it hears of the commit", "commit", "before"],
    ["after the commit, before it answers", "commit", "after"],
  ] as const)("%s: the write is done once, and said to be", async (_name, text, how) => {
    const register = await through();
    await register.write((tx) => log(tx), WAIT);
    cut = { at: text, how };
    expect(await register.write((tx) => log(tx), WAIT)).toBe(2);
    expect(cut).toBeNull();
    await register.close();
    expect(await counts()).toEqual({ numbers: 2, operations: 2, faults: 0 });
  });

  it("in the commit and does not come back: the outcome is unknown, and said to be", async () => {
    const register = await through();
    cut = { at: "commit", how: "for good" };
    await expect(register.write((tx) => log(tx, {}, {}, operation("log", "ratna", { run: "token" })), { ...WAIT, timeoutSeconds: 1 })).rejects.toMatchObject({
      code: "unavailable",
      problems: [{ key: "outcome_unknown", with: { server: true } }],
    });
    await register.close();
    // The token tells.
    const again = await openAt(place, READING);
    expect(await again.operationByRun("token")).toMatchObject({ seq: 1 });
    await again.close();
  });

  it("before anything was written and does not come back: nothing was kept, and the time allowed is kept to", async () => {
    const register = await through();
    // All that is written goes to the server with the commit: this is read before.
    cut = { at: "from event e join operation", how: "for good" };
    const began = performance.now();
    await expect(register.write((tx) => log(tx), { ...WAIT, timeoutSeconds: 1 })).rejects.toMatchObject({ code: "unavailable" });
    expect(performance.now() - began).toBeLessThan(15_000);
    await register.close();
    expect(await counts()).toMatchObject({ operations: 0, faults: 0 });
  });

  it("for good behind a write: of what was kept nobody says that it was not", async () => {
    const register = await through();
    await register.write((tx) => log(tx), WAIT);
    cut = { at: "from ticket", how: "for good" };
    await expect(register.tickets([1])).rejects.toMatchObject({ code: "unavailable", problems: [{ with: { kept: true } }] });
    await expect(register.snapshot((reads) => reads.tickets([1]))).rejects.toMatchObject({ code: "unavailable", problems: [{ with: { kept: true } }] });
    await register.close();
  });

  it("for good as the files are written anew behind a redaction: that is kept, and said to be, and the same again does the rest", async () => {
    const world = makeWorld();
    const register = await through();
    await register.write((tx) => log(tx), WAIT);
    await register.close();
    const redacting = (db: string): Promise<Ran> =>
      world.itsm(["redact", "1", "--field", "title", "--reason", "asked", "--confirm", "desk", "--db", db], { env: {} });
    cut = { at: "vacuum", how: "for good" };
    expect(await redacting(proxied())).toMatchObject({
      code: 6,
      stdout: expect.stringContaining("changed"),
      stderr: expect.stringContaining("redaction is kept"),
    });
    expect(await counts()).toMatchObject({ operations: 2, faults: 0 });
    expect(await redacting(place)).toMatchObject({ code: 0, stdout: expect.stringContaining("unchanged") });
    world.remove();
  });

  it("for good in a copy: that what was copied stays, and that the same call goes on with it, is said", async () => {
    const world = makeWorld();
    await world.ok("log 'Mail is slow'");
    cut = { at: "insert into ticket", how: "for good" };
    const { code, stderr } = await world.itsm(["db", "copy", "--to", proxied()]);
    expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining("the same call goes on with it") });
    expect(stderr).not.toContain("nothing of this call was kept");
    expect(await world.json(["db", "copy", "--to", place])).toMatchObject({ resumed: true, tickets: 1 });
    world.remove();
  });

  it("lets others write while a redaction waits for somebody who reads", async () => {
    const world = makeWorld();
    await (await through()).write((tx) => log(tx), WAIT);
    const reader = await clientOf(place);
    await reader.query("begin");
    await reader.query("select count(*) from event");
    const ended: string[] = [];
    const run = async (name: string, words: readonly string[]): Promise<void> => {
      expect(await world.itsm([name, "1", ...words, "--db", place], { env: {} })).toMatchObject({ code: 0 });
      ended.push(name);
    };
    const redacting = run("redact", ["--field", "title", "--reason", "asked", "--confirm", "desk", "--timeout", "4s"]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await run("note", ["Meanwhile."]);
    await redacting;
    await reader.end();
    expect(ended).toEqual(["note", "redact"]);
    world.remove();
  });

  it("between two reads: what is asked next is asked of a new connection", async () => {
    const register = await through();
    await register.write((tx) => log(tx), WAIT);
    const admin = await clientOf(place);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-lost'");
    await admin.end();
    expect(await register.tickets([1])).toHaveLength(1);
    expect(await register.write((tx) => log(tx), WAIT)).toBe(2);
    await register.close();
  });
});

describe("whoever takes the rows and goes away", () => {
  const gone = Object.assign(new Error("EPIPE: broken pipe, write"), { code: "EPIPE", syscall: "write", errno: -32 });

  it("is no connection that was lost: the error is handed on as it is, and the connection goes on", async () => {
    const register = await through();
    await register.write((tx) => log(tx), WAIT);
    const taking = async (reads: Pick<Register, "list">): Promise<never> => {
      for await (const _row of reads.list({ query: ALL, limit: null })) throw gone;
      throw new Error("no rows");
    };
    await expect(register.snapshot(taking)).rejects.toBe(gone);
    await expect(taking(register)).rejects.toBe(gone);
    let tries = 0;
    const writing = register.write(() => {
      tries += 1;
      return Promise.reject(gone);
    }, WAIT);
    await expect(writing).rejects.toBe(gone);
    expect(tries).toBe(1);
    // It could not be made anew.
    closed = true;
    expect(await register.tickets([1])).toHaveLength(1);
    await register.close();
  });
});

describe("eight writers whose back ends are ended again and again", () => {
  it("lose nothing and write nothing twice", async () => {
    const writers = await Promise.all(Array.from({ length: 8 }, () => openAt(place, READING)));
    const said: number[] = [];
    let going = true;
    const schema = /search_path%3D(\w+)/.exec(place)?.[1] ?? "";
    const reaper = (async () => {
      const admin = await clientOf(place);
      let ended = 0;
      while (going) {
        // One of those at work on this register.
        const { rows } = await admin.query(
          "select pg_terminate_backend(pid) from pg_locks where relation = $1::regclass and pid <> pg_backend_pid() order by random() limit 1",
          [`${schema}.register`],
        );
        ended += rows.length;
        // On a busy machine a write takes longer than the pause, so nothing would ever be written.
        const before = said.length;
        do await new Promise((resolve) => setTimeout(resolve, 20));
        while (going && rows.length > 0 && said.length === before);
      }
      await admin.end();
      return ended;
    })();
    await Promise.all(
      writers.map(async (register) => {
        for (let i = 0; i < 12; i += 1) said.push(await register.write((tx) => log(tx), WAIT));
      }),
    );
    going = false;
    expect(await reaper).toBeGreaterThan(5);
    for (const register of writers) await register.close();
    expect(said.sort((a, b) => a - b)).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
    expect(await counts()).toEqual({ numbers: 96, operations: 96, faults: 0 });
  });
});
