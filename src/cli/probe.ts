import { deskOf } from "../app/desk.ts";
import { fail } from "../app/failure.ts";
import type { ListFlags } from "../domain/query/list-flags.ts";
import { idOf } from "../domain/ticket/number.ts";
import { isPressing, pressingClock } from "../domain/ticket/pressing.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { formatSeconds } from "../domain/time/duration.ts";
import { cleanLine } from "../render/clean.ts";
import { clockWords } from "../render/due.ts";
import { priorityWord } from "../render/priority.ts";
import { PROBE_WORDS as WORDS } from "../words/oncall.en.ts";
import { formNamed } from "./flags/output.ts";
import type { Args, Program } from "./program.ts";
import { listedQuery } from "./query-in.ts";
import { refuseFlags } from "./read-verb.ts";
import { secondsOf } from "./seconds-in.ts";
import { settled } from "./settled.ts";

/** Parts text from figures in what a monitoring system reads. */
const BAR = /\|/g;

function firstWords(row: TicketRow, now: number): string {
  const clock = pressingClock(row, now);
  const words = clock === null ? "" : `${clock.which} ${clockWords(clock.state, clock.dueAt, clock.breachedAt, now)}`;
  return WORDS.first(idOf(row), priorityWord(row), cleanLine(row.title), words).replace(BAR, "/");
}

/** One line on how the clocks of a query stand, with its figures, as the plugins of Nagios and Icinga print it; 1 if one presses. */
export async function probe(program: Program, { operands, flags }: Args): Promise<number> {
  const form = formNamed(flags);
  if (form !== null) throw fail("usage", "formats_two", { flags: ["--probe", form === "quiet" ? "-q" : `--${form}`] });
  refuseFlags({ name: "sla" }, { operands, flags });
  const within = secondsOf(flags, "within");
  const register = await program.openRegister("read");
  await settled(program, register);
  return register.snapshot(async (reads) => {
    const { now } = program.clock;
    const desk = await deskOf(reads, program.clock.now);
    const query = listedQuery(program, desk, operands, flags as ListFlags, "add", { field: "sla", descending: false });
    const counts = { breached: 0, due: 0, open: 0 };
    let first: TicketRow | null = null;
    for await (const row of reads.list({ query, limit: null })) {
      counts.open += 1;
      if (!isPressing(row, now, within ?? 0)) continue;
      first ??= row;
      counts[pressingClock(row, now)?.state === "breached" ? "breached" : "due"] += 1;
    }
    const span = within === null ? null : formatSeconds(within);
    const said = first === null ? WORDS.ok(span) : `${WORDS.found(counts.breached, counts.due, span)}; ${firstWords(first, now)}`;
    program.io.stdout.write(`${WORDS.line(first === null ? "OK" : "WARNING", said, WORDS.data(counts.breached, counts.due, counts.open))}\n`);
    return first === null ? 0 : 1;
  });
}
