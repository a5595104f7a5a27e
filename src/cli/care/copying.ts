import { isFailure, knowing } from "../../app/failure.ts";
import type { Progress } from "../../app/ports.ts";
import { SIGNALS } from "../interrupt.ts";
import type { Program } from "../program.ts";
import type { Shown } from "./progress.ts";

/** What is kept of a copy whatever ends it: says so where its server goes away, and where a signal ends the run. */
export async function copying<T>(program: Program, { progress, end }: Shown, work: (progress: Progress) => Promise<T>): Promise<T> {
  const stopped = await program.say("copy_stopped");
  let begun = false;
  const tell = (): void => {
    end();
    if (begun) program.tell(stopped);
  };
  const signals = Object.keys(SIGNALS);
  for (const signal of signals) process.once(signal, tell);
  try {
    return await work((done, of) => {
      begun = true;
      progress(done, of);
    });
  } catch (error) {
    if (!begun || !isFailure(error) || error.code !== "unavailable") throw error;
    throw knowing(error, { kept: "copy" });
  } finally {
    for (const signal of signals) process.off(signal, tell);
    end();
  }
}
