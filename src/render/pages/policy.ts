import type { TestRun } from "../../domain/policy/run-tests.ts";
import { formatHours } from "../../domain/time/duration.ts";
import { POLICY_WORDS } from "../../words/policy.en.ts";
import { cleanLine } from "../clean.ts";
import { answersText, type CheckedCalendar, type CheckedPolicy, policyCounts } from "../fields/policy.ts";

function calendarLines({ name, always, zone, weekSeconds, daySeconds, dates, yearly }: CheckedCalendar): readonly string[] {
  const day = formatHours(daySeconds);
  if (always) return [POLICY_WORDS.always(name, zone, day)];
  return [
    POLICY_WORDS.calendar(name, zone, formatHours(weekSeconds), day),
    ...(dates.length > 0 ? [POLICY_WORDS.dates(dates.length, dates[0]!, dates.at(-1)!)] : []),
    ...(yearly.length > 0 ? [POLICY_WORDS.yearly(yearly)] : []),
    ...(dates.length + yearly.length === 0 ? [POLICY_WORDS.noDates] : []),
  ];
}

/** What a policy file says, for who has written it: counts, and the days its calendars know. */
export function policyCheckPage(checked: CheckedPolicy): readonly string[] {
  const counts = policyCounts(checked).filter(([, count]) => count > 0);
  return [
    POLICY_WORDS.good(checked.policy.name, checked.file),
    counts.map(([key, count]) => POLICY_WORDS.counted(count, key)).join(", "),
    ...checked.calendars.flatMap(calendarLines),
    ...(checked.tests > 0 ? [POLICY_WORDS.toTest(checked.file)] : []),
  ].map(cleanLine);
}

/** One line a check; one that fails says what it expected. */
export const policyTestPage = (runs: readonly TestRun[]): readonly string[] =>
  runs.flatMap(({ test, zone, ok, expected, got }) => {
    const label = (ok ? POLICY_WORDS.ok : POLICY_WORDS.failed).padEnd(POLICY_WORDS.failed.length);
    return [
      `${label}  ${test.name}`,
      ...(ok ? [] : [`${" ".repeat(label.length)}  ${POLICY_WORDS.failure(answersText(expected, zone), answersText(got, zone), test.line)}`]),
    ].map(cleanLine);
  });
