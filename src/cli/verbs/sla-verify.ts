import { type Desk, deskOf } from "../../app/desk.ts";
import { type CheckedTicket, verifyClocks } from "../../app/verify-clocks.ts";
import type { Query } from "../../domain/query/term.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { documentWriter } from "../../render/document.ts";
import { spelled } from "../../render/due.ts";
import type { Look } from "../../render/field.ts";
import { CLOCK_CHECK_FIELDS, type ClockReport, DIFFERENCE_FIELDS, type FoundDifference } from "../../render/fields/clock-check.ts";
import { objectWriter } from "../../render/json.ts";
import { SLA_NOTICES, VERIFY_WORDS as WORDS } from "../../words/sla.en.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import type { Program, Verb } from "../program.ts";
import { queryFrom } from "../query-in.ts";
import { shownOn } from "../shown-on.ts";

/** A difference may be one of seconds. */
const TO_THE_SECOND = "YYYY-MM-DD HH:mm:ss";

/** Without a word it is about every ticket there is, those that an undo took away included. */
function queryOf(program: Program, desk: Desk, words: readonly string[]): Query {
  const query = queryFrom(program, desk, words, "leave", { field: "number", descending: false });
  return words.length > 0 ? query : { ...query, terms: [] };
}

const foundIn = ({ row, differences }: CheckedTicket): readonly FoundDifference[] =>
  differences === null ? [{ row, difference: null }] : differences.map((difference) => ({ row, difference }));

function lineOf({ row, difference }: FoundDifference, { zone }: Look): string {
  if (difference === null) return WORDS.uncountable(idOf(row));
  const { column, holds, stored, recomputed } = difference;
  const said = (value: number | null): string =>
    value === null ? WORDS.nothing : holds === "instant" ? spelled(zone, value, TO_THE_SECOND) : formatHours(value);
  return WORDS.column(idOf(row), column, said(stored), said(recomputed));
}

interface Writing {
  readonly begin: string;
  /** What is written of a ticket that differs. */
  readonly each: (found: readonly FoundDifference[], first: boolean) => string;
  readonly end: (report: ClockReport) => string;
}

/** Written as it is found: a register that is wrong throughout has as many differences as columns. */
function writingOf(program: Program, look: Look, report: ClockReport): Writing {
  const form = formNamed(program.flags);
  const write = objectWriter(DIFFERENCE_FIELDS);
  const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");
  const { stdout } = program.io;
  switch (form) {
    case "json": {
      const document = documentWriter(CLOCK_CHECK_FIELDS);
      return {
        begin: document.head(report, look),
        each: (found, first) => `${first ? "" : ","}${found.map((one) => write(one, look)).join(",")}`,
        end: (whole) => document.tail(whole, look),
      };
    }
    case "jsonl":
      return { begin: "", each: (found) => lines(found.map((one) => write(one, look))), end: () => "" };
    case "quiet":
      return { begin: "", each: ([one]) => (one === undefined ? "" : `${idOf(one.row)}\n`), end: () => "" };
    default: {
      const shown = (texts: readonly string[]): string => lines(shownOn(stdout, texts));
      return {
        begin: "",
        each: (found) => shown(found.map((one) => lineOf(one, look))),
        end: (whole) => shown([SLA_NOTICES.clocks_verified!({ ...whole })]),
      };
    }
  }
}

/** Counts every clock again, from histories and kept versions. Exit 1 where the register says otherwise. */
export const verb: Verb = {
  name: "sla verify",
  async run(program, { operands }) {
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const look = lookOf(program, desk);
      const query = queryOf(program, desk, operands);
      const counts = { tickets: 0, differing: 0, differences: 0 };
      const reportNow = (): ClockReport => ({ query: query.text, asOf: look.now, ...counts });
      const { stdout, stderr } = program.io;
      const writing = writingOf(program, look, reportNow());
      stdout.write(writing.begin);
      for await (const ticket of verifyClocks(reads, query, desk.calendarOf)) {
        counts.tickets += 1;
        const found = foundIn(ticket);
        if (found.length === 0) continue;
        stdout.write(writing.each(found, counts.differing === 0));
        counts.differing += 1;
        counts.differences += found.length;
      }
      stdout.write(writing.end(reportNow()));
      stdout.flush();
      if (counts.differing > 0) stderr.write(`error: ${SLA_NOTICES.clocks_differ!({ ...counts })}\n`);
      return counts.differing > 0 ? 1 : 0;
    });
  },
};
