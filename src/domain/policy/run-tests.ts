import { judgeClock, type Verdict } from "../ticket/judge.ts";
import type { Target } from "../ticket/ticket.ts";
import { addService, serviceSeconds } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { type Zone, zoneOf } from "../time/zone.ts";
import { computedPriority } from "./matrix.ts";
import type { Policy, Which } from "./policy.ts";
import type { DueTest, Pause, PolicyTest, TicketTest } from "./policy-test.ts";
import { targetsOf } from "./targets.ts";

/** What a check is about: an instant (null: never), seconds of service time, or a name; `clock` where there are two. */
export interface Answer {
  readonly clock: Which | null;
  readonly kind: "instant" | "seconds" | "name";
  readonly value: Instant | string | null;
}

export interface TestRun {
  readonly test: PolicyTest;
  /** By whose clocks its times are read and told: those of its calendar, or of the policy. */
  readonly zone: Zone;
  readonly ok: boolean;
  /** In the same order as `got`. */
  readonly expected: readonly Answer[];
  readonly got: readonly Answer[];
}

/** The stretches a clock runs in from `from` on, but for its pauses, which may overlap. */
function running(from: Instant, pauses: readonly Pause[]): readonly (readonly [Instant, Instant | null])[] {
  const found: (readonly [Instant, Instant | null])[] = [];
  let since = from;
  for (const [begins, ends] of pauses.toSorted(([one], [other]) => one - other)) {
    if (ends <= since) continue;
    if (begins > since) found.push([since, begins]);
    since = ends;
  }
  return [...found, [since, null]];
}

function dueOf(policy: Policy, target: Target | null, from: Instant, pauses: readonly Pause[]): Instant | null {
  const calendar = target === null ? undefined : policy.calendars[target.calendar];
  if (target === null || calendar === undefined) return null;
  const verdict: Verdict = judgeClock({ target, terms: 0, running: running(from, pauses), endedAt: null, warned: 0 }, calendar, null);
  return verdict.dueAt;
}

function dueReached(policy: Policy, { calendar, from, add, pauses }: DueTest): Instant | null {
  if (add > 0) return dueOf(policy, { seconds: add, calendar }, from, pauses);
  return addService(policy.calendars[calendar]!, from, add);
}

const instant = (value: Instant | null, clock: Which | null = null): Answer => ({ clock, kind: "instant", value });

function ticketAnswers(policy: Policy, test: TicketTest): readonly (readonly [expected: Answer, got: Answer])[] {
  const targets = targetsOf(policy, test);
  const of = (clock: Which, due: Instant | null | undefined): readonly (readonly [Answer, Answer])[] =>
    due === undefined ? [] : [[instant(due, clock), instant(dueOf(policy, targets[clock], test.opened, test.pauses), clock)]];
  return [...of("response", test.responseDue), ...of("resolution", test.resolutionDue)];
}

function answersOf(policy: Policy, test: PolicyTest): readonly (readonly [expected: Answer, got: Answer])[] {
  switch (test.kind) {
    case "due":
      return [[instant(test.due), instant(dueReached(policy, test))]];
    case "elapsed": {
      const got = serviceSeconds(policy.calendars[test.calendar]!, test.from, test.to);
      return [
        [
          { clock: null, kind: "seconds", value: test.elapsed },
          { clock: null, kind: "seconds", value: got },
        ],
      ];
    }
    case "priority":
      return [
        [
          { clock: null, kind: "name", value: test.priority },
          { clock: null, kind: "name", value: computedPriority(policy, test.impact, test.urgency) },
        ],
      ];
    case "ticket":
      return ticketAnswers(policy, test);
  }
}

function clocksOf({ calendars, zone }: Policy, test: PolicyTest): Zone {
  const calendar = "calendar" in test ? calendars[test.calendar] : undefined;
  return zoneOf(calendar ?? { zone: zone.name, offsets: zone.offsets });
}

/** Runs the checks of a policy on it, by the same code that judges tickets. */
export const runTests = (policy: Policy, tests: readonly PolicyTest[]): readonly TestRun[] =>
  tests.map((test) => {
    const answers = answersOf(policy, test);
    return {
      test,
      zone: clocksOf(policy, test),
      ok: answers.every(([expected, got]) => expected.value === got.value),
      expected: answers.map(([expected]) => expected),
      got: answers.map(([, got]) => got),
    };
  });
