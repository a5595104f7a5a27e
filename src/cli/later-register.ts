import type { Register } from "../app/ports.ts";
import { emptyRegister } from "./empty-register.ts";

/** Ends a rehearsal: the work has something to keep. */
const TO_KEEP = Symbol("something to keep");

const unmade = async (): Promise<never> => {
  throw TO_KEEP;
};

/** What has been learnt is kept in a register that is there. */
const NOT_YET = { keepLessons: unmade, forgetLessons: unmade, addKnownError: unmade, retireKnownError: unmade, knownErrorUsed: unmade };

/**
 * A register that its first write makes. Until then it reads as empty, and work that comes to nothing (a refusal, a
 * mistake in the call) is done on the empty one and leaves nothing behind.
 */
export function laterRegister(place: string, make: () => Promise<Register>): Register {
  const empty: Register = { ...emptyRegister(place), readOnly: false };
  let made: Register | null = null;
  const write: Register["write"] = async (work, wait) => {
    if (made === null) {
      try {
        return await work({
          ...empty,
          save: unmade,
          redact: unmade,
          swept: async () => undefined,
          insight: async () => ({ ...(await empty.insight()), ...NOT_YET }),
        });
      } catch (error) {
        if (error !== TO_KEEP) throw error;
      }
      made = await make();
    }
    return made.write(work, wait);
  };
  // What is asked of it is asked of whichever there is by then.
  return new Proxy(empty, { get: (_, key: keyof Register) => (key === "write" ? write : (made ?? empty)[key]) });
}
