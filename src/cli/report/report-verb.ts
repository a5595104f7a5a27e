import { type Desk, deskOf } from "../../app/desk.ts";
import { Failure, fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import { type Asked, evidenceOf, makeReport } from "../../app/report.ts";
import { nearest } from "../../domain/query/near.ts";
import type { Dimension } from "../../domain/report/dimension.ts";
import { before } from "../../domain/report/period.ts";
import type { ReportName } from "../../domain/report/report.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { offsetIn, type Zone } from "../../domain/time/zone.ts";
import { documentChunks } from "../../render/document.ts";
import { REPORTS, type ReportHead, type ReportRow, reportDocument, reportFields } from "../../render/fields/report.ts";
import { TICKET_ALIASES, TICKET_DEFAULT, TICKET_FIELDS } from "../../render/fields/ticket.ts";
import { fieldsHelp } from "../../render/pages/fields-help.ts";
import { integerOf, textOf } from "../flag-values.ts";
import { type Form, formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { fieldsChosen, printRows } from "../print-rows.ts";
import type { Args, Flags, Program, Verb } from "../program.ts";
import { listedQuery } from "../query-in.ts";
import { settled } from "../settled.ts";
import { helpOn } from "../topics/help-on.ts";
import { spanIn } from "./period-in.ts";

/** As a value it asks which there are. */
const HELP = "help";
/** So many of the oldest tickets are named. */
const OLDEST = 10;
/** So many tickets are read at once. */
const SET = 200;
/** As many rows as a table on a terminal draws, where nobody chose. */
const SCREENFUL = 50;

/** Whose clocks say when a month begins: the desk's, unless the command line says otherwise. */
const zoneFor = (program: Program, { rules }: Desk): Zone =>
  program.flags.tz === undefined ? { name: rules.zone.name, offsetAt: (at) => offsetIn(rules.zone.offsets, at) } : program.zone;

/** What no report can be asked, whatever the register holds. */
function refuseFlags(name: ReportName, form: Form | null, flags: Flags): void {
  const evidence = textOf(flags, "evidence");
  const { figures } = REPORTS[name];
  if (evidence !== null && evidence !== HELP && !figures.includes(evidence))
    throw fail("usage", "value_no_choice", { flag: "--evidence", value: evidence, choices: figures, near: nearest(evidence, figures) });
  if (evidence !== null && flags.by !== undefined) throw fail("usage", "flags_exclude", { first: "--evidence", second: "--by" });
  if (evidence === null && form === "quiet") throw new Failure("usage", [{ key: "report_no_ids", with: {} }]);
}

/** Which figures there are, or which fields, where that was asked; null: it was not. */
function helpAsked(name: ReportName, flags: Flags): readonly string[] | null {
  if (flags.evidence === HELP) return REPORTS[name].figures;
  if (flags.fields !== HELP) return null;
  return flags.evidence === undefined ? fieldsHelp(reportFields(REPORTS[name])) : fieldsHelp(TICKET_FIELDS, TICKET_ALIASES);
}

async function printEvidence(program: Program, reads: Reads, desk: Desk, asked: Asked, figure: string): Promise<void> {
  const { flags } = program;
  const form = formNamed(flags);
  const numbers = await evidenceOf(reads, asked, figure);
  const drawn = form === null && program.io.stdout.isTerminal;
  const limit = integerOf(flags, "limit") ?? (drawn ? SCREENFUL : 0);
  await printRows(program, {
    document: "list",
    query: null,
    form,
    fields: fieldsChosen(flags, TICKET_FIELDS, TICKET_DEFAULT, TICKET_ALIASES, form),
    all: TICKET_FIELDS,
    aliases: TICKET_ALIASES,
    idOf,
    look: lookOf(program, desk),
    limit: limit === 0 ? null : limit,
    async *rows(most) {
      const wanted = most === null ? numbers : numbers.slice(0, most);
      for (let from = 0; from < wanted.length; from += SET) {
        const rows = await reads.tickets(wanted.slice(from, from + SET));
        yield* rows.toSorted((a, b) => a.number - b.number);
      }
    },
    count: async () => numbers.length,
    table: drawn && flags.fields === undefined ? "tickets" : "fields",
    none: "none_listed",
  });
}

async function printReport(program: Program, reads: Reads, desk: Desk, asked: Asked): Promise<void> {
  const { flags, io } = program;
  const { report, span, before: earlier, by, zone, query } = asked;
  const form = formNamed(flags);
  const all = reportFields(report);
  const fields = fieldsChosen(
    flags,
    all,
    all.map(({ key }) => key),
    {},
    form,
  );
  const made = await makeReport(reads, desk, asked, OLDEST);
  // The total is no group, and always there.
  const limit = integerOf(flags, "limit") || null;
  const rows = made.rows.map((row): ReportRow => ({ ...row, period: span })).slice(0, limit === null ? undefined : limit + 1);
  const head: ReportHead = {
    query: query.text,
    zone: zone.name ?? "",
    span,
    by,
    before: made.before === null || earlier === null ? null : { ...made.before, period: earlier },
    oldest: made.oldest,
  };
  const look = lookOf(program, desk);
  if (form === "json") {
    for (const chunk of documentChunks(reportDocument(report, fields), head, rows, look)) io.stdout.write(chunk);
  } else if (form === "markdown" || (form === null && io.stdout.isTerminal && flags.fields === undefined)) {
    await (await import("./print-report.ts")).printReportPage(program, report, head, rows, look, zone);
  } else {
    await printRows(program, {
      document: `report-${report.name}`,
      query: query.text,
      form,
      fields,
      all,
      aliases: {},
      idOf: ({ value }) => value ?? "",
      look,
      limit: null,
      async *rows() {
        yield* rows;
      },
      count: async () => rows.length,
      table: "fields",
      none: "none_listed",
    });
  }
}

/** What a report would be asked, by the command line. */
function askedBy(program: Program, desk: Desk, name: ReportName, { operands, flags }: Args): Asked {
  const zone = zoneFor(program, desk);
  const span = spanIn(flags, zone, program.clock.now);
  return {
    report: REPORTS[name],
    query: listedQuery(program, desk, operands, {}, "leave", null),
    span,
    before: name === "sla" || name === "volume" ? before(zone, span) : null,
    by: textOf(flags, "by") as Dimension | null,
    zone,
  };
}

/** A report: figures of a period, or the tickets behind one of them. */
export const reportVerb = (name: ReportName): Verb => ({
  name: `report ${name}`,
  async run(program, args) {
    const { flags } = args;
    const form = formNamed(flags);
    refuseFlags(name, form, flags);
    const evidence = textOf(flags, "evidence");
    const help = helpAsked(name, flags);
    if (help !== null) {
      for (const line of helpOn(program, help)) program.io.stdout.write(`${line}\n`);
      return 0;
    }
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const asked = askedBy(program, desk, name, args);
      if (evidence === null) await printReport(program, reads, desk, asked);
      else await printEvidence(program, reads, desk, asked, evidence);
      return 0;
    });
  },
});
