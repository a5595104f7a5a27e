import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/app/failure.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { AUDIT } from "../../src/words/audit.en.ts";
import { freshPlace, openAt } from "../open-fresh.ts";
import { onPostgres } from "../postgres.ts";
import { changeRaw } from "../raw.ts";
import { act, happened, log, NOW, OPTIONS, operation, READING, refold, WAIT } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();

/** Three tickets, five operations. */
async function desk(): Promise<string> {
  const path = await freshPlace(join(folder(), "itsm.db"));
  const register = await openAt(path, OPTIONS);
  await register.write(async (tx) => {
    await log(tx, { tags: ["vpn"] }, { description: "It hums." });
    await log(tx);
    await log(tx, { key: "K" });
  }, WAIT);
  await register.write((tx) => act(tx, [1, 2, 3], [happened("started", {})], operation("start")), WAIT);
  await register.write(
    (tx) =>
      act(
        tx,
        [2],
        [happened("resolved", { code: "fixed", public: true }, { note: "Turned it off and on." })],
        operation("resolve", "dewi", { recordedAt: NOW + 60, run: "t" }),
      ),
    WAIT,
  );
  await register.close();
  return path;
}

async function faults(path: string, against: { seq: number; hash: string } | null = null): Promise<readonly string[]> {
  const register = await openAt(path, READING);
  const found: Problem[] = [];
  await register.verify({ refold, against, progress: () => undefined }, (fault) => found.push(fault));
  await register.close();
  return found.map((fault) => AUDIT[fault.key]!(fault.with));
}

async function tampered(statement: string): Promise<readonly string[]> {
  const path = await desk();
  await changeRaw(path, statement);
  return faults(path);
}

/** The same register with two versions of the policy applied, then changed by hand. */
async function tamperedPolicy(statement: string): Promise<readonly string[]> {
  const path = await desk();
  const register = await openAt(path, READING);
  for (const [version, seq] of [
    [2, 6],
    [3, 7],
  ]) {
    const compiled = JSON.stringify({ ...DEFAULT_POLICY, name: `rules ${version}`, from: NOW });
    await register.write((tx) => tx.save({ operation: operation("policy apply"), tickets: [], people: [], policy: { source: "version: 1", compiled } }), WAIT);
    expect(await register.state()).toMatchObject({ policy: version, operations: seq });
  }
  await register.close();
  await changeRaw(path, statement);
  return faults(path);
}

describe("audit verify of policies", () => {
  it.each([
    ["", []],
    ["update policy set source = 'version: 2' where version = 3", ["Version 3 of the policy or op-7, which applied it, was altered, or lost an event."]],
    [
      "update policy set compiled = replace(compiled, 'rules', 'Rules') where version = 2",
      ["Version 2 of the policy or op-6, which applied it, was altered, or lost an event."],
    ],
    [
      "update policy set compiled = replace(compiled, '28800', '28801') where version = 1",
      ["Version 2 of the policy or op-6, which applied it, was altered, or lost an event."],
    ],
    [
      "delete from policy where version = 2",
      ["Operation op-6 applied a version of the policy that is missing, or was altered.", "Version 2 of the policy is missing."],
    ],
    [
      "delete from policy where version = 3",
      ["Operation op-7 applied a version of the policy that is missing, or was altered.", "The register says the policy has 3 versions; the last found is 2."],
    ],
    [
      "insert into policy (version, operation, source, compiled) values (4, 8, '', '{}')",
      ["The register says the policy has 3 versions; the last found is 4."],
    ],
  ])("%s", async (statement, found) => {
    expect(await tamperedPolicy(statement)).toEqual(found);
  });
});

