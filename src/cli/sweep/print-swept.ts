import type { Item } from "../../app/outcome.ts";
import type { Reads } from "../../app/ports.ts";
import { addSwept, NOTHING_SWEPT, type SweptCounts } from "../../app/swept-counts.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { documentWriter } from "../../render/document.ts";
import type { Look } from "../../render/field.ts";
import { SWEEP_FIELDS, SWEPT_TICKET_FIELDS, type SweptTicket } from "../../render/fields/sweep.ts";
import { objectWriter } from "../../render/json.ts";
import { eventSentence } from "../../render/pages/event-sentence.ts";
import { SWEEP_WORDS } from "../../words/sweep.en.ts";
import { isOn } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import type { Program } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** So many tickets are told one by one where nobody asked for all. */
const FEW = 10;

/** Prints what a run does while it does it: nothing is held but counts and a few lines. */
export interface SweptPrinter {
  heard(items: readonly Item[], reads: Reads): Promise<void>;
  /** The end of a run. */
  done(): SweptCounts;
}

const ticketOf = ({ number, after, before, events }: Item): SweptTicket => {
  const row = after ?? before;
  return { number, id: row === null ? String(number) : idOf(row), events };
};

/** Lines for people: each ticket where all are wanted or they are few, and the sum. */
function printText(program: Program, look: Look, dryRun: boolean, quietIfNothing: boolean): SweptPrinter {
  const { stdout } = program.io;
  const all = isOn(program.flags, "verbose");
  const gap = isHeard(program) ? ": " : "  ";
  const write = (lines: readonly string[]): void => {
    for (const line of shownOn(stdout, lines, isHeard(program) ? 0 : undefined)) stdout.write(`${line}\n`);
  };
  let counts = NOTHING_SWEPT;
  let few: readonly string[] = [];
  const linesOf = (item: Item): readonly string[] => {
    const { id, events } = ticketOf(item);
    return events.map((event) => `${id}${gap}${eventSentence(event, false, look, String)}`);
  };
  return {
    async heard(items) {
      counts = addSwept(counts, items);
      if (all) write(items.flatMap(linesOf));
      else if (counts.tickets <= FEW) few = [...few, ...items.flatMap(linesOf)];
    },
    done() {
      if (counts.tickets === 0 && quietIfNothing) return counts;
      if (!all && stdout.isTerminal && counts.tickets <= FEW) write(few);
      write([SWEEP_WORDS.summary(counts, dryRun)]);
      return counts;
    },
  };
}

function printDocument(program: Program, look: Look, dryRun: boolean): SweptPrinter {
  const { stdout } = program.io;
  const writer = documentWriter(SWEEP_FIELDS);
  const write = objectWriter(SWEPT_TICKET_FIELDS);
  const about = { asOf: look.now, dryRun };
  let [counts, operations] = [NOTHING_SWEPT, 0];
  let begun = false;
  /** Not before there is something to tell: a run that cannot begin says so in a document of its own. */
  const begin = (): void => {
    if (!begun) stdout.write(writer.head({ ...about, operations, counts }, look));
    begun = true;
  };
  return {
    async heard(items) {
      begin();
      for (const [i, item] of items.entries()) stdout.write(`${counts.tickets + i > 0 ? "," : ""}${write(ticketOf(item), look)}`);
      counts = addSwept(counts, items);
      operations += dryRun ? 0 : 1;
    },
    done() {
      begin();
      stdout.write(writer.tail({ ...about, operations, counts }, look));
      return counts;
    },
  };
}

function printRecords(program: Program, textOf: (item: Item) => string): SweptPrinter {
  let counts = NOTHING_SWEPT;
  return {
    async heard(items) {
      for (const item of items) program.io.stdout.write(`${textOf(item)}\n`);
      counts = addSwept(counts, items);
    },
    done: () => counts,
  };
}

/** The printer of the form asked for. `goesOn`: a round of many, of which one that came to nothing is not told. */
export function sweptPrinter(program: Program, look: Look, dryRun: boolean, goesOn: boolean): SweptPrinter {
  const form = formNamed(program.flags);
  if (form === "json") return printDocument(program, look, dryRun);
  if (form === "quiet") return printRecords(program, (item) => ticketOf(item).id);
  if (form !== "jsonl") return printText(program, look, dryRun, goesOn);
  const write = objectWriter(SWEPT_TICKET_FIELDS);
  return printRecords(program, (item) => write(ticketOf(item), look));
}
