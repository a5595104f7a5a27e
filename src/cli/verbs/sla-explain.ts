import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { CLOCKS, type Which } from "../../domain/policy/policy.ts";
import { explain } from "../../domain/ticket/explain.ts";
import { fold } from "../../domain/ticket/fold.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { showFields } from "../../render/document.ts";
import { EXPLANATION_FIELDS } from "../../render/fields/explanation.ts";
import { explainPage } from "../../render/pages/explain.ts";
import { recordsLines } from "../../render/records.ts";
import { paintOf } from "../draw-rows.ts";
import { oneNumber, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { lookOf } from "../look.ts";
import { printItems } from "../print-items.ts";
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
      const desk = await deskOf(reads, program.clock.now);
      const number = await oneNumber(reads, program, operands[0] ?? "", "SPEC");
      const history = (await reads.histories([number])).get(number);
      if (history === undefined) throw fail("not_found", "no_tickets", { ids: [String(number)] });
      const look = lookOf(program, desk);
      const ticket = fold(history);
      const clocks = CLOCKS.filter((which) => (textOf(flags, "clock") ?? which) === which);
      const explained = clocks.map((which: Which) => explain(ticket, history, which, look.now, desk.calendarOf));
      if (form === "quiet") {
        program.io.stdout.write(`${idOf(ticket)}\n`);
        return 0;
      }
      await printItems(program, form, {
        document: showFields("sla-explain", EXPLANATION_FIELDS),
        head: { asOf: look.now },
        fields: EXPLANATION_FIELDS,
        rows: explained,
        idOf,
        look,
        page: async () => {
          if (isHeard(program)) {
            const { explainRecord } = await import("../../render/pages/explain-record.ts");
            return recordsLines(
              explained.map((one) => explainRecord(one, look, program.language)),
              program.io.stdout.columns,
            );
          }
          const options = { width: program.io.stdout.columns, paint: await paintOf(program), language: program.language };
          return explained.flatMap((one, i) => [...(i === 0 ? [] : [""]), ...explainPage(one, look, options)]);
        },
      });
      return 0;
    });
  },
};
