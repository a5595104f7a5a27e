import type { Register } from "../app/ports.ts";
import type { Program } from "./program.ts";

/** How long a reading verb waits to record what has ended by itself; after it, it reads what is there. */
const PATIENCE_SECONDS = 2;

/** Records, before something is read, the holds and overrides that have ended: one look says whether there are any. A register that cannot be written is read as it stands. */
export async function settled(program: Program, register: Register, patienceSeconds: number = PATIENCE_SECONDS): Promise<void> {
  const { now, held } = program.clock;
  if (register.readOnly || (await register.awake(now, 1)).length === 0) return;
  const { settle } = await import("../app/lapse.ts");
  try {
    await settle(register, { now, via: program.via, heldClock: held }, { timeoutSeconds: patienceSeconds, onWait: () => undefined });
  } catch (error) {
    if ((error as { code?: unknown }).code !== "unavailable") throw error;
  }
}
