import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { nearest } from "../../domain/query/near.ts";
import { type Calculation, calculate, type Question } from "../../domain/time/calculation.ts";
import type { Calendar } from "../../domain/time/calendar.ts";
import { readServiceDuration } from "../../domain/time/service-duration.ts";
import { type Answer, CALC_FIELDS } from "../../render/fields/sla-calc.ts";
import { objectWriter } from "../../render/json.ts";
import { answerLine, bareAnswer, slicePage, sliceRecords } from "../../render/pages/calc.ts";
import { paintOf } from "../draw-rows.ts";
import { instantOf, isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { policyGiven } from "../policy-in.ts";
import { plainLook } from "../print-one.ts";
import type { Flags, Program, Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** Whose calendars count: those of a file, or of the policy that is in force. Only the latter opens a register. */
async function policyOf(program: Program, flags: Flags): Promise<{ readonly rules: Policy; readonly policy: number | null; readonly file: string | null }> {
  const file = textOf(flags, "policy");
  if (file !== null) return { rules: (await policyGiven(program, file)).policy, policy: null, file };
  const { rules, version } = await deskOf(await program.openRegister("read"), program.clock.now);
  return { rules, policy: version, file: null };
}

function calendarOf({ calendars }: Policy, name: string | null): Calendar {
  const names = Object.keys(calendars);
  if (name === null) throw fail("usage", "calendar_missing", { names });
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (calendar === undefined) throw fail("usage", "calendar_unknown", { name, near: nearest(name, names), names });
  return calendar;
}

async function questionOf(program: Program, flags: Flags, calendar: Calendar): Promise<Question> {
  const add = textOf(flags, "add");
  if (add === null) {
    const to = await instantOf(program, flags, "to", "future", calendar);
    return to === null ? { asks: "open" } : { asks: "elapsed", to };
  }
  const length = readServiceDuration(add, calendar);
  if (!length.ok) throw fail("usage", length.fault === "elapsed" ? "service_days" : "service_unreadable", { value: add });
  return { asks: "due", seconds: length.seconds };
}

async function calculated(program: Program, flags: Flags, name: string, calendar: Calendar): Promise<Calculation> {
  const from = (await instantOf(program, flags, "from", "future", calendar)) ?? program.clock.now;
  const found = calculate(calendar, from, await questionOf(program, flags, calendar));
  if (found === null) throw fail("usage", "never_reached", { calendar: name, span: textOf(flags, "add") });
  return found;
}

/** What a calendar makes of two instants, or of one and a length of service time; of one alone, whether it is open. */
export const verb: Verb = {
  name: "sla calc",
  async run(program, { flags }) {
    const form = formNamed(flags);
    if (flags.add !== undefined && flags.to !== undefined) throw fail("usage", "flags_exclude", { first: "--add", second: "--to" });
    const { rules, ...whose } = await policyOf(program, flags);
    const name = textOf(flags, "calendar");
    const calendar = calendarOf(rules, name);
    const answer: Answer = { calendar: name!, zone: calendar.zone, ...whose, calculation: await calculated(program, flags, name!, calendar) };
    const { stdout } = program.io;
    const look = plainLook(program);
    const lines =
      form === "json" || form === "jsonl"
        ? [objectWriter(CALC_FIELDS)(answer, look)]
        : form === "quiet" || !stdout.isTerminal
          ? [bareAnswer(answer), ...(isOn(flags, "verbose") && form === null ? sliceRecords(answer, look) : [])]
          : shownOn(stdout, [
              answerLine(answer, program.zone),
              ...(isOn(flags, "verbose")
                ? slicePage(answer, program.zone, { width: stdout.columns, paint: await paintOf(program), heard: isHeard(program) })
                : []),
            ]);
    for (const line of lines) stdout.write(`${line}\n`);
    return 0;
  },
};
