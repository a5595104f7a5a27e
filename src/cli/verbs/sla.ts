import { CLOCKS } from "../../domain/policy/policy.ts";
import { readClock } from "../../domain/ticket/clock-state.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Look } from "../../render/field.ts";
import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { readVerb } from "../read-verb.ts";
import { secondsOf } from "../seconds-in.ts";

/** Whether one of a ticket's clocks that still counts is breached, or will be within so many seconds. */
function isPressing(row: TicketRow, look: Look, seconds: number): boolean {
  return CLOCKS.some((which) => {
    const { state, dueAt } = readClock(row, which, look.now, look.calendarOf);
    if (state === "breached") return true;
    return (state === "running" || state === "at_risk") && dueAt !== null && dueAt <= look.now + seconds;
  });
}

/** Clocks by urgency; `--check` makes what presses an exit code, for scripts. */
export const verb: Verb = readVerb({
  name: "sla",
  open: "add",
  sort: { field: "sla", descending: false },
  keep(_program, flags, look) {
    const within = secondsOf(flags, "within");
    return within === null && !isOn(flags, "check") ? null : (row) => isPressing(row, look, within ?? 0);
  },
  exit: (flags, listed) => (isOn(flags, "check") && listed > 0 ? 1 : 0),
});