describe("audit verify", () => {
  it("finds nothing in a register as it was written, and counts", async () => {
    const path = await desk();
    expect(await faults(path)).toEqual([]);
    const register = await openAt(path, READING);
    const { head, ...counts } = await register.verify({ refold, against: null, progress: () => undefined }, () => undefined);
    expect(counts).toEqual({ tickets: 3, events: 7, operations: 5 });
    expect(head).toBe((await register.state()).head);
    await register.close();
  });

  it.each([
    [
      "an event's data edited",
      "update event set data = replace(data, 'fixed', 'workaround') where number = 2 and version = 3",
      "Event 3 of ticket 2 was altered",
    ],
    ["an event's instant edited", "update event set at = 1 where number = 2 and version = 2", "Event 2 of ticket 2 was altered"],
    ["who acted edited", "update operation set actor = 'eve' where seq = 5", "Operation op-5 was altered"],
    ["when it was recorded edited", "update operation set recorded_at = recorded_at - 600 where seq = 4", "Operation op-4 was altered"],
    ["a text edited", "update event set texts = replace(texts, 'Turned', 'Forged') where number = 2 and version = 3", "Event 3 of ticket 2 was altered"],
    ["a text removed", "update event set texts = '{}' where number = 2 and version = 3", "Event 3 of ticket 2 was altered"],
    [
      "a text redacted without a trace",
      'update event set texts = \'{"note":[null,"XvE-kSwLrFrRBFMwqMQFqeDgkKBLTlGzlyhN3DbHSgU"]}\' where number = 2 and version = 3',
      "has lost its note",
    ],
    ["an event removed from the middle", "delete from event where number = 2 and version = 2", "Event 2 of ticket 2 is missing"],
    ["the last event removed", "delete from event where number = 2 and version = 3", "Operation op-5 was altered, or lost an event"],
    ["a whole history removed", "delete from event where number = 3; delete from ticket where number = 3", "Ticket 3 has no history"],
    [
      "two tickets' events swapped",
      "update event set number = -number where version = 2 and number < 3; update event set number = 3 + number where number < 0",
      "Event 2 of ticket 1 was altered",
    ],
    ["an operation removed", "delete from operation where seq = 4", "Operation op-4 is missing"],
    ["the tail cut", "delete from event where operation = 5; delete from operation where seq = 5", "Operation op-5 is missing"],
    ["a row edited", "update ticket set resolution_code = 'workaround' where number = 2", "Ticket 2 is not what its history makes of it: resolutionCode."],
    ["a due time edited", "update ticket set resolution_due_at = 7 where number = 1", "Ticket 1 is not what its history makes of it: resolutionDueAt."],
    ["JSON made unreadable", "update event set data = '{', texts = '[' where number = 2 and version = 3", "Event 3 of ticket 2 was altered"],
    ["a row's JSON made unreadable", "update ticket set rest = '{' where number = 2", "Ticket 2 is not what its history makes of it: rest."],
    ["a row removed", "delete from ticket where number = 1", "Ticket 1 has a history and no row."],
    [
      "a row added",
      "insert into ticket select * from (select * from ticket where number = 1) one where 1 = 0; update ticket set number = 9 where number = 3",
      "Ticket 9 has a row and no history.",
    ],
    ["a mark removed", "delete from ticket_mark where kind = 'tag'", "Ticket 1 is not found by its tag."],
    ["a mark added", "insert into ticket_mark values ('key', 'K', 1)", "1 marks lead to tickets that do not carry them."],
    ["the count of numbers edited", "update register set numbers = 2000000000", "Ticket 4 to 2000000000 has no history"],
    [
      "the head edited",
      `update register set head = ${onPostgres ? "decode(repeat('00', 32), 'hex')" : "zeroblob(32)"}`,
      "The head of the register is not the hash",
    ],
  ])("finds %s", async (_name, statement, expected) => {
    expect((await tampered(statement)).join("\n")).toContain(expected);
  });

  it("finds a tail cut and patched over only by a head kept elsewhere", async () => {
    const path = await desk();
    const register = await openAt(path, READING);
    const { head, operations } = await register.state();
    await register.close();
    expect(await faults(path, { seq: operations, hash: head })).toEqual([]);
    await changeRaw(
      path,
      "delete from event where operation = 5; delete from operation where seq = 5; update register set operations = 4, head = (select hash from operation where seq = 4)",
    );
    const found = await faults(path, { seq: operations, hash: head });
    expect(found.join("\n")).toContain("The register does not hold op-5");
  });
});
