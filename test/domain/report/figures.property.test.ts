import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { AGING } from "../../../src/domain/report/aging.ts";
import { BACKLOG } from "../../../src/domain/report/backlog.ts";
import { groupedBy, KINDS, orderOf } from "../../../src/domain/report/dimension.ts";
import { passed, type Span } from "../../../src/domain/report/period.ts";
import type { Report } from "../../../src/domain/report/report.ts";
import type { Reported } from "../../../src/domain/report/reported.ts";
import { SLA } from "../../../src/domain/report/sla.ts";
import { type Figures, Tally } from "../../../src/domain/report/tally.ts";
import { VOLUME } from "../../../src/domain/report/volume.ts";
import type { TicketEvent } from "../../../src/domain/ticket/event.ts";
import { fold } from "../../../src/domain/ticket/fold.ts";
import { DAY_SECONDS } from "../../../src/domain/time/instant.ts";
import { fixedZone } from "../../../src/domain/time/zone.ts";

const REPORTS: readonly Report[] = [SLA, VOLUME, BACKLOG, AGING];
const ZONE = fixedZone(7 * 3600);
const MONTH = 30 * DAY_SECONDS;
const START = 1_793_466_000; // 2026-11-01 00:00 in Jakarta
const NOW = START + 3 * MONTH;

/** Times meet often, so that what happens at the very end of a period is tried. */
const STEP = 6 * 3600;
const instant = fc.integer({ min: -120, max: 240 }).map((steps) => START + steps * STEP);
const duration = fc.integer({ min: 1, max: 120 }).map((steps) => steps * STEP);
const clock = fc.record({
  target: fc.option(fc.integer({ min: 1, max: 90_000 })),
  due: fc.option(instant),
  breached: fc.boolean(),
  left: fc.integer({ min: -9000, max: 9000 }),
});

/** A ticket whose row and history say the same, though nobody lived it. */
const ticket: fc.Arbitrary<{ readonly t: Reported; readonly history: readonly TicketEvent[] }> = fc
  .record({
    opened: instant,
    steps: fc.array(
      fc.integer({ min: 0, max: 60 }).map((count) => count * STEP),
      { minLength: 1, maxLength: 5 },
    ),
    end: fc.constantFrom("open", "resolved", "closed", "cancelled"),
    void: fc.boolean().map((yes) => (yes ? 1 : 0)),
    response: clock,
    resolution: clock,
    answered: fc.boolean(),
    group: fc.constantFrom(null, "network", "field"),
    priority: fc.constantFrom("high", "medium", "low", "p9"),
    code: fc.constantFrom("fixed", "duplicate"),
    backdated: fc.constantFrom(0, 1),
    number: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ opened, steps, end, response, resolution, answered, code, void: isVoid, ...more }) => {
    // Resolved and reopened in turn; the last step is how it ends.
    const at: number[] = [];
    for (const step of steps) at.push((at.at(-1) ?? opened) + step);
    const bare = { number: more.number, operation: 1, by: "ayu", texts: {} };
    const logged = {
      ...bare,
      version: 1,
      at: opened,
      recordedAt: opened,
      type: "logged",
      data: {
        type: "incident",
        refs: [],
        tags: [],
        targets: { response: null, resolution: null },
        priority: more.priority,
        computed: more.priority,
        rank: 1,
        terms: 1,
      },
    };
    const moves = at.map((when, index) => {
      const kind = index % 2 === 0 ? (index === at.length - 1 && end === "cancelled" ? "cancelled" : "resolved") : "reopened";
      return {
        ...bare,
        version: index + 2,
        at: when,
        recordedAt: when,
        type: kind,
        data: kind === "reopened" ? { targets: { response: null, resolution: null } } : { code },
      };
    });
    const kept = end === "open" ? moves.slice(0, moves.length - (moves.length % 2)) : moves;
    const history = [logged, ...kept] as unknown as readonly TicketEvent[];
    const { status, resolution: resolved, cancellation, reopenCount, updatedAt } = fold(history);
    const closes = end === "closed" && status === "resolved";
    const t: Reported = {
      ...more,
      type: "incident",
      title: "x",
      status: closes ? "closed" : status,
      category: "other",
      service: null,
      site: null,
      assignee: null,
      channel: "phone",
      openedAt: opened,
      firstResponseAt: answered ? opened : (resolved?.at ?? null),
      resolvedAt: resolved?.at ?? null,
      closedAt: closes ? (resolved?.at ?? null) : null,
      cancelledAt: cancellation?.at ?? null,
      updatedAt,
      loggedBy: "ayu",
      resolvedBy: resolved?.by ?? null,
      resolutionCode: resolved === null ? null : code,
      reopenCount,
      reassignmentCount: 0,
      void: isVoid,
      responseTarget: response.target,
      responseDueAt: response.due,
      responseBreachedAt: response.breached ? response.due : null,
      responseLeft: response.left,
      resolutionTarget: resolution.target,
      resolutionDueAt: resolution.due,
      resolutionBreachedAt: resolution.breached ? resolution.due : null,
      resolutionLeft: resolution.left,
    };
    return { t, history };
  });
const tickets = fc.array(ticket, { maxLength: 25 });
type Desk = typeof tickets extends fc.Arbitrary<infer T> ? T : never;

