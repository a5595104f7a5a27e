import { describe, expect, it } from "vitest";
import { clockState, readClock, restOf } from "../../../src/domain/ticket/clock-state.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { clock, HOUR, LOOK, MINUTE, NOW, restText, row } from "../../render/sample.ts";

const held = (changed: Partial<TicketRow> = {}): TicketRow =>
  row({
    status: "on_hold",
    resolutionDueAt: null,
    resolutionRiskAt: null,
    rest: restText({ clocks: { response: clock(), resolution: clock({ running: [[NOW - HOUR, NOW - MINUTE]] }) } }),
    ...changed,
  });

const ended = (changed: Partial<TicketRow> = {}): TicketRow =>
  row({
    status: "resolved",
    firstResponseAt: NOW,
    resolvedAt: NOW,
    resolutionRiskAt: null,
    rest: restText({
      clocks: { response: clock({ running: [[NOW - HOUR, NOW]], endedAt: NOW }), resolution: clock({ running: [[NOW - HOUR, NOW]], endedAt: NOW }) },
    }),
    ...changed,
  });

describe("the state of a clock", () => {
  it("is running before 75 % of the target is spent, at risk from then on", () => {
    expect(clockState(row({ resolutionRiskAt: NOW + 1 }), "resolution", NOW)).toBe("running");
    expect(clockState(row({ resolutionRiskAt: NOW }), "resolution", NOW)).toBe("at_risk");
  });

  it("is breached the second after its due, not at it", () => {
    const due = { resolutionRiskAt: NOW - HOUR, resolutionDueAt: NOW };
    expect(clockState(row(due), "resolution", NOW)).toBe("at_risk");
    expect(clockState(row(due), "resolution", NOW + 1)).toBe("breached");
  });

  it("is paused while a hold stops it, and breached even then if it was so before", () => {
    expect(clockState(held(), "resolution", NOW)).toBe("paused");
    expect(clockState(held({ resolutionBreachedAt: NOW - MINUTE }), "resolution", NOW)).toBe("breached");
    expect(readClock(held({ resolutionBreachedAt: NOW - MINUTE }), "resolution", NOW, LOOK.calendarOf).paused).toBe(true);
  });

  it("runs again once a hold's end has passed, recorded or not", () => {
    const row = held({ holdUntil: NOW - MINUTE, resolutionDueAt: NOW + HOUR, resolutionRiskAt: NOW + MINUTE });
    expect(clockState(row, "resolution", NOW)).toBe("running");
    expect(clockState(row, "resolution", NOW - 2 * MINUTE)).toBe("paused");
  });

  it("is met or missed once it has ended, whatever the time", () => {
    expect(clockState(ended(), "resolution", NOW + 1000 * HOUR)).toBe("met");
    expect(clockState(ended({ resolutionBreachedAt: NOW - 1 }), "resolution", NOW)).toBe("missed");
    expect(clockState(ended(), "response", NOW)).toBe("met");
  });

  it("is none where there is no target", () => {
    expect(clockState(row({ resolutionTarget: null }), "resolution", NOW)).toBe("none");
    expect(readClock(row({ responseTarget: null }), "response", NOW, LOOK.calendarOf)).toEqual({
      state: "none",
      paused: false,
      dueAt: null,
      targetSeconds: null,
      elapsedSeconds: null,
      leftSeconds: null,
      breachedAt: null,
    });
  });
});

describe("the reading of a clock", () => {
  it("counts what it spent up to now by its calendar", () => {
    const { elapsedSeconds, leftSeconds, targetSeconds } = readClock(row(), "resolution", NOW, LOOK.calendarOf);
    expect([elapsedSeconds, leftSeconds, targetSeconds]).toEqual([HOUR, 3 * HOUR, 4 * HOUR]);
  });

  it("adds the running interval to the finished ones", () => {
    const resumed = row({
      resolutionLeft: 3 * HOUR,
      rest: restText({
        clocks: {
          response: clock(),
          resolution: clock({
            running: [
              [NOW - 9 * HOUR, NOW - 8 * HOUR],
              [NOW - HOUR, null],
            ],
          }),
        },
      }),
    });
    expect(readClock(resumed, "resolution", NOW, LOOK.calendarOf).elapsedSeconds).toBe(2 * HOUR);
  });

  it("stands still while paused", () => {
    expect(readClock(held({ resolutionLeft: 3 * HOUR }), "resolution", NOW + 50 * HOUR, LOOK.calendarOf).elapsedSeconds).toBe(HOUR);
  });

  it("takes the due for the breach where time alone brought it", () => {
    const late = row({ resolutionRiskAt: NOW - 3 * HOUR, resolutionDueAt: NOW - HOUR });
    expect(readClock(late, "resolution", NOW, LOOK.calendarOf).breachedAt).toBe(NOW - HOUR);
    expect(readClock(row(), "resolution", NOW, LOOK.calendarOf).breachedAt).toBeNull();
  });
});

it("parses what a row keeps aside once while that row is asked", () => {
  const one = row();
  expect(restOf(one)).toBe(restOf(one));
  expect(restOf(row({ rest: restText({ tags: ["vpn"] }) })).tags).toEqual(["vpn"]);
});
