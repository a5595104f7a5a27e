import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { CLOCKS, type Which } from "../../domain/policy/policy.ts";
import { explain } from "../../domain/ticket/explain.ts";
import { fold } from "../../domain/ticket/fold.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { documentChunks, showFields } from "../../render/document.ts";
import { EXPLANATION_FIELDS } from "../../render/fields/explanation.ts";
import { objectWriter } from "../../render/json.ts";
import { explainPage } from "../../render/pages/explain.ts";
import { paintOf } from "../draw-rows.ts";
import { oneNumber, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { printPage } from "../pager.ts";
import type { Verb } from "../program.ts";
import { settled } from "../settled.ts";

/** Why each clock of a ticket says what it says. */
export const verb: Verb = {
  name: "sla explain",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const { stdout } = program.io;
      const desk = await deskOf(reads);
      const number = await oneNumber(reads, program, operands[0] ?? "", "SPEC");
      const history = (await reads.histories([number])).get(number);
      if (history === undefined) throw fail("not_found", "no_tickets", { ids: [String(number)] });
      const look = lookOf(program, desk);
      const ticket = fold(history);
      const clocks = CLOCKS.filter((which) => (textOf(flags, "clock") ?? which) === which);
      const explained = clocks.map((which: Which) => explain(ticket, history, which, look.now, desk.calendarOf));
      if (form === "quiet") stdout.write(`${idOf(ticket)}\n`);
      else if (form === "json")
        for (const chunk of documentChunks(showFields("sla-explain", EXPLANATION_FIELDS), { asOf: look.now }, explained, look)) stdout.write(chunk);
      else if (form === "jsonl") for (const one of explained) stdout.write(`${objectWriter(EXPLANATION_FIELDS)(one, look)}\n`);
      else {
        const options = { width: stdout.columns, paint: await paintOf(program), language: program.language };
        await printPage(
          program,
          explained.flatMap((one, i) => [...(i === 0 ? [] : [""]), ...explainPage(one, look, options)]),
        );
      }
      return 0;
    });
  },
};
