import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { CLOCKS } from "../../../src/domain/policy/policy.ts";
import { clockState, readClock } from "../../../src/domain/ticket/clock-state.ts";
import type { TicketEvent } from "../../../src/domain/ticket/event.ts";
import { fold } from "../../../src/domain/ticket/fold.ts";
import type { CalendarOf } from "../../../src/domain/ticket/judge.ts";
import { judge } from "../../../src/domain/ticket/judge.ts";
import { LIFECYCLE } from "../../../src/domain/ticket/lifecycle.ts";
import { rowOf, ticketOf } from "../../../src/domain/ticket/row-of.ts";
import type { Clock, Ticket } from "../../../src/domain/ticket/ticket.ts";
import { type Calendar, serviceSeconds } from "../../../src/domain/time/calendar.ts";
import { live, type Moment, steps } from "./any-life.ts";

const RUNS = { numRuns: 100 };
const each = (check: (moment: Moment, before: Moment | null) => void): void =>
  fc.assert(
    fc.property(steps, (all) => {
      const moments = live(all);
      for (const [i, moment] of moments.entries()) check(moment, moments[i - 1] ?? null);
    }),
    RUNS,
  );

const spent = (clock: Clock, at: number): number => clock.running.reduce((sum, [from, to]) => sum + Math.max(0, (to ?? at) - from), 0);
const elapsed = (clock: Clock, at: number, calendarOf: CalendarOf): number =>
  clock.target === null
    ? 0
    : clock.running.reduce(
        (sum, [from, to]) => sum + (at <= from ? 0 : serviceSeconds(calendarOf(clock.terms, clock.target?.calendar ?? ""), from, Math.min(to ?? at, at))),
        0,
      );

describe("whatever is done to a ticket", () => {
  it("its row is the fold of its history", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const last = live(all).at(-1);
        if (last !== undefined) expect(rowOf(fold(last.history), last.calendarOf)).toEqual(last.row);
      }),
      RUNS,
    );
  });

  it("its row gives the ticket back, and that ticket the same row", () => {
    each(({ row, history, calendarOf }) => {
      expect(ticketOf(row)).toEqual(fold(history));
      expect(rowOf(ticketOf(row), calendarOf)).toEqual(row);
    });
  });

  it("its versions count up by one, and its instants never before its opening", () => {
    each(({ history, row }) => {
      expect(history.map((event) => event.version)).toEqual(history.map((_, i) => i + 1));
      expect(Math.min(...history.map((event) => event.at))).toBe(row.openedAt);
    });
  });

  it("its intervals are in order and apart, and only the last still runs", () => {
    each(({ row }) => {
      for (const which of CLOCKS) {
        const { running, endedAt } = ticketOf(row).clocks[which];
        running.forEach(([from, to], i) => {
          expect(to === null ? running.length - 1 : i).toBe(i);
          expect(to ?? from).toBeGreaterThanOrEqual(from);
          expect(from).toBeGreaterThanOrEqual(running[i - 1]?.[1] ?? row.openedAt);
        });
        if (endedAt !== null) expect(running.at(-1)?.[1]).not.toBeNull();
      }
    });
  });

  it("the time it spent never shrinks, but by an undo or a back-dated stop", () => {
    each(({ row, now, undoing, history }, before) => {
      if (before === null || undoing || history.some((event) => event.at !== event.recordedAt)) return;
      for (const which of CLOCKS) expect(spent(ticketOf(row).clocks[which], now)).toBeGreaterThanOrEqual(spent(ticketOf(before.row).clocks[which], before.now));
    });
  });

  it("what a clock reads is the sum of its intervals by its calendar", () => {
    each(({ row, now, calendarOf }) => {
      for (const which of CLOCKS) {
        const clock = ticketOf(row).clocks[which];
        const reading = readClock(row, which, now, calendarOf);
        if (reading.state === "none") continue;
        // A hold ends at its instant, whether or not that has been recorded yet.
        const over = clock.endedAt === null && clock.running.at(-1)?.[1] !== null && row.holdUntil !== null && row.holdUntil <= now;
        const onward: Clock = over ? { ...clock, running: [...clock.running, [row.holdUntil, null]] } : clock;
        expect(reading.elapsedSeconds).toBe(elapsed(onward, Math.max(now, clock.running.at(-1)?.[1] ?? now), calendarOf));
        expect(reading.leftSeconds).toBe((clock.target?.seconds ?? 0) - (reading.elapsedSeconds ?? 0));
      }
    });
  });

  it("due is the first instant at which elapsed reaches the target", () => {
    each(({ row, now, calendarOf }) => {
      for (const which of CLOCKS) {
        const clock = ticketOf(row).clocks[which];
        const { dueAt, state } = readClock(row, which, now, calendarOf);
        if (dueAt === null || clock.target === null) {
          expect(state === "none" || state === "paused").toBe(true);
          continue;
        }
        // A clock that a hold stopped until an end (past it, it reads as running), or that has ended, would have gone on from there.
        const onFrom = clock.endedAt ?? (clock.running.at(-1)?.[1] === null ? null : row.holdUntil);
        const onward: Clock = onFrom === null || dueAt <= onFrom ? clock : { ...clock, running: [...clock.running, [onFrom, null]] };
        expect(elapsed(onward, dueAt, calendarOf)).toBe(clock.target.seconds);
        expect(elapsed(onward, dueAt - 1, calendarOf)).toBeLessThan(clock.target.seconds);
      }
    });
  });

  it("a clock is breached exactly after its due, and missed exactly if it ended after it", () => {
    each(({ row, now, calendarOf }) => {
      for (const which of CLOCKS) {
        const { dueAt, state, breachedAt } = readClock(row, which, now, calendarOf);
        const { endedAt } = ticketOf(row).clocks[which];
        if (state === "none") continue;
        const over = dueAt !== null && dueAt < (endedAt ?? now);
        expect(state === "breached" || state === "missed").toBe(over);
        expect(state === "met" || state === "missed").toBe(endedAt !== null);
        expect(breachedAt).toBe(over ? dueAt : null);
      }
    });
  });

  it("time alone turns running to at risk to breached and never back", () => {
    const ORDER = ["running", "at_risk", "breached"];
    each(({ row, now }) => {
      for (const which of CLOCKS) {
        const states = [0, 3600, 86_400, 10 * 86_400].map((later) => clockState(row, which, now + later));
        const places = states.filter((state) => ORDER.includes(state)).map((state) => ORDER.indexOf(state));
        expect(places).toEqual(places.toSorted());
      }
    });
  });

  it("judging it twice, or a copy of it, says the same", () => {
    each(({ row, calendarOf }) => {
      const ticket = ticketOf(row);
      expect(judge(structuredClone(ticket), calendarOf)).toEqual(judge(ticket, calendarOf));
    });
  });

  it("hold, resolution, closure and clocks agree with its status", () => {
    each(({ row }) => {
      const ticket = ticketOf(row);
      if (ticket.void) return;
      expect(ticket.hold !== null).toBe(ticket.status === "on_hold");
      expect(ticket.resolution !== null).toBe(ticket.status === "resolved" || ticket.status === "closed");
      expect(ticket.closure !== null).toBe(ticket.status === "closed");
      expect(ticket.cancellation !== null).toBe(ticket.status === "cancelled");
      expect(ticket.clocks.resolution.endedAt !== null).toBe(ticket.status === "resolved" || ticket.status === "closed");
      if (ticket.override === null) expect(ticket.priority).toBe(ticket.computedPriority);
      if (ticket.major && LIFECYCLE[ticket.status].start !== undefined) {
        expect(ticket.assignee).not.toBeNull();
        // The first of its day: a policy may have put another before it since.
        expect(["critical", "high"]).toContain(ticket.priority);
      }
    });
  });
});

