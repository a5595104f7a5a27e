import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import type { Query } from "../../domain/query/term.ts";
import type { TicketEvent } from "../../domain/ticket/event.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { CSV_LINE_END, csvHeader, csvWriter } from "../../render/csv.ts";
import type { Field, Look } from "../../render/field.ts";
import { EXPORT_FIELDS } from "../../render/fields/care.ts";
import { AUDIT_FIELDS } from "../../render/fields/register.ts";
import { TICKET_ALIASES, TICKET_FIELDS } from "../../render/fields/ticket.ts";
import { objectWriter } from "../../render/json.ts";
import { type Out, outFile } from "../care/out.ts";
import { mayReplace } from "../care/replacing.ts";
import { isOn, textOf } from "../flag-values.ts";
import { lookOf } from "../look.ts";
import { fieldsChosen } from "../print-rows.ts";
import type { Flags, Program, Verb } from "../program.ts";
import { queryFrom } from "../query-in.ts";
import { settled } from "../settled.ts";

/** Tickets whose histories are in memory at a time; after as many a run hears signals. */
const AT_ONCE = 200;

function refuseFlags(flags: Flags, words: readonly string[]): void {
  if (flags.bundle !== undefined) {
    const beside = ["csv", "jsonl", "excel", "events", "out", "fields"].find((name) => flags[name] !== undefined);
    if (beside !== undefined || words.length > 0) throw fail("usage", "flag_beside_bundle", { flag: beside === undefined ? `"${words[0]}"` : `--${beside}` });
    return;
  }
  if (isOn(flags, "csv") && isOn(flags, "jsonl")) throw fail("usage", "formats_two", { flags: ["--csv", "--jsonl"] });
  if (isOn(flags, "excel") && !isOn(flags, "csv")) throw fail("usage", "excel_alone");
  if (isOn(flags, "json") && flags.out === undefined) throw fail("usage", "export_json_alone");
  if (flags.out === "-") throw fail("usage", "out_dash", { verb: "export --out" });
}

/** Every event of the tickets, ticket by ticket. */
async function* eventsOf(reads: Reads, query: Query): AsyncGenerator<TicketEvent> {
  async function* told(numbers: readonly number[]): AsyncGenerator<TicketEvent> {
    const histories = await reads.histories(numbers);
    for (const number of numbers) yield* histories.get(number) ?? [];
  }
  let numbers: number[] = [];
  for await (const { number } of reads.list({ query, limit: null })) {
    numbers.push(number);
    if (numbers.length < AT_ONCE) continue;
    yield* told(numbers);
    numbers = [];
  }
  yield* told(numbers);
}

/** Hands rows on one after the other, in the form asked for; how many they were. */
async function writeRows<Row>(
  rows: AsyncIterable<Row>,
  fields: readonly Field<Row>[],
  look: Look,
  { csv, excel, to }: { readonly csv: boolean; readonly excel: boolean; readonly to: "pipe" | "terminal" },
  put: (text: string) => Promise<void>,
): Promise<number> {
  const write = csv ? csvWriter(fields, { excel, to }) : objectWriter(fields);
  const end = csv ? CSV_LINE_END : "\n";
  if (csv) await put(csvHeader(fields, { excel, to }) + end);
  let count = 0;
  for await (const row of rows) {
    await put(write(row, look) + end);
    count += 1;
    if (count % AT_ONCE === 0) await new Promise((next) => setImmediate(next));
  }
  return count;
}

async function outOf(program: Program): Promise<Out | null> {
  const to = textOf(program.flags, "out");
  if (to === null) return null;
  const care = await program.doors.care();
  return outFile(care, to, await mayReplace(program, care, to));
}

/** Tickets, or their histories, or the whole register, for other programs. */
export const verb: Verb = {
  name: "export",
  async run(program, { operands, flags }) {
    refuseFlags(flags, operands);
    const bundle = textOf(flags, "bundle");
    if (bundle !== null) return (await import("../care/export-bundle.ts")).exportBundle(program, bundle);
    if (flags.fields === "help" && !isOn(flags, "events")) return (await import("../fields-page.ts")).printTicketFields(program);
    const events = isOn(flags, "events");
    const ticketFields = events ? [] : fieldsChosen<TicketRow>(flags, TICKET_FIELDS, [], TICKET_ALIASES, "jsonl");
    const eventFields = events ? fieldsChosen<TicketEvent>(flags, AUDIT_FIELDS, [], {}, "jsonl") : [];
    const register = await program.openRegister("read");
    await settled(program, register);
    const { stdout } = program.io;
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const query = queryFrom(program, desk, operands, "leave", { field: "number", descending: false });
      const out = await outOf(program);
      const look = lookOf(program, desk);
      const form = { csv: isOn(flags, "csv"), excel: isOn(flags, "excel"), to: out === null && stdout.isTerminal ? ("terminal" as const) : ("pipe" as const) };
      const put = out === null ? async (text: string): Promise<void> => stdout.write(text) : (text: string) => out.write(text);
      try {
        const count = events
          ? await writeRows(eventsOf(reads, query), eventFields, look, form, put)
          : await writeRows(reads.list({ query, limit: null }), ticketFields, look, form, put);
        if (out === null) return 0;
        const bytes = await out.keep();
        const of = events ? "events" : "tickets";
        const told = { path: out.path, format: form.csv ? "csv" : "jsonl", of, query: query.text, count, bytes } as const;
        if (isOn(flags, "json")) stdout.write(`${objectWriter(EXPORT_FIELDS)(told, look)}\n`);
        else if (program.quiet) stdout.write(`${out.path}\n`);
        else await program.notice("exported", { path: out.path, count, noun: events ? "event" : "ticket" });
        return 0;
      } finally {
        out?.drop();
      }
    });
  },
};