function figures(report: Report, desk: Desk, span: Span, by: (typeof KINDS)[number] | "day" | null = null): Tally {
  const tally = new Tally(report, span, by === null ? null : groupedBy(by, ZONE));
  for (const { t, history } of desk) tally.add(t, report.needsHistory(t, span) ? history : null);
  return tally;
}
const countsOf = ({ counts }: Figures): Readonly<Record<string, number>> => counts;
const sumOf = (all: readonly Figures[]): Readonly<Record<string, number>> => {
  const sum: Record<string, number> = {};
  for (const { counts } of all) for (const [figure, count] of Object.entries(counts)) sum[figure] = (sum[figure] ?? 0) + count;
  return sum;
};
const month = passed({ from: START, to: START + MONTH }, NOW);
const spans = fc.tuple(instant, duration).map(([from, length]) => passed({ from, to: from + length }, NOW));

describe("the figures of a report", () => {
  it.each(REPORTS)("$name: groups add up to the total", (report) => {
    fc.assert(
      fc.property(tickets, spans, fc.constantFrom(...KINDS), (desk, span, by) => {
        const tally = figures(report, desk, span, by);
        const groups = tally.groups();
        if (groups.length > 0) expect(sumOf(groups)).toEqual(countsOf(tally.total()));
        for (const series of report.series)
          expect(groups.reduce((sum, { spreads }) => sum + (spreads[series]?.count ?? 0), 0)).toBe(tally.total().spreads[series]?.count ?? 0);
        expect(groups.map((group) => ({ ...group, count: 0 })).toSorted(orderOf(by, DEFAULT_POLICY))).toHaveLength(groups.length);
      }),
    );
  });

  it.each([
    ["volume", VOLUME, VOLUME.figures],
    ["sla", SLA, SLA.figures.filter((figure) => !figure.endsWith("overdue"))],
  ] as const)("%s: the days of a month add up to it, and so does --by day", (_, report, additive) => {
    const only = (counts: Readonly<Record<string, number>>): object => Object.fromEntries(additive.map((figure) => [figure, counts[figure] ?? 0]));
    fc.assert(
      fc.property(tickets, (desk) => {
        const whole = figures(report, desk, month, "day");
        const days = Array.from({ length: 30 }, (_, day) =>
          figures(report, desk, passed({ from: START + day * DAY_SECONDS, to: START + (day + 1) * DAY_SECONDS }, NOW)).total(),
        );
        expect(only(sumOf(days))).toEqual(only(countsOf(whole.total())));
        expect(only(sumOf(whole.groups()))).toEqual(only(countsOf(whole.total())));
      }),
    );
  });

  it("sla: every clock that ended with a target was met or missed, and none both", () => {
    fc.assert(
      fc.property(tickets, spans, (desk, span) => {
        const total = figures(SLA, desk, span).total();
        const counts = countsOf(total);
        const counted = desk.filter(({ t }) => t.void === 0 && t.status !== "cancelled" && t.resolutionCode !== "duplicate");
        for (const [which, key, target] of [
          ["response", "firstResponseAt", "responseTarget"],
          ["resolution", "resolvedAt", "resolutionTarget"],
        ] as const) {
          const ended = counted.filter(({ t }) => t[key] !== null && t[key] >= span.from && t[key] < span.to);
          expect((counts[`${which}.met`] ?? 0) + (counts[`${which}.missed`] ?? 0)).toBe(ended.filter(({ t }) => t[target] !== null).length);
          expect(counts[`${which}.noTarget`]).toBe(ended.filter(({ t }) => t[target] === null).length);
          expect(total.spreads[`${which}.clockSeconds`]?.count ?? 0).toBe(ended.length);
          expect(counts[`${which}.backdated`]).toBeLessThanOrEqual(counts[`${which}.met`] ?? 0);
        }
        expect(counts.firstContact).toBeLessThanOrEqual(counts.resolved ?? 0);
      }),
    );
  });

  it("backlog: what was open, came in, came back and ended leads to what is open, and one period's end is the next one's beginning", () => {
    fc.assert(
      fc.property(tickets, instant, duration, duration, (desk, from, one, two) => {
        const first = countsOf(figures(BACKLOG, desk, passed({ from, to: from + one }, NOW)).total());
        const second = countsOf(figures(BACKLOG, desk, passed({ from: from + one, to: from + one + two }, NOW)).total());
        const { atStart = 0, cameIn = 0, cameBack = 0, ended = 0, atEnd = 0 } = first;
        expect(atStart + cameIn + cameBack - ended).toBe(atEnd);
        expect(second.atStart).toBe(atEnd);
        expect((first["status.new"] ?? 0) + (first["status.inProgress"] ?? 0) + (first["status.onHold"] ?? 0)).toBe(atEnd);
      }),
    );
  });

  it("backlog and aging: what is open at an instant is what the histories up to then say", () => {
    fc.assert(
      fc.property(tickets, instant, (desk, at) => {
        const span = passed({ from: at - 1, to: at }, NOW);
        const open = desk.filter(({ t, history }) => {
          const past = history.filter((event) => event.at < at);
          return t.void === 0 && past.length > 0 && ["new", "in_progress", "on_hold"].includes(fold(past).status);
        }).length;
        expect(figures(BACKLOG, desk, span).total().counts.atEnd).toBe(open);
        const aging = figures(AGING, desk, span).total().counts;
        expect(aging.open).toBe(open);
        expect(AGING.figures.filter((figure) => figure.startsWith("age.")).reduce((sum, figure) => sum + (aging[figure] ?? 0), 0)).toBe(open);
      }),
    );
  });
});
