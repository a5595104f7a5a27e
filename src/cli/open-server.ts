import { isFailure } from "../app/failure.ts";
import type { Register } from "../app/ports.ts";
import { laterRegister } from "./later-register.ts";
import type { Program } from "./program.ts";

interface Wanted {
  readonly name: string;
  readonly upgrade: boolean | undefined;
}

const isMissing = (error: unknown): boolean => isFailure(error) && error.problems[0]?.key === "register_missing";

/** The register at an address; where the schema is empty, `write` gives one that the first write makes, `make` makes it. */
export async function openServer(program: Program, url: string, mode: "read" | "write" | "make", { name, upgrade }: Wanted): Promise<Register> {
  const open = (create: boolean): Promise<Register> =>
    program.doors.openServer(url, { create, name, now: program.clock.now, upgrade: upgrade === undefined ? "refuse" : upgrade ? "yes" : "no" });
  if (mode === "make") return open(true);
  try {
    return await open(false);
  } catch (error) {
    if (mode === "read" || !isMissing(error)) throw error;
    return laterRegister(url, () => open(true));
  }
}
