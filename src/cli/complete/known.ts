import type { Glimpse } from "../../app/glimpse.ts";
import { DEFAULT_POLICY } from "../../domain/policy/default-policy.ts";

/** A register that nobody can look into: it has the rules a new one starts with. */
const UNSEEN: Glimpse = {
  policy: async () => DEFAULT_POLICY,
  tickets: async () => [],
  people: async () => [],
  marks: async () => [],
  places: async () => [],
  operations: async () => [],
  knownErrors: async () => [],
  close: () => undefined,
};

/** What a register tells, and nothing where it is missing, broken or locked: whoever presses Tab has asked for no error. */
export function known(open: () => Glimpse | Promise<Glimpse>): Glimpse {
  let glimpse: Glimpse | null = null;
  const answered = async <T>(ask: (from: Glimpse) => Promise<T>): Promise<T> => {
    try {
      glimpse ??= await open();
      return await ask(glimpse);
    } catch {
      return ask(UNSEEN);
    }
  };
  return {
    policy: () => answered((from) => from.policy()),
    tickets: (by) => answered((from) => from.tickets(by)),
    people: (beginning, agents) => answered((from) => from.people(beginning, agents)),
    marks: (kind, beginning) => answered((from) => from.marks(kind, beginning)),
    places: (field) => answered((from) => from.places(field)),
    operations: (digits) => answered((from) => from.operations(digits)),
    knownErrors: () => answered((from) => from.knownErrors()),
    close: () => glimpse?.close(),
  };
}
