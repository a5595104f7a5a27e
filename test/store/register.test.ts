import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Register } from "../../src/app/ports.ts";
import type { Query } from "../../src/domain/query/term.ts";
import type { TicketRow } from "../../src/domain/ticket/row.ts";
import { freshPlace, openAt, openFresh } from "../open-fresh.ts";
import { rawOf } from "../raw.ts";
import { act, change, happened, log, NOW, OPTIONS, operation, READING, WAIT } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();
const fresh = (): Promise<Register> => openFresh(join(folder(), "itsm.db"), OPTIONS);
const ALL: Query = { terms: [], sort: null, text: "", me: "ratna", now: NOW };

async function listed(register: Register, query: Query = ALL, limit: number | null = null): Promise<readonly TicketRow[]> {
  const rows: TicketRow[] = [];
  for await (const row of register.list({ query, limit })) rows.push(row);
  return rows;
}

describe("a new register", () => {
  it("has a name, no tickets and the first policy", async () => {
    const register = await fresh();
    expect(await register.state()).toEqual({ name: "desk", createdAt: NOW, numbers: 0, operations: 0, head: "0".repeat(64), policy: 1 });
    expect((await register.versions(1))[0]?.policy().name).toBe("default");
    expect(await listed(register)).toEqual([]);
    await register.close();
  });
});

describe("what was saved", () => {
  it("comes back as it was, row and history", async () => {
    const register = await fresh();
    const number = await register.write((tx) => log(tx, { tags: ["floor-3"], refs: ["V-1"] }, { description: "Löw paper 🖨" }), WAIT);
    const [row] = await register.tickets([number, 99]);
    expect(row).toMatchObject({
      number: 1,
      version: 1,
      title: "The printer on floor 3 is jammed",
      group: null,
      requester: "Budi Santoso",
      responseTarget: 3600,
    });
    const history = (await register.histories([number, 7])).get(number);
    expect(history).toMatchObject([{ number: 1, version: 1, at: NOW, recordedAt: NOW, operation: 1, by: "ratna", texts: { description: "Löw paper 🖨" } }]);
    expect(history?.[0]?.data).not.toHaveProperty("$");
    expect((await listed(register))[0]).toEqual(row);
    await register.close();
  });

  it("is there for another connection, and its numbers go on", async () => {
    const path = await freshPlace(join(folder(), "itsm.db"));
    const first = await openAt(path, OPTIONS);
    await first.write((tx) => log(tx), WAIT);
    await first.close();
    const second = await openAt(path, READING);
    expect(await second.write((tx) => log(tx), WAIT)).toBe(2);
    expect(await second.state()).toMatchObject({ numbers: 2, operations: 2 });
    await second.close();
  });

  it("several operations of one transaction are numbered on", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx);
      expect(await tx.state()).toMatchObject({ numbers: 1, operations: 1 });
      await log(tx);
      await act(tx, [1, 2], [happened("assigned", { group: "service-desk", assignee: "Ratna" })], operation("assign"));
    }, WAIT);
    expect(await register.state()).toMatchObject({ numbers: 2, operations: 3 });
    expect((await register.eventsOf(3)).map((event) => [event.number, event.version])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    await register.close();
  });

  it("is gone whole where the work throws", async () => {
    const register = await fresh();
    const state = await register.state();
    await expect(
      register.write(async (tx) => {
        await log(tx);
        throw new Error("changed my mind");
      }, WAIT),
    ).rejects.toThrow("changed my mind");
    expect(await register.state()).toEqual(state);
    expect(await register.tickets([1])).toEqual([]);
    expect(await register.write((tx) => log(tx), WAIT)).toBe(1);
    await register.close();
  });

  it("keeps the time of a back-dated event beside the time it was recorded", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx);
      const op = operation("start");
      await tx.save({ operation: op, tickets: [await change(tx, 1, [happened("started", {})], op, NOW - 60)], people: [] });
    }, WAIT);
    expect((await register.histories([1])).get(1)?.[1]).toMatchObject({ at: NOW - 60, recordedAt: NOW });
    await register.close();
  });
});

describe("operations", () => {
  it("are found by number, by token, by who ran them", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx, {}, {}, operation("log", "ratna", { run: "token-1", result: '{"n":1}' }));
      await log(tx, {}, {}, operation("log", "dewi", { heldClock: true }));
    }, WAIT);
    expect(await register.operation(1)).toEqual({ seq: 1, ...operation("log", "ratna", { run: "token-1", result: '{"n":1}' }) });
    expect(await register.operationByRun("token-1")).toMatchObject({ seq: 1 });
    expect(await register.operationByRun("token-2")).toBeNull();
    expect((await register.operations({ actor: null, limit: 1 })).map(({ seq, heldClock }) => [seq, heldClock])).toEqual([[2, true]]);
    expect((await register.operations({ actor: "ratna", limit: 9 })).map(({ seq }) => seq)).toEqual([1]);
    expect(await register.lastChangedBy("ratna")).toBe(1);
    expect(await register.lastChangedBy("nobody")).toBeNull();
    await register.close();
  });

  it("cannot use a token twice", async () => {
    const register = await fresh();
    const twice = operation("log", "ratna", { run: "token" });
    await register.write((tx) => log(tx, {}, {}, twice), WAIT);
    await expect(register.write((tx) => log(tx, {}, {}, twice), WAIT)).rejects.toThrow();
    expect(await register.state()).toMatchObject({ operations: 1 });
    await register.close();
  });
});

