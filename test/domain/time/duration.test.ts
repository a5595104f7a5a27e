import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHours, formatSeconds, parseDuration, secondsOf } from "../../../src/domain/time/duration.ts";

test.each([
  ["90s", 90],
  ["90m", 5400],
  ["1h30m", 5400],
  ["1h 30m", 5400],
  ["1w2d", 777_600],
  ["2w", 1_209_600],
  ["0s", 0],
  ["36525d", 3_155_760_000],
])("%s is elapsed time", (text, seconds) => {
  expect(parseDuration(text)).toEqual({ seconds, service: false });
});

test.each([
  ["8bh", 28_800, 0],
  ["3bd", 0, 3],
  ["1bd4bh", 14_400, 1],
])("%s is service time, its days kept apart", (text, seconds, days) => {
  expect(parseDuration(text)).toEqual({ seconds, days, service: true });
});

const BAD = ["", " ", "5", "h", "-1h", "+1h", "1.5h", "1,5h", "1H", "1M", "1y", "1h1h", "30m1h", "1d4bh", "4bh1bd", "1bh30m", "1h30", "1 h", "1h,30m", "1e3s"];
test.each([...BAD, "36526d", "36526bd", "9007199254740993s", "99999999999999999999s", "١h", "１h", "1h\n30m", "constructor"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeNull();
});

test("service days are as long as the calendar's", () => {
  const hours = parseDuration("1bd4bh");
  expect(hours && secondsOf(hours, { daySeconds: 28_800 })).toBe(43_200);
});

test("what is written is read back", () => {
  expect([0, 59, 5400, 273_600, 777_600, -90].map(formatSeconds)).toEqual(["0s", "59s", "1h30m", "3d4h", "9d", "-1m30s"]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 3_155_760_000 }), (seconds) => parseDuration(formatSeconds(seconds))?.seconds === seconds));
});

test("tells service time in hours, for a service day is not 24 of them", () => {
  expect([0, 59, 28_800, 86_400, 145_800, -86_400].map(formatHours)).toEqual(["0s", "59s", "8h", "24h", "40h30m", "-24h"]);
});
