import { describe, expect, it } from "vitest";
import { compareKeys } from "../../../src/domain/sort-key.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { type Claim, claimOn, NEAR_SECONDS, type Press, takeOrder } from "../../../src/domain/ticket/take-order.ts";
import { ANSWERED, clock, HOUR, MINUTE, NOW, restText, row } from "../../render/sample.ts";

const takes = (me: string) => ({ me, now: NOW, takesFrom: (group: string | null) => group !== "network" });
const AYU = takes("ayu");

/** Answered, and due so many seconds from now; over, where it is negative. */
const due = (seconds: number, changes: Partial<TicketRow> = {}): TicketRow =>
  row({ ...ANSWERED, resolutionDueAt: NOW + seconds, resolutionRiskAt: NOW + seconds - HOUR, ...changes });
const mine = (seconds: number, changes: Partial<TicketRow> = {}): TicketRow => due(seconds, { assignee: "ayu", ...changes });

/** On hold; `paused`: the hold stops the resolution clock. */
function held(changes: Partial<TicketRow>, paused = false): TicketRow {
  const running: readonly (readonly [number, number | null])[] = paused ? [[NOW - HOUR, NOW - MINUTE]] : [[NOW - HOUR, null]];
  return mine(5 * HOUR, {
    status: "on_hold",
    holdReason: "awaiting-vendor",
    holdSince: NOW - MINUTE,
    ...(paused && { paused: 1, resolutionDueAt: null, resolutionRiskAt: null }),
    rest: restText({ clocks: { response: clock({ running: [[NOW - HOUR, NOW - HOUR]], endedAt: NOW - HOUR }), resolution: clock({ running }) } }),
    ...changes,
  });
}

type Expected = readonly [claim: Claim["claim"], press: Press, seconds: number] | "held" | null;

const claims: readonly (readonly [what: string, row: TicketRow, expected: Expected])[] = [
  ["what is hers", mine(HOUR), ["mine", "resolution", HOUR]],
  ["what is hers whatever the case of the name", mine(HOUR, { assignee: "AYU " }), ["mine", "resolution", HOUR]],
  ["what nobody has", due(HOUR), ["unassigned", "resolution", HOUR]],
  ["what nobody has in a group of hers", due(HOUR, { group: "second-line" }), ["unassigned", "resolution", HOUR]],
  ["not what nobody has in a group of others", due(HOUR, { group: "network" }), null],
  ["what is hers in a group of others", mine(HOUR, { group: "network" }), ["mine", "resolution", HOUR]],
  ["not what somebody else has", due(HOUR, { assignee: "budi" }), null],
  ["the response while nobody has answered", row({ responseDueAt: NOW + MINUTE }), ["unassigned", "response", MINUTE]],
  ["the resolution where it comes before the response", row({ resolutionDueAt: NOW + MINUTE }), ["unassigned", "resolution", MINUTE]],
  ["a clock that is over, rather than one that comes", row({ responseDueAt: NOW - MINUTE, responseRiskAt: NOW - HOUR }), ["unassigned", "response", -MINUTE]],
  ["an update promised before the clock is due", mine(HOUR, { nextUpdateAt: NOW + MINUTE }), ["mine", "update", MINUTE]],
  ["an update missed", mine(HOUR, { nextUpdateAt: NOW - MINUTE }), ["mine", "update", -MINUTE]],
  ["the clock where the update comes after it", mine(MINUTE, { nextUpdateAt: NOW + HOUR }), ["mine", "resolution", MINUTE]],
  ["no promise of nobody's", due(HOUR, { nextUpdateAt: NOW + MINUTE }), ["unassigned", "resolution", HOUR]],
  ["its age where it has no clock", mine(0, { responseTarget: null, resolutionTarget: null }), ["mine", "age", -HOUR]],
  ["nothing yet of what waits for a vendor", held({}), "held"],
  [
    "what waits, once its clock is near its due",
    held({ resolutionDueAt: NOW + NEAR_SECONDS, resolutionRiskAt: NOW - HOUR }),
    ["mine", "resolution", NEAR_SECONDS],
  ],
  ["nothing where it is a second further away", held({ resolutionDueAt: NOW + NEAR_SECONDS + 1, resolutionRiskAt: NOW - HOUR }), "held"],
  ["nothing of a breach that others are waited for with", held({ resolutionDueAt: NOW - MINUTE, resolutionRiskAt: NOW - HOUR }), "held"],
  ["nothing of a clock the hold stops", held({}, true), "held"],
  ["what waits, once its hold is about to end", held({ holdUntil: NOW + MINUTE }, true), ["mine", "hold", MINUTE]],
  ["nothing where the hold ends later", held({ holdUntil: NOW + HOUR }, true), "held"],
  ["what waits, once its update is due", held({ nextUpdateAt: NOW + MINUTE }, true), ["mine", "update", MINUTE]],
  ["a major incident that waits no more than another", held({ major: 1, rank: 0 }, true), "held"],
];

describe("Ayu is told to take", () => {
  it.each(claims)("%s", (_, of, expected) => {
    const claim = claimOn(of, AYU);
    expect(claim === null || claim === "held" ? claim : [claim.claim, claim.press, claim.at - NOW]).toEqual(expected);
  });
});

/** Each stands before all below it. */
const order: readonly (readonly [what: string, row: TicketRow])[] = [
  ["a major incident of hers that is over", mine(-HOUR, { major: 1, rank: 0 })],
  ["a major incident of hers, whatever its time", mine(9 * HOUR, { major: 1, rank: 0 })],
  ["hers, over, of the first priority", mine(-MINUTE, { rank: 1 })],
  ["hers, over for long, of the second", mine(-9 * HOUR, { rank: 2 })],
  ["hers, over for less long", mine(-HOUR, { rank: 2 })],
  ["hers, a minute left, of the third", mine(MINUTE, { rank: 3 })],
  ["hers, two minutes left, of the first", mine(2 * MINUTE, { rank: 1 })],
  ["hers, as much left, of the second, and older", mine(2 * MINUTE, { rank: 2, openedAt: NOW - 2 * HOUR })],
  ["hers, the same, logged first", mine(2 * MINUTE, { rank: 2, number: 40 })],
  ["hers, the same, logged later", mine(2 * MINUTE, { rank: 2, number: 41 })],
  ["hers without a time", mine(0, { rank: 1, responseTarget: null, resolutionTarget: null })],
  ["nobody's, over, of the first priority", due(-HOUR, { rank: 1 })],
  ["nobody's, over, of the third", due(-9 * HOUR, { rank: 3 })],
  ["nobody's, a minute left", due(MINUTE, { rank: 3 })],
  ["nobody's, an hour left", due(HOUR, { rank: 1 })],
  ["nobody's without a time", due(0, { rank: 1, responseTarget: null, resolutionTarget: null })],
];

describe("what is taken first", () => {
  const keys = order.map(([, of]) => takeOrder(claimOn(of, AYU) as Claim, NOW));
  it.each(order.map(([what], index) => [what, index] as const))("%s", (_, index) => {
    expect(keys.slice(index + 1).filter((other) => compareKeys(keys[index]!, other) >= 0)).toEqual([]);
    expect(compareKeys(keys[index]!, keys[index]!)).toBe(0);
  });
});
