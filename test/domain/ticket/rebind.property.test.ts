import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { CLOCKS } from "../../../src/domain/policy/policy.ts";
import { judge } from "../../../src/domain/ticket/judge.ts";
import { rebind } from "../../../src/domain/ticket/rebind.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { rowOf, ticketOf } from "../../../src/domain/ticket/row-of.ts";
import { comparedClocks } from "../../../src/domain/ticket/what-if.ts";
import { live, type Step, steps } from "./any-life.ts";
import { edit, high, hold, log, low, priority, resume, start } from "./commands.ts";
import { calendarOf, t, ticket } from "./story.ts";

const RUNS = { numRuns: 100 };
const command = fc.constantFrom(edit(high, { reason: "r" }), edit(low, { reason: "r" }), priority("high", "because"), priority("low", "because"));
const offset = fc.integer({ min: 1, max: 6 * 86_400 });

/** A life in which a ticket is held and goes on again at these instants in turn, and is changed once at another. */
function lived(turns: readonly number[], changedAt: number, change: typeof command extends fc.Arbitrary<infer C> ? C : never): TicketRow {
  const acts = turns.map((at, i) => ({ at, command: i % 2 === 0 ? hold("awaiting-requester") : resume() }));
  const all = [...acts, { at: changedAt, command: change }].toSorted((a, b) => a.at - b.at);
  const life = all.map(({ at, command: act }, i): Step => ({ after: at - (all[i - 1]?.at ?? 0), ago: 0, swept: false, command: act }));
  return live(life).at(-1)!.row;
}

describe("pauses and changes of the priority", () => {
  it("commute: whenever it is changed, the due that comes of it is the same", () => {
    const life = fc.tuple(fc.uniqueArray(offset, { minLength: 2, maxLength: 8 }), offset, offset, command);
    fc.assert(
      fc.property(life, ([turns, one, other, change]) => {
        const inTurn = turns.toSorted((a, b) => a - b);
        const [a, b] = [lived(inTurn, one, change), lived(inTurn, other, change)];
        expect(a.priority).not.toBe("medium");
        expect(ticketOf(a).clocks.resolution).toEqual(ticketOf(b).clocks.resolution);
        expect([a.resolutionDueAt, a.resolutionBreachedAt, a.resolutionLeft]).toEqual([b.resolutionDueAt, b.resolutionBreachedAt, b.resolutionLeft]);
      }),
      RUNS,
    );
  });
});

describe("a ticket under another policy", () => {
  it("that is its own has the clocks it had, but for those that ended under another target", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { row } of live(all.filter((step) => !("policy" in step)))) {
          const own = ticketOf(row);
          const again = rebind(own, DEFAULT_POLICY, 1);
          for (const which of CLOCKS) if (own.clocks[which].endedAt === null) expect(again.clocks[which]).toEqual(own.clocks[which]);
          expect([again.priority, again.computedPriority, again.rank]).toEqual([own.priority, own.computedPriority, own.rank]);
        }
      }),
      RUNS,
    );
  });

  it("is judged over all its intervals by the other's targets, those that ended too", () => {
    const other = { ...DEFAULT_POLICY, targets: [{ responseSeconds: 60, resolutionSeconds: 3600, calendar: "always" }] };
    const story = ticket().and("mon 09:00", log()).and("mon 09:02", start()).and("mon 09:30", hold("awaiting-requester")).and("tue 09:00", resume());
    const made = rebind(story.ticket, other, 0);
    expect(made.clocks.response.running).toEqual(story.ticket.clocks.response.running);
    const row = judge(made, (_, name) => other.calendars[name]!);
    // Half an hour before the hold, half an hour behind it.
    expect([row.resolutionDueAt, row.responseBreachedAt]).toEqual([t("tue 09:30"), t("mon 09:01")]);
  });

  it("keeps a priority somebody set, and takes the other's matrix otherwise", () => {
    const other = { ...DEFAULT_POLICY, matrix: { ...DEFAULT_POLICY.matrix, medium: { high: "low", medium: "low", low: "low" } } };
    const logged = ticket().and("mon 09:00", log());
    expect(rebind(logged.ticket, other, 0)).toMatchObject({ priority: "low", computedPriority: "low", rank: 3 });
    expect(rebind(logged.and("mon 09:10", priority("high", "the director")).ticket, other, 0)).toMatchObject({
      priority: "high",
      computedPriority: "low",
      rank: 1,
    });
  });

  it("is told by what it does to each clock", () => {
    const policies = (resolution: number, response = 3600) => ({
      ...DEFAULT_POLICY,
      targets: [{ responseSeconds: response, resolutionSeconds: resolution, calendar: "office" }],
    });
    const story = ticket().and("mon 09:00", log()).and("mon 10:30", start());
    const row = rowOf(story.ticket, calendarOf);
    const changes = (policy: typeof DEFAULT_POLICY, now: string) =>
      comparedClocks(
        row,
        rowOf(rebind(story.ticket, policy, 0), (_, name) => policy.calendars[name]!),
        t(now),
      ).map(({ change }) => change);
    // Under its own it responded late, and is due on Tuesday at 09:00.
    expect(changes(DEFAULT_POLICY, "mon 14:00")).toEqual(["same", "same"]);
    expect(changes(policies(3 * 3600), "mon 14:00")).toEqual(["same", "breached"]);
    expect(changes(policies(5 * 3600), "mon 14:00")).toEqual(["same", "at_risk"]);
    expect(changes(policies(9 * 3600, 2 * 3600), "mon 14:00")).toEqual(["recovers", "moved"]);
    expect(changes(policies(40 * 3600), "tue 10:00")).toEqual(["same", "recovers"]);
  });
});
