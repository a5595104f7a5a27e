import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onCallAt, type Rota } from "../../../src/domain/policy/rota.ts";
import { type Zone, zoneOf } from "../../../src/domain/time/zone.ts";
import { at, tableOf } from "../time/calendars.ts";

const DAY = 86_400;
const zone = (name: string): Zone => zoneOf({ zone: name, offsets: tableOf(name) });
const JAKARTA = zone("Asia/Jakarta");
const BERLIN = zone("Europe/Berlin");

/** Monday 2 November 2026, 09:00 in Jakarta. */
const WEEKLY: Rota = { group: "network", calendar: "office", starts: at("2026-11-02T09:00+07:00"), turnSeconds: 7 * DAY, people: ["ayu", "budi", "citra"] };
const rota = (changes: Partial<Rota> = {}): Rota => ({ ...WEEKLY, ...changes });
const override = (person: string | null, from: string, until: string) => ({ person, from: at(from), until: at(until) });

const cases: readonly (readonly [what: string, rota: Rota, when: string, expected: readonly [string | null, string | null, string | null, string | null]])[] = [
  ["the first, from the first handover on", rota(), "2026-11-02T09:00+07:00", ["ayu", "2026-11-02T09:00+07:00", "2026-11-09T09:00+07:00", "budi"]],
  [
    "still the one before, a second before the handover",
    rota(),
    "2026-11-09T08:59:59+07:00",
    ["ayu", "2026-11-02T09:00+07:00", "2026-11-09T09:00+07:00", "budi"],
  ],
  ["each in turn, and the first again", rota(), "2026-11-23T12:00+07:00", ["ayu", "2026-11-23T09:00+07:00", "2026-11-30T09:00+07:00", "budi"]],
  ["years later, too", rota(), "2036-11-03T12:00+07:00", ["ayu", "2036-11-03T09:00+07:00", "2036-11-10T09:00+07:00", "budi"]],
  ["nobody before the first handover", rota(), "2026-11-01T12:00+07:00", [null, null, "2026-11-02T09:00+07:00", "ayu"]],
  ["nobody where nobody is listed", rota({ people: [] }), "2026-11-03T09:00+07:00", [null, null, null, null]],
  ["the only one, without an end", rota({ people: ["ayu"] }), "2027-01-01T00:00+07:00", ["ayu", "2026-11-02T09:00+07:00", null, null]],
  [
    "somebody listed twice in a row, over both turns",
    rota({ people: ["ayu", "ayu", "budi"] }),
    "2026-11-10T00:00+07:00",
    ["ayu", "2026-11-02T09:00+07:00", "2026-11-16T09:00+07:00", "budi"],
  ],
  [
    "who stands in, while an override holds",
    rota({ overrides: [override("dewi", "2026-11-04T18:00+07:00", "2026-11-05T06:00+07:00")] }),
    "2026-11-05T02:00+07:00",
    ["dewi", "2026-11-04T18:00+07:00", "2026-11-05T06:00+07:00", "ayu"],
  ],
  [
    "until an override begins",
    rota({ overrides: [override("dewi", "2026-11-04T18:00+07:00", "2026-11-05T06:00+07:00")] }),
    "2026-11-03T02:00+07:00",
    ["ayu", "2026-11-02T09:00+07:00", "2026-11-04T18:00+07:00", "dewi"],
  ],
  [
    "on from an override's end",
    rota({ overrides: [override("dewi", "2026-11-04T18:00+07:00", "2026-11-05T06:00+07:00")] }),
    "2026-11-05T06:00+07:00",
    ["ayu", "2026-11-05T06:00+07:00", "2026-11-09T09:00+07:00", "budi"],
  ],
  [
    "who stands in across a handover",
    rota({ overrides: [override("dewi", "2026-11-08T00:00+07:00", "2026-11-10T00:00+07:00")] }),
    "2026-11-09T12:00+07:00",
    ["dewi", "2026-11-08T00:00+07:00", "2026-11-10T00:00+07:00", "budi"],
  ],
  [
    "the later of two overrides at once",
    rota({
      overrides: [override("dewi", "2026-11-04T00:00+07:00", "2026-11-06T00:00+07:00"), override("eka", "2026-11-05T00:00+07:00", "2026-11-05T12:00+07:00")],
    }),
    "2026-11-05T06:00+07:00",
    ["eka", "2026-11-05T00:00+07:00", "2026-11-05T12:00+07:00", "dewi"],
  ],
  [
    "nobody while an override says so",
    rota({ overrides: [override(null, "2026-11-04T00:00+07:00", "2026-11-05T00:00+07:00")] }),
    "2026-11-04T12:00+07:00",
    [null, "2026-11-04T00:00+07:00", "2026-11-05T00:00+07:00", "ayu"],
  ],
  [
    "the same person where an override changes nothing",
    rota({ overrides: [override("ayu", "2026-11-04T00:00+07:00", "2026-11-11T00:00+07:00")] }),
    "2026-11-03T12:00+07:00",
    ["ayu", "2026-11-02T09:00+07:00", "2026-11-11T00:00+07:00", "budi"],
  ],
  [
    "as if an override that ends before it begins were not there",
    rota({ overrides: [override("dewi", "2026-11-05T00:00+07:00", "2026-11-04T00:00+07:00")] }),
    "2026-11-04T12:00+07:00",
    ["ayu", "2026-11-02T09:00+07:00", "2026-11-09T09:00+07:00", "budi"],
  ],
];

