import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { nextUp } from "../../app/next.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { relative } from "../../render/due.ts";
import { NEXT_FIELDS } from "../../render/fields/next.ts";
import { objectWriter } from "../../render/json.ts";
import { nextPage, passedOverLine, reasonOf } from "../../render/pages/next.ts";
import { tsvCell } from "../../render/tsv.ts";
import { NEXT_WORDS } from "../../words/oncall.en.ts";
import { paintOf } from "../draw-rows.ts";
import { isOn } from "../flag-values.ts";
import { GROUPS } from "../flags/groups.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import type { Flags, Verb } from "../program.ts";
import { settled } from "../settled.ts";
import { timeWords } from "../time-words.ts";

/** Flags of a write mean nothing where nothing is written. */
function refuseWriteFlags(flags: Flags): void {
  const names = GROUPS.write.map((notation) => notation.slice(notation.indexOf("--") + 2).split(" ", 1)[0]!);
  const stray = names.find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw fail("usage", "take_flag_alone", { flag: `--${stray}` });
}

/** The open ticket that whoever acts should take now, and why; `--take` starts it. */
export const verb: Verb = {
  name: "next",
  async run(program, { flags }) {
    const form = formNamed(flags);
    if (isOn(flags, "take")) return (await import("../take-next.ts")).takeNext(program, flags);
    refuseWriteFlags(flags);
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const { stdout } = program.io;
      const { now } = program.clock;
      const desk = await deskOf(reads, program.clock.now);
      const next = await nextUp(reads, desk, program.me, now);
      const { first } = next;
      if (form === "json" || form === "jsonl") stdout.write(`${objectWriter(NEXT_FIELDS)(next, lookOf(program, desk))}\n`);
      else if (first === null) program.tell(NEXT_WORDS.nothing(next.counts.held));
      else if (form === "quiet") stdout.write(`${idOf(first.row)}\n`);
      else if (stdout.isTerminal) {
        const canvas = { width: stdout.columns, paint: await paintOf(program) };
        for (const line of nextPage(first, next, now, await timeWords(program), canvas)) stdout.write(`${line}\n`);
      } else {
        const spell = (at: number): string => relative(at, now);
        stdout.write(`${idOf(first.row)}\t${tsvCell(reasonOf(first, now, spell))}\n`);
        if (next.passedOver !== null) program.tell(passedOverLine(next.passedOver, now, spell));
      }
      return 0;
    });
  },
};
