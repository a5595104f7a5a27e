import type { Policy } from "../../domain/policy/policy.ts";
import { warningsOf } from "../../domain/policy/warnings.ts";
import { serviceSeconds } from "../../domain/time/calendar.ts";
import { type CheckedCalendar, POLICY_CHECK_FIELDS } from "../../render/fields/policy.ts";
import { objectWriter } from "../../render/json.ts";
import { policyCheckPage } from "../../render/pages/policy.ts";
import { policyWarning, warned } from "../../words/policy-warnings.en.ts";
import { formNamed } from "../flags/output.ts";
import { policyGiven } from "../policy-in.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

const WEEK = 604_800;

/** Its calendars, with the hours of a week that no date of its own and no change of the clocks touches. */
const calendarsOf = ({ calendars }: Policy): readonly CheckedCalendar[] =>
  Object.entries(calendars).map(([name, calendar]) => {
    const days = Object.keys(calendar.dates).toSorted();
    return {
      name,
      zone: calendar.zone,
      always: calendar.always,
      weekSeconds: serviceSeconds({ ...calendar, dates: {}, offsets: [[0, 0]] }, 0, WEEK),
      daySeconds: calendar.daySeconds,
      dates: days.filter((day) => !day.startsWith("*")),
      yearly: days.filter((day) => day.startsWith("*")),
    };
  });

/** Whether a file is a policy; every fault of it, if not. */
export const verb: Verb = {
  name: "policy check",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const { stdout } = program.io;
    const { file, policy, tests } = await policyGiven(program, operands[0] ?? "");
    const warnings = warningsOf(policy).map(policyWarning);
    for (const warning of warnings) program.tell(warned(warning));
    const checked = { file, policy, tests: tests.length, calendars: calendarsOf(policy), warnings };
    if (form === "quiet") return 0;
    if (form === null) for (const line of shownOn(stdout, policyCheckPage(checked))) stdout.write(`${line}\n`);
    else stdout.write(`${objectWriter(POLICY_CHECK_FIELDS)(checked, plainLook(program))}\n`);
    return 0;
  },
};
