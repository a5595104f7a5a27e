import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { showFields } from "../../render/document.ts";
import { SHOW_FIELDS } from "../../render/fields/show.ts";
import { showPage } from "../../render/pages/show.ts";
import { recordsLines } from "../../render/records.ts";
import { paintOf } from "../draw-rows.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { lookOf } from "../look.ts";
import { chosenTickets } from "../numbers-in.ts";
import { printItems } from "../print-items.ts";
import type { Args, Program, Verb } from "../program.ts";
import { settled } from "../settled.ts";
import { shownTickets } from "../shown-tickets.ts";

/** Tickets with everything that belongs to them. A number that does not exist fails the whole call. */
export const verb: Verb = {
  name: "show",
  async run(program, args) {
    const form = formNamed(args.flags);
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot((reads) => printShown(program, reads, args, form));
  },
};

async function printShown(program: Program, reads: Reads, { operands, flags }: Args, form: ReturnType<typeof formNamed>): Promise<number> {
  const { stdout } = program.io;
  const desk = await deskOf(reads, program.clock.now);
  const chosen = await chosenTickets(program, reads, desk, operands, flags);
  const rows = await rowsOf(reads, chosen.kind === "numbers" ? chosen.numbers : []);
  if (form === "quiet") {
    for (const row of rows) stdout.write(`${idOf(row)}\n`);
    return 0;
  }
  const look = lookOf(program, desk);
  const shown = await shownTickets(reads, rows);
  await printItems(program, form, {
    document: showFields("show", SHOW_FIELDS),
    head: { asOf: look.now },
    fields: SHOW_FIELDS,
    rows: shown,
    idOf: ({ ticket }) => idOf(ticket),
    look,
    page: async () => {
      if (isHeard(program)) {
        const { showRecord } = await import("../../render/pages/show-record.ts");
        return recordsLines(
          shown.map((one) => showRecord(one, look, program.language)),
          stdout.columns,
        );
      }
      const options = { width: stdout.columns, paint: await paintOf(program), language: program.language };
      return shown.flatMap((one, index) => [...(index === 0 ? [] : [""]), ...showPage(one, look, options)]);
    },
  });
  return 0;
}

async function rowsOf(reads: Reads, numbers: readonly number[]): Promise<readonly TicketRow[]> {
  const found = new Map((await reads.tickets(numbers)).map((row) => [row.number, row]));
  const missing = numbers.filter((number) => !found.has(number));
  if (missing.length > 0) throw fail("not_found", "no_tickets", { ids: missing.map(String) });
  return numbers.map((number) => found.get(number)!);
}
