import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../../src/render/field.ts";
import { TICKET_FIELDS } from "../../src/render/fields/ticket.ts";
import { jsonText, objectWriter, quote } from "../../src/render/json.ts";
import { ANSWERED, clock, HOUR, LOOK, MINUTE, NOW, restText, row } from "./sample.ts";

describe("a JSON string", () => {
  it("reads back as it was, whatever it holds", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => JSON.parse(quote(text)) === text));
    const nasty = '\u001b[31m\u0007\u009b\u007f\u200e\u202e\u2028\u2066"\\\n';
    expect(JSON.parse(quote(nasty))).toBe(nasty);
    expect(JSON.parse(jsonText({ nasty }))).toEqual({ nasty });
  });

  it("holds nothing that steers a terminal", () => {
    expect(quote("a\u001b\u009b\u007f\u202e\u2028\u061c")).toBe('"a\\u001b\\u009b\\u007f\\u202e\\u2028\\u061c"');
  });
});

describe("an object", () => {
  const field = (key: string): Field<null> => ({ key, kind: "text", value: () => key });
  const write = (...keys: readonly string[]): unknown => JSON.parse(objectWriter(keys.map(field))(null, LOOK));

  it("nests dotted keys and keeps the order", () => {
    expect(objectWriter(["a", "b.c", "b.d.e", "b.d.f", "g"].map(field))(null, LOOK)).toBe('{"a":"a","b":{"c":"b.c","d":{"e":"b.d.e","f":"b.d.f"}},"g":"g"}');
  });

  it("has each group once, however the keys were ordered", () => {
    expect(objectWriter(["b.x.p", "a", "b.y", "b.x.q"].map(field))(null, LOOK)).toBe('{"b":{"x":{"p":"b.x.p","q":"b.x.q"},"y":"b.y"},"a":"a"}');
    expect(write("a.b.c")).toEqual({ a: { b: { c: "a.b.c" } } });
    expect(write()).toEqual({});
  });
});

it("a ticket has every key, absent ones null", () => {
  const ticket = JSON.parse(objectWriter(TICKET_FIELDS)(row(), LOOK)) as Record<string, unknown>;
  expect(Object.keys(ticket).join(" ")).toBe(
    "number id type title status impact urgency priority computedPriority overridden overrideReason overrideUntil category firstCategory closedCategory service site ci refs group assignee requester contact affectedCount channel tags major parent key occurrences openedAt loggedAt updatedAt firstResponseAt resolvedAt closedAt downAt upAt nextUpdateAt holdReason holdSince holdUntil holdNote workaround resolutionCode resolutionNote resolvedBy confirmedBy closureNote closedBy review satisfaction cancelledAt cancelledBy cancelReason reopenCount reassignmentCount pingPongCount version terms void sla",
  );
  expect(ticket).toMatchObject({ id: "INC-41", major: false, refs: [], assignee: null, openedAt: "2026-11-24T01:41:05Z" });
  expect(ticket.sla).toEqual({
    response: {
      state: "running",
      paused: false,
      dueAt: "2026-11-24T05:41:05Z",
      targetSeconds: 14400,
      elapsedSeconds: 3600,
      leftSeconds: 10800,
      breachedAt: null,
    },
    resolution: {
      state: "running",
      paused: false,
      dueAt: "2026-11-24T05:41:05Z",
      targetSeconds: 14400,
      elapsedSeconds: 3600,
      leftSeconds: 10800,
      breachedAt: null,
    },
  });
});

it("10,000 tickets take little time", () => {
  const clocks = {
    response: clock({ target: { seconds: HOUR, calendar: "office" }, running: [[NOW - 30 * HOUR, NOW - 29 * HOUR]], endedAt: NOW - 29 * HOUR }),
    resolution: clock({
      target: { seconds: 8 * HOUR, calendar: "office" },
      running: [
        [NOW - 30 * HOUR, NOW - 20 * HOUR],
        [NOW - 3 * HOUR, null],
      ],
    }),
  };
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    row({
      ...ANSWERED,
      number: index + 1,
      service: "vpn",
      group: "second-line",
      assignee: "budi",
      workaround: "Use the web gateway until the line card is there.",
      openedAt: NOW - index * MINUTE,
      rest: restText({ tags: ["vpn"], clocks }),
    }),
  );
  const write = objectWriter(TICKET_FIELDS);
  for (const one of rows.slice(0, 200)) write(one, LOOK);
  const before = process.cpuUsage();
  let bytes = 0;
  for (const one of rows) bytes += Buffer.byteLength(write(one, LOOK));
  console.log(`JSONL: ${bytes} bytes, ${process.cpuUsage(before).user / 1000} ms`);
  expect(bytes).toBeGreaterThan(0);
});
