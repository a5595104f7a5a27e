import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Register } from "../../app/ports.ts";
import { sweepAll, sweepDry } from "../../app/sweep.ts";
import { SWEEP_WORDS } from "../../words/sweep.en.ts";
import { instantOf, isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import type { Flags, Program, Verb } from "../program.ts";
import { secondsOf } from "../seconds-in.ts";
import { sweptPrinter } from "../sweep/print-swept.ts";
import { sweepRounds } from "../sweep/rounds.ts";
import { printStatus } from "../sweep/status.ts";
import { waitOf } from "../waiting.ts";

const WORDS = { noResponse: SWEEP_WORDS.noResponse };
const SELDOM_SECONDS = 86_400;

/** Of these one at most says what is done. */
const MANNERS = ["dry-run", "every", "status"] as const;

function refuseFlags(flags: Flags): void {
  const [first, second] = MANNERS.filter((name) => flags[name] !== undefined);
  if (first !== undefined && second !== undefined) throw fail("usage", "flags_exclude", { first: `--${first}`, second: `--${second}` });
  if (flags.at !== undefined && !isOn(flags, "dry-run")) throw fail("usage", "sweep_at_dry");
}

async function rehearsed(program: Program, register: Register): Promise<number> {
  const now = (await instantOf(program, program.flags, "at", "future")) ?? program.clock.now;
  const printer = sweptPrinter(program, { ...lookOf(program, await deskOf(register, now)), now }, true, false);
  await sweepDry(register, { now, words: WORDS, heard: printer.heard });
  printer.done();
  program.io.stdout.flush();
  await program.notice("dry_run");
  return 0;
}

/** One run at what the clock says by then. */
async function swept(program: Program, register: Register, goesOn: boolean): Promise<void> {
  const now = program.clock.later();
  const printer = sweptPrinter(program, { ...lookOf(program, await deskOf(register, now)), now }, false, goesOn);
  const run = { now, via: program.via, heldClock: program.clock.held };
  await sweepAll(register, { ...run, words: WORDS, wait: waitOf(program, program.place), heard: printer.heard });
  printer.done();
}

/** Records what time alone brings about. It may run as often as it likes, and several at once. */
export const verb: Verb = {
  name: "sweep",
  async run(program, { flags }) {
    formNamed(flags);
    refuseFlags(flags);
    const every = secondsOf(flags, "every");
    if (every !== null && (every < 1 || every > SELDOM_SECONDS)) throw fail("usage", "sweep_every_range", { value: textOf(flags, "every") });
    if (isOn(flags, "status")) return printStatus(program);
    if (isOn(flags, "dry-run")) return rehearsed(program, await program.openRegister("read"));
    const register = await program.openRegister("write");
    if (every !== null) return sweepRounds(program, every, () => swept(program, register, true));
    await swept(program, register, false);
    return 0;
  },
};
