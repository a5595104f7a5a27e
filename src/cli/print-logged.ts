import type { Desk } from "../app/desk.ts";
import { isBad, isReopened, type Result } from "../app/outcome.ts";
import { CLOCKS } from "../domain/policy/policy.ts";
import { readClock } from "../domain/ticket/clock-state.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { localInstant } from "../render/due.ts";
import { againWords, LOG_WORDS } from "../words/logged.en.ts";
import type { Program } from "./program.ts";

/** When each clock is due and what was promised, for whoever has just logged. */
export function dues(program: Program, desk: Desk, row: TicketRow): readonly string[] {
  const said: string[] = [];
  for (const clock of CLOCKS) {
    const { state, dueAt } = readClock(row, clock, program.clock.now, desk.calendarOf);
    said.push(LOG_WORDS.due({ clock, met: state === "met", moment: dueAt === null ? null : localInstant(program.zone, dueAt) }));
  }
  if (row.nextUpdateAt !== null) said.push(LOG_WORDS.promised(localInstant(program.zone, row.nextUpdateAt)));
  return said;
}

/** `id=$(itsm log …)` holds the id; what else there is to know goes to the person, who needs the id but once. */
export function printLogged(program: Program, desk: Desk, result: Result): void {
  const { stdout, stderr } = program.io;
  const seen = stdout.isTerminal && stderr.isTerminal && !program.quiet;
  for (const item of result.items) {
    const row = item.after;
    if (row === null || isBad(item) || item.outcome === "skipped") continue;
    if (!result.dryRun && !seen) stdout.write(`${idOf(row)}\n`);
    const outcome = item.outcome === "repeated" ? againWords(row, isReopened(item)) : result.dryRun ? "would be logged" : "logged";
    program.tell(LOG_WORDS.logged({ id: idOf(row), outcome, priority: row.priority, dues: dues(program, desk, row) }));
  }
}
