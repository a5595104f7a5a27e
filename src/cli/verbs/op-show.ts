import { deskOf } from "../../app/desk.ts";
import type { TicketEvent } from "../../domain/ticket/event.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { cleanLine } from "../../render/clean.ts";
import { showFields } from "../../render/document.ts";
import type { Look } from "../../render/field.ts";
import { operationId } from "../../render/fields/event.ts";
import { noticesOf } from "../../render/fields/notice.ts";
import { OPERATION_FIELDS, type OperationRow } from "../../render/fields/operation.ts";
import { SHOWN_OPERATION_FIELDS, type ShownOperation } from "../../render/fields/register.ts";
import { eventSentence } from "../../render/pages/event-sentence.ts";
import { TOLD_HEADING, toldWords } from "../../words/events.en.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { lookOf } from "../look.ts";
import { operationNamed } from "../operation-in.ts";
import { operationRows } from "../operation-rows.ts";
import { printItems } from "../print-items.ts";
import { factLines } from "../print-one.ts";
import type { Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** What is known of an operation: what there is nothing to say of takes no line. */
const known = (row: OperationRow, look: Look): typeof OPERATION_FIELDS => OPERATION_FIELDS.filter(({ value }) => value(row, look) !== null);

/** Whom it told of which tickets, below the events that say why. */
function toldLines(events: readonly TicketEvent[], id: (number: number) => string, gap: string): readonly string[] {
  const told = new Map<string, Set<string>>();
  for (const notice of noticesOf(events)) {
    const who = cleanLine(toldWords(notice));
    told.set(who, (told.get(who) ?? new Set()).add(id(notice.event.number)));
  }
  return told.size === 0 ? [] : ["", TOLD_HEADING, ...[...told].map(([who, ids]) => `${who}${gap}${[...ids].join(", ")}`)];
}

/** One operation with every event it recorded. */
export const verb: Verb = {
  name: "op show",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const operation = await operationNamed(reads, operands[0] ?? "");
      const look = lookOf(program, await deskOf(reads, program.clock.now));
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
          const facts = shown.flatMap(({ row }) => factLines(program, known(row, look), row, look));
          const gap = isHeard(program) ? ": " : "  ";
          const lines = events.map((event) => `${id(event.number)}${gap}${eventSentence(event, false, look, id)}`);
          return [...facts, "", ...shownOn(program.io.stdout, [...lines, ...toldLines(events, id, gap)], isHeard(program) ? 0 : undefined)];
        },
      });
      return 0;
    });
  },
};
