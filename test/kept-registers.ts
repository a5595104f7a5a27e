import type { Register } from "../src/app/ports.ts";

/** Registers that were closed and are still connected, by their addresses. */
const idle = new Map<string, Register[]>();

/** A register on a server as `open` opens it, or one that an earlier run has closed: most of what a short run costs a server is a new connection. */
export async function openKept(address: string, open: () => Promise<Register>): Promise<Register> {
  const left = idle.get(address)?.pop();
  if (left !== undefined) return left;
  const register = await open();
  const kept: Register = {
    ...register,
    async close() {
      const others = idle.get(address);
      if (others === undefined) idle.set(address, [kept]);
      else if (!others.includes(kept)) others.push(kept);
    },
  };
  closing.set(kept, register);
  return kept;
}

const closing = new WeakMap<Register, Register>();

/** Hangs up: whoever opens the register next finds it as it is by then. */
export async function forgetKept(address: string): Promise<void> {
  const left = idle.get(address) ?? [];
  idle.delete(address);
  await Promise.all(left.map((register) => closing.get(register)?.close()));
}
