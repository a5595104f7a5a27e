import type { SweepStatus } from "../../render/fields/sweep.ts";
import { SWEEP_STATUS_FIELDS } from "../../render/fields/sweep.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program } from "../program.ts";

/** A sweep that runs every few minutes leaves nothing longer than this. */
const LATE_SECONDS = 600;

/** Says when it last ran and what is due by now. Exit 1 if something has been for long. */
export async function printStatus(program: Program): Promise<number> {
  const register = await program.openRegister("read");
  const asOf = program.clock.now;
  const status = await register.snapshot(async (reads): Promise<SweepStatus> => {
    const since = await reads.dueSince(asOf);
    return { asOf, ...(await reads.sweeping(asOf)), since, late: since !== null && since < asOf - LATE_SECONDS };
  });
  printOne(program, SWEEP_STATUS_FIELDS, status, String(status.due), plainLook(program));
  return status.late ? 1 : 0;
}