describe("on call is", () => {
  it.each(cases)("%s", (_, of, when, [person, from, until, next]) => {
    const duty = onCallAt(of, JAKARTA, at(when));
    expect({ person: duty.person, from: duty.from, until: duty.until, next: duty.next }).toEqual({
      person,
      from: from === null ? null : at(from),
      until: until === null ? null : at(until),
      next,
    });
  });

  it("said to be an override only where it is against somebody's turn", () => {
    const overrides = [
      override("dewi", "2026-11-04T00:00+07:00", "2026-11-05T00:00+07:00"),
      override("ayu", "2026-11-06T00:00+07:00", "2026-11-07T00:00+07:00"),
    ];
    expect(onCallAt(rota({ overrides }), JAKARTA, at("2026-11-04T12:00+07:00"))).toMatchObject({ override: true, instead: "ayu" });
    expect(onCallAt(rota({ overrides }), JAKARTA, at("2026-11-06T12:00+07:00"))).toMatchObject({ override: false, instead: null });
    const early = rota({ overrides: [override("dewi", "2026-10-04T00:00+07:00", "2026-10-05T00:00+07:00")] });
    expect(onCallAt(early, JAKARTA, at("2026-10-04T12:00+07:00"))).toMatchObject({ person: "dewi", override: true, instead: null });
  });
});

describe("the time of the handover", () => {
  /** The first handover of each day's rota after an instant, by the clocks of Berlin. */
  const untilFrom = (when: string, turnSeconds: number): number =>
    onCallAt({ ...WEEKLY, starts: at("2026-03-02T09:00+01:00"), turnSeconds, people: ["ayu", "budi"] }, BERLIN, at(when)).until as number;

  it("stays 09:00 by the clocks on the wall when they are put forward, and back", () => {
    expect(untilFrom("2026-03-24T00:00+01:00", 7 * DAY)).toBe(at("2026-03-30T09:00+02:00"));
    expect(untilFrom("2026-10-23T00:00+02:00", 7 * DAY)).toBe(at("2026-10-26T09:00+01:00"));
    expect(untilFrom("2026-03-28T12:00+01:00", DAY)).toBe(at("2026-03-29T09:00+02:00"));
    expect(untilFrom("2026-10-24T12:00+02:00", DAY)).toBe(at("2026-10-25T09:00+01:00"));
  });

  it("stays so for half days", () => {
    expect(untilFrom("2026-03-29T01:00+01:00", DAY / 2)).toBe(at("2026-03-29T09:00+02:00"));
    expect(untilFrom("2026-03-29T10:00+02:00", DAY / 2)).toBe(at("2026-03-29T21:00+02:00"));
  });

  it.each(["2026-03-29T02:30+01:00", "2026-10-25T02:30+02:00"])(
    "that the clocks skip, or show twice, leaves somebody on call every hour around (%s)",
    (starts) => {
      const hourly: Rota = { ...WEEKLY, starts: at(starts) - 2 * DAY, turnSeconds: 1, people: ["ayu", "budi"] };
      let last = 0;
      for (let when = at(starts) - 2 * DAY; when < at(starts) + 2 * DAY; when += 600) {
        const { person, from, until } = onCallAt(hourly, BERLIN, when);
        expect(person).not.toBeNull();
        expect(from).toBeLessThanOrEqual(when);
        expect(until).toBeGreaterThan(when);
        expect(until).toBeGreaterThanOrEqual(last);
        last = until as number;
      }
    },
  );
});

describe("any rota", () => {
  const START = at("2026-03-20T09:00+01:00");
  const hours = (most: number) => fc.integer({ min: 0, max: most }).map((count) => count * 3600);
  const person = fc.constantFrom("ayu", "budi", "citra");
  const standIn = fc.record({ person: fc.option(person), from: hours(400), length: hours(100) });
  const any = fc.record({
    people: fc.array(person, { maxLength: 4 }),
    turn: fc.integer({ min: 1, max: 200 }),
    overrides: fc.array(standIn, { maxLength: 4 }),
    at: hours(400),
  });

  it("says when it changes hands: not before, and then to whom it says", () => {
    fc.assert(
      fc.property(any, ({ people, turn, overrides, at: hour }) => {
        const of: Rota = {
          ...WEEKLY,
          starts: START,
          turnSeconds: turn * 3600,
          people,
          overrides: overrides.map(({ person: name, from, length }) => ({ person: name, from: START + from, until: START + from + length })),
        };
        const now = START - 3600 + hour;
        const duty = onCallAt(of, BERLIN, now);
        expect(duty.from ?? now).toBeLessThanOrEqual(now);
        const seen = duty.until ?? now + 100 * DAY;
        expect(seen).toBeGreaterThan(now);
        for (const when of [duty.from ?? now, Math.floor((now + seen) / 2), seen - 1]) expect(onCallAt(of, BERLIN, when).person).toBe(duty.person);
        if (duty.until !== null) {
          expect(onCallAt(of, BERLIN, duty.until)).toMatchObject({ person: duty.next, from: duty.until });
          expect(duty.next).not.toBe(duty.person);
        }
      }),
      { numRuns: 300 },
    );
  });
});
