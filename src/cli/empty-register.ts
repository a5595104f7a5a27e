import { fail } from "../app/failure.ts";
import type { Insight } from "../app/insight.ts";
import type { PolicyUse } from "../app/policy-use.ts";
import type { Reads, Register } from "../app/ports.ts";
import { DEFAULT_POLICY } from "../domain/policy/default-policy.ts";

const NOTHING_LEARNT: Insight = {
  newestWith: async () => [],
  having: async () => [],
  openNumbers: async () => [],
  lessonState: async () => null,
  labels: async () => [],
  counts: async () => new Map(),
  learntAt: async () => new Map(),
  lowestLearnt: async () => [],
  lastEvent: async () => 0,
  movedAfter: async (event) => ({ numbers: [], event, more: false }),
  movedLast: async () => [],
  closedBetween: async () => [],
  told: async () => new Map(),
  closedWith: async () => [],
  knownErrors: async () => [],
  knownErrorHits: async () => [],
  knownErrorCount: async () => 0,
  helped: async () => new Map(),
  knownErrorFrom: async () => null,
  knownErrorOf: async () => null,
};

const NO_USE: PolicyUse = {
  source: async () => "",
  values: async () => [],
  having: async () => [],
  openNumbers: async () => [],
  boundElsewhere: async () => 0,
  openByTerms: async () => new Map(),
};

/** What stands for a register that nobody has made yet: it can be read, and holds nothing. */
export function emptyRegister(place: string): Register {
  const reads: Reads = {
    state: async () => ({ name: "", createdAt: 0, numbers: 0, operations: 0, head: "0".repeat(64), policy: 1 }),
    versions: async () => [{ version: 1, operation: 0, policy: () => DEFAULT_POLICY }],
    policyUse: async () => NO_USE,
    tickets: async () => [],
    async *list() {},
    count: async () => 0,
    children: async () => [],
    histories: async () => new Map(),
    linksOf: async () => [],
    byKey: async () => null,
    byKeys: async () => new Map(),
    operation: async () => null,
    operationByRun: async () => null,
    operationByHash: async () => null,
    undoersOf: async () => new Map(),
    operations: async () => [],
    eventsOf: async () => [],
    lastChangedBy: async () => null,
    awake: async () => [],
    due: async () => [],
    sweeping: async () => ({ sweptAt: null, due: 0 }),
    dueSince: async () => null,
    people: async () => [],
    insight: async () => NOTHING_LEARNT,
    reports: async () => ({ async *reported() {} }),
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
    keeper: async () => {
      throw fail("unavailable", "register_missing", { path: place });
    },
    scrub: async () => true,
    close: async () => undefined,
  };
}
