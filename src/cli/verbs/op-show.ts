import { deskOf } from "../../app/desk.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { cleanLine } from "../../render/clean.ts";
import { documentChunks, showFields } from "../../render/document.ts";
import { operationId } from "../../render/fields/event.ts";
import { OPERATION_FIELDS } from "../../render/fields/operation.ts";
import { SHOWN_OPERATION_FIELDS, type ShownOperation } from "../../render/fields/register.ts";
import { objectWriter } from "../../render/json.ts";
import { eventSentence } from "../../render/pages/event-sentence.ts";
import { plainText } from "../../render/plain.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { operationNamed } from "../operation-in.ts";
import { operationRow } from "../operation-rows.ts";
import { printPage } from "../pager.ts";
import { cellText, labelOf } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** One operation with every event it recorded. */
export const verb: Verb = {
  name: "op show",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const operation = await operationNamed(reads, operands[0] ?? "");
      const { stdout } = program.io;
      const look = lookOf(program, await deskOf(reads));
      const { operations } = await reads.state();
      const shown: ShownOperation = {
        row: await operationRow(reads, operation, await reads.operations({ actor: null, limit: operations })),
        events: await reads.eventsOf(operation.seq),
      };
      if (form === "quiet") stdout.write(`${operationId(operation.seq)}\n`);
      else if (form === "json")
        for (const chunk of documentChunks(showFields("op-show", SHOWN_OPERATION_FIELDS), { asOf: look.now }, [shown], look)) stdout.write(chunk);
      else if (form === "jsonl") stdout.write(`${objectWriter(SHOWN_OPERATION_FIELDS)(shown, look)}\n`);
      else {
        const numbers = [...new Set(shown.events.map((event) => event.number))];
        const ids = new Map((await reads.tickets(numbers)).map((row) => [row.number, idOf(row)]));
        const id = (number: number): string => ids.get(number) ?? String(number);
        const { isTerminal } = stdout;
        const facts = OPERATION_FIELDS.map((field) =>
          isTerminal
            ? ([labelOf(field), cleanLine(cellText(field, shown.row, look))] as const)
            : ([field.key, cleanLine(plainText(field.kind, field.value(shown.row, look)))] as const),
        );
        const width = Math.max(...facts.map(([key]) => key.length));
        await printPage(program, [
          ...facts.flatMap(([key, text]) => (text === "" ? [] : [isTerminal ? `${key.padEnd(width)}  ${text}` : `${key}\t${text}`])),
          "",
          ...shown.events.map((event) => `${id(event.number)}  ${eventSentence(event, false, look, id)}`),
        ]);
      }
      return 0;
    });
  },
};