describe("evolve is total", () => {
  // Out of their order events may name a calendar that the terms of then do not have.
  const { calendars } = DEFAULT_POLICY;
  const calendarOf: CalendarOf = (_, name) => (calendars[name] ?? calendars.office) as Calendar;

  // Events of lives that have nothing to do with each other, in any order, undone at random.
  const shuffled = fc
    .tuple(fc.array(steps, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat(1000)), fc.array(fc.integer({ min: 2, max: 40 }), { maxLength: 5 }))
    .map(([lives, chance, versions]) => {
      const all = lives.flatMap((life) => live(life).at(-1)?.history ?? []);
      const [first, ...rest] = all;
      const mixed = rest.map((event) => [chance.next().value as number, event] as const).toSorted((a, b) => a[0] - b[0]);
      const undone = { ...first, type: "undone", data: { versions }, texts: {} } as TicketEvent;
      return [first, ...mixed.map(([, event]) => event), undone].map((event, i) => ({ ...(event as TicketEvent), version: i + 1 }));
    });

  it("no order of events makes it throw, nor judge, nor the row lose anything", () => {
    fc.assert(
      fc.property(shuffled, (history) => {
        const ticket: Ticket = fold(history);
        const row = rowOf(ticket, calendarOf);
        expect(ticketOf(row)).toEqual(ticket);
        for (const which of CLOCKS) readClock(row, which, row.openedAt + 1e6, calendarOf);
      }),
      { numRuns: 100 },
    );
  });

  it("what is redacted leaves its trace and nothing that throws", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { history = [], calendarOf = null } = live(all).at(-1) ?? {};
        if (calendarOf === null) return;
        const redacted = history.map((event) => ({ ...event, texts: Object.fromEntries(Object.keys(event.texts).map((key) => [key, null])) }) as TicketEvent);
        const ticket = fold(redacted);
        expect(ticket.title).toBe("[redacted]");
        expect(rowOf(ticketOf(rowOf(ticket, calendarOf)), calendarOf)).toEqual(rowOf(ticket, calendarOf));
      }),
      { numRuns: 100 },
    );
  });
});
