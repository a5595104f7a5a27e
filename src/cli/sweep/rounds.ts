import { isFailure } from "../../app/failure.ts";
import { formatSeconds } from "../../domain/time/duration.ts";
import { SWEEP_WORDS } from "../../words/sweep.en.ts";
import type { Program } from "../program.ts";

/**
 * Sweeps round after round until the run is ended by a signal. A round that fails, because others keep the register locked or
 * the disk is full, is told and the next one tries again.
 */
export async function sweepRounds(program: Program, everySeconds: number, round: () => Promise<void>): Promise<number> {
  program.tell(SWEEP_WORDS.begun(formatSeconds(everySeconds)));
  for (;;) {
    try {
      await round();
      program.io.stdout.flush();
    } catch (error) {
      if (!isFailure(error) || error.code !== "unavailable") throw error;
      const { tellFailure } = await import("../report-failure.ts");
      tellFailure(program, error);
      program.tell(SWEEP_WORDS.again);
    }
    await program.doors.pause(everySeconds * 1000);
  }
}
