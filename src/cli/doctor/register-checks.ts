import { isFailure } from "../../app/failure.ts";
import type { Register } from "../../app/ports.ts";
import { localMinute } from "../../render/due.ts";
import type { Program } from "../program.ts";
import { saidOf } from "../say.ts";
import { type Item, note, ok, wrong } from "./item.ts";

/** A sweep that runs every few minutes leaves nothing longer than this. */
const LATE_SECONDS = 600;

async function clockItem(program: Program, register: Register, operations: number): Promise<Item> {
  const last = operations === 0 ? null : await register.operation(operations);
  const { now } = program.clock;
  if (last === null || last.recordedAt <= now) return ok("clock", "clock");
  const about = { seq: last.seq, recorded: localMinute(program.zone, last.recordedAt), now: localMinute(program.zone, now) };
  return last.heldClock ? note("clock", "clock_held", about) : wrong("clock", "clock_back", about);
}

async function sweepItem(program: Program, register: Register): Promise<Item> {
  const since = await register.dueSince(program.clock.now);
  if (since !== null && since < program.clock.now - LATE_SECONDS) return wrong("sweep", "sweep_late", { since: localMinute(program.zone, since) });
  const { sweptAt } = await register.sweeping(program.clock.now);
  return ok("sweep", sweptAt === null ? "sweep_never" : "sweep", { at: sweptAt === null ? null : localMinute(program.zone, sweptAt) });
}

/** Why a register can only be read. */
function readOnlyItem(standby: boolean | undefined, about: Item["with"]): Item {
  if (standby === undefined) return wrong("register", "register_not_writable", about);
  return standby ? note("register", "register_standby", about) : wrong("register", "register_server_read_only", about);
}

async function stateItems(program: Program, register: Register): Promise<readonly Item[]> {
  const { version, known, pending, standby } = await register.facts();
  const { name, operations, numbers } = await register.state();
  const behind = pending.length > 0;
  const about = { name, operations, numbers, version, known, place: register.place };
  const itself = behind ? note("register", "register_behind", about) : register.readOnly ? readOnlyItem(standby, about) : ok("register", "register", about);
  // What an older schema lacks cannot be asked for.
  return behind ? [itself] : [itself, await clockItem(program, register, operations), await sweepItem(program, register)];
}

/** Whether the register can be opened and how it fares. */
export async function registerItems(program: Program): Promise<readonly Item[]> {
  try {
    const register = await program.openRegister("read", { upgrade: false });
    return await stateItems(program, register);
  } catch (error) {
    if (!isFailure(error) || error.problems[0] === undefined) throw error;
    const { what, todo } = saidOf(error.problems[0]);
    return [wrong("register", "register_unusable", { what, todo: todo ?? null })];
  }
}
