import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../../world.ts";
import { minimal } from "./minimal.ts";

/** Cases typed from the suites of ten other projects; they are not part of this one, and without them nothing is run. */
const FILE = new URL("../../../../shared/data/business-hours-vectors.dev.json", import.meta.url);

type Spells = readonly (readonly [string, string])[];
interface Vector {
  readonly id: string;
  readonly op: "add" | "between" | "is_open" | "next_open" | "prev_close" | "add_days";
  readonly calendar: string;
  readonly start: string;
  readonly end?: string;
  readonly seconds?: number;
  readonly expected: unknown;
}
interface Given {
  readonly timezone: string;
  readonly hours: Readonly<Record<string, Spells>>;
  readonly holidays: readonly string[];
  readonly date_hours?: Readonly<Record<string, Spells>>;
}

/** Where a case is not what this product promises, and why. */
const WORKING_DAYS = "counts whole working days and keeps the time of day; here a service day is so many hours of service time";
const EXCEPTED: Readonly<Record<string, string>> = {
  "biz-009": WORKING_DAYS,
  "biz-010": WORKING_DAYS,
  "biz-011": WORKING_DAYS,
  "biz-012": WORKING_DAYS,
  "biz-013": WORKING_DAYS,
  "biz-015": "gives 0 for a reversed interval; here it counts negative",
  "moment-business-time-050": "counts the closing instant as open; here spells are half-open",
};

const texts = (spells: Spells): readonly string[] => spells.map(([from, to]) => `${from.slice(0, 5)}-${to.slice(0, 5)}`);
const mapped = (hours: Readonly<Record<string, Spells>>): unknown => Object.fromEntries(Object.entries(hours).map(([day, spells]) => [day, texts(spells)]));

const calendarIn = ({ timezone, hours, holidays, date_hours: dates = {} }: Given): unknown => ({
  timezone,
  hours: mapped(hours),
  holidays,
  dates: mapped(dates),
});

const moved = (instant: string, seconds: number): string => new Date(Date.parse(instant) + seconds * 1000).toISOString().replace(".000Z", "Z");

/** A case as checks of a policy. That the calendar opens at an instant is that a second of service has passed a second later, and not before. */
function checksOf({ id, op, calendar, start, end, seconds = 0, expected }: Vector): readonly unknown[] {
  const due = expected === null ? "never" : String(expected);
  switch (op) {
    case "add":
      return [{ name: id, calendar, from: start, add: `${seconds}s`, due }];
    case "between":
      return [{ name: id, calendar, from: start, to: end, elapsed: `${String(expected)}s` }];
    case "is_open":
      return [{ name: id, calendar, from: start, to: moved(start, 1), elapsed: expected === true ? "1s" : "0s" }];
    case "next_open":
      return [{ name: id, calendar, from: start, add: "1s", due: moved(due, 1) }];
    case "prev_close":
      return [
        { name: id, calendar, from: due, to: start, elapsed: "0s" },
        ...(due === start ? [] : [{ name: `${id} closes`, calendar, from: moved(due, -1), to: start, elapsed: "1s" }]),
      ];
    case "add_days":
      return [];
  }
}

describe.skipIf(!existsSync(FILE))("the cases of other projects, as checks of one policy file", () => {
  let world: World;
  beforeAll(() => {
    world = makeWorld();
  });
  afterAll(() => world.remove());

  it("pass but for those where this product promises something else", async () => {
    const { calendars, vectors } = JSON.parse(readFileSync(FILE, "utf8")) as { calendars: Record<string, Given>; vectors: Vector[] };
    expect(vectors.length).toBe(160);
    const all = Object.fromEntries(Object.entries(calendars).map(([name, given]) => [name, calendarIn(given)]));
    const checks = vectors.filter(({ id }) => EXCEPTED[id] === undefined).flatMap(checksOf);
    const path = join(world.folder, "vectors.yaml");
    const [first = ""] = Object.keys(all);
    writeFileSync(
      path,
      minimal(
        { calendars: `calendars: ${JSON.stringify(all)}`, targets: `targets: [ { resolution: 4h, calendar: ${JSON.stringify(first)} } ]` },
        "tests:",
        ...checks.map((check) => `  - ${JSON.stringify(check)}`),
      ),
    );
    const { stdout, stderr } = await world.itsm(["policy", "test", path, "--json"]);
    const { failed, passed, items } = JSON.parse(stdout) as { failed: number; passed: number; items: { ok: boolean }[] };
    expect({ failed: items?.filter(({ ok }) => !ok), stderr }).toEqual({ failed: [], stderr: `${passed} checks passed\n` });
    expect({ failed, passed }).toEqual({ failed: 0, passed: checks.length });
    expect(checks.length).toBeGreaterThanOrEqual(160 - Object.keys(EXCEPTED).length);
  });
});