describe("what a key means", () => {
  it("is the highest ticket carrying it that is not void", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx, { key: "disk-7" });
      await log(tx, { key: "disk-7" });
      await log(tx, {});
    }, WAIT);
    expect(await register.byKey("disk-7")).toBe(2);
    await register.write((tx) => act(tx, [2], [happened("voided", {})], operation("undo")), WAIT);
    expect(await register.byKey("disk-7")).toBe(1);
    expect(await register.byKey("disk-8")).toBeNull();
    await register.close();
  });

  it("is told of many keys at once, whatever is in them", async () => {
    const register = await fresh();
    const keys = Array.from({ length: 450 }, (_, i) => `key ${i} "';--`);
    await register.write(async (tx) => {
      for (const key of [...keys, keys[7] as string]) await log(tx, { key });
    }, WAIT);
    await register.write((tx) => act(tx, [10], [happened("voided", {})], operation("undo")), WAIT);
    const means = await register.byKeys([...keys, keys[0] as string, "unknown", ""]);
    expect(means.size).toBe(449);
    expect(means.get(keys[0] as string)).toBe(1);
    expect(means.get(keys[7] as string)).toBe(451);
    expect(means.has(keys[9] as string)).toBe(false);
    expect(await register.byKeys([])).toEqual(new Map());
    await register.close();
  });
});

describe("links, children, people and the time to wake", () => {
  it("sees links from both ends", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx);
      await log(tx);
      await act(tx, [2], [happened("linked", { rel: "duplicates", to: 1 })], operation("link"));
    }, WAIT);
    expect(await register.linksOf(2)).toEqual([{ rel: "duplicates", number: 1, direction: "out" }]);
    expect(await register.linksOf(1)).toEqual([{ rel: "duplicates", number: 2, direction: "in" }]);
    await register.write((tx) => act(tx, [2], [happened("unlinked", { rel: "duplicates", to: 1 })], operation("unlink")), WAIT);
    expect(await register.linksOf(1)).toEqual([]);
    await register.close();
  });

  it("finds children and the next thing that time brings", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx);
      await log(tx, { parent: 1 });
      await act(tx, [1], [happened("held", { reason: "scheduled", stops: ["resolution"], until: NOW + 60 })], operation("hold"));
    }, WAIT);
    expect((await register.children([1])).map((row) => row.number)).toEqual([2]);
    expect(await register.awake(NOW + 59, 10)).not.toContain(1);
    expect(await register.awake(NOW + 60, 10)).toContain(1);
    await register.close();
  });

  it("remembers people by folded name with their last contact", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      await log(tx, {}, { requester: "Siti  RAHAYU", contact: "siti@example.com" });
      await log(tx, {}, { requester: "Siti Rahayu" });
    }, WAIT);
    expect(await register.people(["siti rahayu", "nobody"])).toEqual([{ name: "Siti Rahayu", contact: "siti@example.com" }]);
    await register.close();
  });
});

describe("listing", () => {
  it("counts, limits and can be left early without blocking a write", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      for (let i = 0; i < 5; i += 1) await log(tx);
    }, WAIT);
    expect(await register.count(ALL)).toBe(5);
    expect(await listed(register, ALL, 2)).toHaveLength(2);
    for await (const row of register.list({ query: ALL, limit: null })) {
      expect(await register.tickets([row.number])).toHaveLength(1);
      break;
    }
    expect(await register.write((tx) => log(tx), WAIT)).toBe(6);
    await register.close();
  });

  it("sees one view of the register inside a snapshot", async () => {
    const path = await freshPlace(join(folder(), "itsm.db"));
    const reader = await openAt(path, OPTIONS);
    const writer = await openAt(path, OPTIONS);
    await reader.snapshot(async (reads) => {
      const before = await reads.state();
      await writer.write((tx) => log(tx), WAIT);
      expect(await reads.state()).toEqual(before);
    });
    expect(await reader.state()).toMatchObject({ numbers: 1 });
    await reader.close();
    await writer.close();
  });

  it("reads more numbers than one statement looks up", async () => {
    const register = await fresh();
    await register.write(async (tx) => {
      for (let i = 0; i < 450; i += 1) await log(tx);
    }, WAIT);
    const numbers = Array.from({ length: 600 }, (_, i) => i + 1);
    expect(new Set((await register.tickets(numbers)).map((row) => row.number)).size).toBe(450);
    expect((await register.histories([...numbers, ...numbers])).get(450)).toHaveLength(1);
    await register.close();
  });
});

describe("marks", () => {
  it("follow the row", async () => {
    const path = await freshPlace(join(folder(), "itsm.db"));
    const register = await openAt(path, OPTIONS);
    const marks = async () => {
      const raw = await rawOf(path);
      const rows = await raw.rows<{ mark: string }>("select kind || ':' || value as mark from ticket_mark where number = 1 order by 1");
      await raw.close();
      return rows.map(({ mark }) => mark);
    };
    await register.write((tx) => log(tx, { tags: ["vpn", "floor-3"], key: "K" }), WAIT);
    expect(await marks()).toEqual(["key:K", "requester:budi santoso", "tag:floor-3", "tag:vpn"]);
    await register.write(async (tx) => {
      await act(tx, [1], [happened("edited", { set: { tags: ["vpn"], refs: ["V-7"] } })], operation("edit"));
      await act(
        tx,
        [1],
        [happened("assigned", { group: null, assignee: "Ratna W" }), happened("affectedAdded", { id: 1 }, { name: "ANI" })],
        operation("assign"),
      );
    }, WAIT);
    expect(await marks()).toEqual(["affected:ani", "assignee:ratna w", "key:K", "ref:v-7", "requester:budi santoso", "tag:vpn"]);
    await register.close();
  });
});
