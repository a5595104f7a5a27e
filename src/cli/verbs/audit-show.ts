import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Reads } from "../../app/ports.ts";
import type { TicketEvent } from "../../domain/ticket/event.ts";
import { live } from "../../domain/ticket/fold.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { listFields } from "../../render/document.ts";
import { localMinute } from "../../render/due.ts";
import { AUDIT_FIELDS } from "../../render/fields/register.ts";
import { eventSentence } from "../../render/pages/event-sentence.ts";
import { integerOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { lookOf } from "../look.ts";
import { namedTickets } from "../numbers-in.ts";
import { printItems } from "../print-items.ts";
import type { Program, Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** As many events of the whole register as a terminal shows where nobody chose. */
const SCREENFUL = 50;

interface Shown {
  readonly events: readonly TicketEvent[];
  /** How many there are of which these are the latest; not counted unless `counted`. */
  readonly total: number;
  /** Events that an undo took back. */
  readonly dead: ReadonlySet<TicketEvent>;
}

/** The events of tickets, or the latest of the whole register, oldest first. A limit of 0 is none. */
async function shownEvents(program: Program, reads: Reads, spec: string | undefined, limit: number, counted: boolean): Promise<Shown> {
  if (spec !== undefined) {
    const numbers = await namedTickets(program, reads, [spec]);
    const histories = await reads.histories(numbers);
    const missing = numbers.filter((number) => !histories.has(number));
    if (missing.length > 0) throw fail("not_found", "no_tickets", { ids: missing.map(String) });
    const all = numbers.flatMap((number) => histories.get(number) ?? []);
    const living = new Set(numbers.flatMap((number) => live(histories.get(number) ?? [])));
    return { events: all.slice(-limit), total: all.length, dead: new Set(all.filter((event) => !living.has(event))) };
  }
  const most = counted ? 0 : limit;
  const operations = await reads.operations({ actor: null, limit: most === 0 ? Number.MAX_SAFE_INTEGER : most });
  const events: TicketEvent[] = [];
  for (const { seq } of operations) {
    events.unshift(...(await reads.eventsOf(seq)));
    if (most > 0 && events.length >= most) break;
  }
  return { events: events.slice(-limit), total: events.length, dead: counted ? new Set() : await undoneOf(reads, events.slice(-limit)) };
}

/** Histories read at a time. */
const AT_ONCE = 500;

/** Those of the events that an undo took back. Their tickets' whole histories tell. */
async function undoneOf(reads: Reads, events: readonly TicketEvent[]): Promise<ReadonlySet<TicketEvent>> {
  const numbers = [...new Set(events.map((event) => event.number))];
  const dead = new Set<string>();
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    for (const history of (await reads.histories(numbers.slice(from, from + AT_ONCE))).values()) {
      const living = new Set(live(history));
      for (const event of history) if (!living.has(event)) dead.add(`${event.number}.${event.version}`);
    }
  }
  return new Set(events.filter((event) => dead.has(`${event.number}.${event.version}`)));
}

/** The history as it was recorded, what was undone included. */
export const verb: Verb = {
  name: "audit show",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const { stdout } = program.io;
      const look = lookOf(program, await deskOf(reads, program.clock.now));
      const unsaid = operands[0] === undefined && form === null && stdout.isTerminal ? SCREENFUL : 0;
      const { events, total, dead } = await shownEvents(program, reads, operands[0], integerOf(flags, "limit") ?? unsaid, form === "json");
      const ids = new Map((await reads.tickets([...new Set(events.map((event) => event.number))])).map((row) => [row.number, idOf(row)]));
      const id = (number: number): string => ids.get(number) ?? String(number);
      const head = { query: null, asOf: look.now, returned: events.length, total };
      await printItems(program, form, {
        document: listFields("audit-show", AUDIT_FIELDS),
        head,
        fields: AUDIT_FIELDS,
        rows: events,
        idOf: (event) => id(event.number),
        look,
        page: () => {
          const gap = isHeard(program) ? ", " : "  ";
          const lines = events.map((event) =>
            [`op-${event.operation}`, localMinute(look.zone, event.at), id(event.number), eventSentence(event, dead.has(event), look, id)].join(gap),
          );
          return shownOn(stdout, lines, isHeard(program) ? 0 : undefined);
        },
      });
      return 0;
    });
  },
};
