import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TicketEvent } from "../../src/domain/ticket/event.ts";
import { eventOf, storedData } from "../../src/store/event-rows.ts";
import { live, steps } from "../domain/ticket/any-life.ts";

const ENVELOPE = { number: 1, version: 1, at: 0, recordedAt: 0, operation: 1, by: "sari", texts: {} } as const;
const again = (event: TicketEvent): TicketEvent => eventOf({ ...event, data: storedData(event), texts: null });

describe("what is stored of an event", () => {
  it("gives its data back, whatever was done to a ticket", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const event of live(all).at(-1)?.history ?? []) expect(again(event).data).toEqual(event.data);
      }),
      { numRuns: 100 },
    );
  });

  it("leaves out what is usual, and keeps what clears a field", () => {
    expect(storedData({ ...ENVELOPE, type: "assigned", data: { group: "network", assignee: null } })).toBe('{"group":"network"}');
    expect(storedData({ ...ENVELOPE, type: "closed", data: { confirmedBy: "agent", category: "network/vpn", satisfaction: null } })).toBe(
      '{"category":"network/vpn"}',
    );
    const cleared = { ...ENVELOPE, type: "edited", data: { set: { site: null }, nextUpdateAt: null } } as const;
    expect(storedData(cleared)).toBe('{"nextUpdateAt":null,"set":{"site":null}}');
    expect(again(cleared).data).toEqual(cleared.data);
  });

  it("keeps a priority and its targets as one short list", () => {
    const targets = { response: { seconds: 900, calendar: "always" }, resolution: null };
    const overridden = { ...ENVELOPE, type: "overridden", data: { priority: "high", rank: 1, targets, until: null } } as const;
    expect(storedData(overridden)).toBe('{"aim":["high",1,[900,"always"],null]}');
    expect(again(overridden).data).toEqual(overridden.data);
  });
});
