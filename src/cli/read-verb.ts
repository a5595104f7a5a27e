import { type Desk, deskOf } from "../app/desk.ts";
import { fail } from "../app/failure.ts";
import type { Reads } from "../app/ports.ts";
import type { ListFlags } from "../domain/query/list-flags.ts";
import type { Query, Sort } from "../domain/query/term.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Look } from "../render/field.ts";
import { TICKET_ALIASES, TICKET_DEFAULT, TICKET_FIELDS } from "../render/fields/ticket.ts";
import { integerOf, refuseGroupAsPerson, textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { lookOf } from "./look.ts";
import { fieldsChosen, printRows } from "./print-rows.ts";
import type { Args, Flags, Program, Verb } from "./program.ts";
import { listedQuery } from "./query-in.ts";
import { settled } from "./settled.ts";

/** What tells one listing of tickets from another. */
export interface Reading {
  readonly name: string;
  /** Whether tickets that are not open are left out where the query does not speak of it. */
  readonly open: "add" | "leave";
  readonly sort: Sort | null;
  /** Without a word it would list everything. */
  readonly needsWords?: true;
  /** What else a row has to be, which no query says; null: nothing. */
  readonly keep?: (program: Program, flags: Flags, look: Look) => ((row: TicketRow) => boolean) | null;
  /** What else somebody at a terminal should know, once the list is drawn. */
  readonly also?: (program: Program, reads: Reads) => Promise<void>;
  /** The exit code, by what was listed. */
  readonly exit?: (flags: Flags, listed: number) => number;
}

/** As many rows as a table on a terminal draws, where nobody chose. */
const SCREENFUL = 50;

/** A verb that lists tickets: query, fields and form, from flags to the stream. */
export const readVerb = (reading: Reading): Verb => ({
  name: reading.name,
  async run(program, args) {
    const { flags } = args;
    const form = formNamed(flags);
    refuseFlags(reading, args);
    if (flags.fields === "help") return (await import("./fields-page.ts")).printTicketFields(program);
    const fields = fieldsChosen(flags, TICKET_FIELDS, TICKET_DEFAULT, TICKET_ALIASES, form);
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const query = queryOf(program, desk, reading, args);
      if (flags.explain === true) return (await import("./explain-page.ts")).printExplained(program, query);
      const look = lookOf(program, desk);
      const keep = reading.keep?.(program, flags, look) ?? null;
      const drawn = form === null && program.io.stdout.isTerminal;
      const limit = integerOf(flags, "limit") ?? (drawn ? SCREENFUL : 0);
      const listed = await printRows(program, {
        document: "list",
        query: query.text,
        form,
        fields,
        all: TICKET_FIELDS,
        aliases: TICKET_ALIASES,
        idOf,
        look,
        limit: limit === 0 ? null : limit,
        rows: (most) => (keep === null ? reads.list({ query, limit: most }) : kept(reads, query, keep, most)),
        count: () => (keep === null ? reads.count(query) : countKept(reads, query, keep)),
        table: drawn && flags.fields === undefined ? "tickets" : "fields",
        none: "none_listed",
      });
      if (drawn && program.io.stderr.isTerminal) await reading.also?.(program, reads);
      if (listed === 0 && args.operands.some((word) => word.includes(" "))) await (await import("./one-value.ts")).tellOneValues(program, args.operands);
      return reading.exit?.(flags, listed) ?? 0;
    });
  },
});

const queryOf = (program: Program, desk: Desk, { open, sort }: Reading, { operands, flags }: Args): Query =>
  listedQuery(program, desk, operands, flags as ListFlags, open, sort);

/** What a listing cannot mean, before anything is opened. */
export function refuseFlags(reading: Pick<Reading, "name" | "needsWords">, { operands, flags }: Args): void {
  if (flags.open === true && flags.all === true) throw fail("usage", "flags_exclude", { first: "--open", second: "--all" });
  if (reading.needsWords === true && operands.every((word) => word.trim() === "")) throw fail("usage", "words_missing", { verb: reading.name });
  const assignee = textOf(flags, "assignee");
  if (assignee !== null) refuseGroupAsPerson("--assignee", assignee, "--group");
}

async function* kept(reads: Reads, query: Query, keep: (row: TicketRow) => boolean, most: number | null): AsyncGenerator<TicketRow> {
  let left = most ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for await (const row of reads.list({ query, limit: null })) {
    if (!keep(row)) continue;
    yield row;
    left -= 1;
    if (left <= 0) return;
  }
}

async function countKept(reads: Reads, query: Query, keep: (row: TicketRow) => boolean): Promise<number> {
  let count = 0;
  for await (const row of reads.list({ query, limit: null })) if (keep(row)) count += 1;
  return count;
}
