import { deskOf } from "../../app/desk.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { cleanLine } from "../../render/clean.ts";
import { showFields } from "../../render/document.ts";
import type { Look } from "../../render/field.ts";
import { operationId } from "../../render/fields/event.ts";
import { OPERATION_FIELDS, type OperationRow } from "../../render/fields/operation.ts";
import { SHOWN_OPERATION_FIELDS, type ShownOperation } from "../../render/fields/register.ts";
import { eventSentence } from "../../render/pages/event-sentence.ts";
import { plainText } from "../../render/plain.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { operationNamed } from "../operation-in.ts";
import { operationRows } from "../operation-rows.ts";
import { printItems } from "../print-items.ts";
import { cellText, labelOf } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";

/** What is known of an operation, a line each: for people by its label, in a pipe by its key. */
function factLines(program: Program, row: OperationRow, look: Look): readonly string[] {
  const { isTerminal } = program.io.stdout;
  const facts = OPERATION_FIELDS.map((field) =>
    isTerminal
      ? ([labelOf(field), cleanLine(cellText(field, row, look))] as const)
      : ([field.key, cleanLine(plainText(field.kind, field.value(row, look)))] as const),
  );
  const width = Math.max(...facts.map(([key]) => key.length));
  return facts.flatMap(([key, text]) => (text === "" ? [] : [isTerminal ? `${key.padEnd(width)}  ${text}` : `${key}\t${text}`]));
}

/** One operation with every event it recorded. */
export const verb: Verb = {
  name: "op show",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const operation = await operationNamed(reads, operands[0] ?? "");
      const look = lookOf(program, await deskOf(reads));
      const events = await reads.eventsOf(operation.seq);
      const shown: ShownOperation[] = [];
      for await (const row of operationRows(reads, [operation])) shown.push({ row, events });
      await printItems(program, form, {
        document: showFields("op-show", SHOWN_OPERATION_FIELDS),
        head: { asOf: look.now },
        fields: SHOWN_OPERATION_FIELDS,
        rows: shown,
        idOf: ({ row }) => operationId(row.operation.seq),
        look,
        page: async () => {
          const ids = new Map((await reads.tickets([...new Set(events.map((event) => event.number))])).map((row) => [row.number, idOf(row)]));
          const id = (number: number): string => ids.get(number) ?? String(number);
          const facts = shown.flatMap(({ row }) => factLines(program, row, look));
          return [...facts, "", ...events.map((event) => `${id(event.number)}  ${eventSentence(event, false, look, id)}`)];
        },
      });
      return 0;
    });
  },
};
