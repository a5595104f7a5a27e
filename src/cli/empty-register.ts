import type { Reads, Register } from "../app/ports.ts";
import { DEFAULT_POLICY } from "../domain/policy/default-policy.ts";

/** What stands for a register that nobody has made yet: it can be read, and holds nothing. */
export function emptyRegister(place: string): Register {
  const reads: Reads = {
    state: async () => ({ name: "", createdAt: 0, numbers: 0, operations: 0, head: "0".repeat(64), policy: 1 }),
    policy: async () => DEFAULT_POLICY,
    tickets: async () => [],
    async *list() {},
    count: async () => 0,
    children: async () => [],
    histories: async () => new Map(),
    linksOf: async () => [],
    byKey: async () => null,
    operation: async () => null,
    operationByRun: async () => null,
    operationByHash: async () => null,
    undoersOf: async () => new Map(),
    operations: async () => [],
    eventsOf: async () => [],
    lastChangedBy: async () => null,
    awake: async () => [],
    people: async () => [],
    peopleLike: async () => [],
  };
  return {
    ...reads,
    place,
    readOnly: true,
    facts: async () => ({ version: null, known: null, pending: [], bytes: 0, journal: null }),
    snapshot: (work) => work(reads),
    write: async () => {
      throw new Error("a register that is not there is opened for writing before it is written");
    },
    verify: async () => ({ tickets: 0, events: 0, operations: 0, head: "0".repeat(64) }),
    close: async () => undefined,
  };
}
