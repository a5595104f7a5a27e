import { describe, expect, it } from "vitest";
import { holidayFile } from "../../../src/exchange/policy/holiday-file.ts";

const calendar = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((event) => `BEGIN:VEVENT\r\n${event.replaceAll("\n", "\r\n")}\r\nEND:VEVENT\r\n`).join("")}END:VCALENDAR\r\n`;
const days = (...events: readonly string[]): unknown => {
  const read = holidayFile(calendar(...events));
  return read.ok ? read.dates : { key: read.key, line: read.with.line };
};
const rule = (start: string, text: string): string => `DTSTART;VALUE=DATE:${start}\nRRULE:${text}`;

describe("a file of holidays", () => {
  it.each<readonly [what: string, event: string, dates: readonly string[]]>([
    ["a day", "DTSTART;VALUE=DATE:20260817", ["2026-08-17"]],
    ["several days, the last of which is not counted", "DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260103", ["2026-01-01", "2026-01-02"]],
    ["a duration", "DTSTART;VALUE=DATE:20260101\nDURATION:P2D", ["2026-01-01", "2026-01-02"]],
    ["midnight to midnight", "DTSTART;TZID=Asia/Jakarta:20261225T000000\nDTEND;TZID=Asia/Jakarta:20261226T000000", ["2026-12-25"]],
    ["further dates", "DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20260201,20260301", ["2026-01-01", "2026-02-01", "2026-03-01"]],
    ["weeks without one", `${rule("20260105", "FREQ=WEEKLY;COUNT=3")}\nEXDATE;VALUE=DATE:20260112`, ["2026-01-05", "2026-01-19"]],
    ["the last Monday of May", rule("20260525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20290101"), ["2026-05-25", "2027-05-31", "2028-05-29"]],
    ["a leap day", rule("20240229", "FREQ=YEARLY;UNTIL=20330101"), ["2024-02-29", "2028-02-29", "2032-02-29"]],
    ["a month's last day", rule("20260131", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"), ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["a folded line", "SUMMARY:Independence\n  Day\nDTSTART;VALUE=\n DATE:20260817", ["2026-08-17"]],
    ["before 1970", rule("19690101", "FREQ=YEARLY;UNTIL=19720101"), ["1970-01-01", "1971-01-01", "1972-01-01"]],
  ])("gives %s", (_, event, dates) => {
    expect(days(event)).toEqual(dates);
  });

  it("ends with the year 2100", () => {
    const dates = days(rule("20260817", "FREQ=YEARLY")) as readonly string[];
    expect([dates.length, dates.at(-1)]).toEqual([75, "2100-08-17"]);
  });

  it("moves one day of a recurrence, and leaves out what was cancelled", () => {
    const moved = "UID:a\nRECURRENCE-ID;VALUE=DATE:20270817\nDTSTART;VALUE=DATE:20270818";
    expect(days(`UID:a\n${rule("20260817", "FREQ=YEARLY;COUNT=2")}`, moved, "STATUS:CANCELLED\nDTSTART;VALUE=DATE:20260101")).toEqual([
      "2026-08-17",
      "2027-08-18",
    ]);
  });

  it("passes over alarms, zones and free time of day", () => {
    const alarm = "DTSTART;VALUE=DATE:20260817\nBEGIN:VALARM\nTRIGGER:-PT1H\nDURATION:PT15M\nEND:VALARM";
    const free = "DTSTART:20260329T020000\nDTEND:20260329T030000\nTRANSP:TRANSPARENT";
    const zone =
      "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    const read = holidayFile(calendar(alarm, free).replace("BEGIN:VEVENT", `${zone}BEGIN:VEVENT`));
    expect(read).toEqual({ ok: true, dates: ["2026-08-17"] });
  });

  it.each<readonly [what: string, event: string, key: string, line: number]>([
    ["a rule of ten thousand years, day by day", rule("20260101", "FREQ=DAILY;UNTIL=99991231"), "ics.many", 4],
    ["a rule that began with the calendar", rule("00010101", "FREQ=DAILY"), "ics.date", 4],
    ["a million days one by one", rule("20260101", "FREQ=DAILY;COUNT=1000000"), "ics.many", 4],
    ["a rule of seconds", rule("20260101", "FREQ=SECONDLY"), "ics.rule", 5],
    ["a rule of days that no month has", rule("20260101", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "ics.rule", 5],
    ["the thirtieth of each February", rule("20260101", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"), "ics.rule", 5],
    ["a step without end", rule("20260101", "FREQ=YEARLY;INTERVAL=1000000000"), "ics.rule", 5],
    ["a rule that is none", rule("20260101", "EVERY DAY"), "ics.rule", 5],
    ["an event of eight thousand years", "DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:99991231", "ics.many", 4],
    ["a time of day", "SUMMARY:Party\nDTSTART:20261224T120000", "ics.timed", 5],
    ["a date that does not exist", "DTSTART;VALUE=DATE:20260230", "ics.date", 4],
    ["a date that is none", "DTSTART;VALUE=DATE:soon", "ics.line", 4],
    ["no beginning", "SUMMARY:x", "ics.no_start", 3],
    ["an end before its beginning", "DTSTART;VALUE=DATE:20260103\nDTEND;VALUE=DATE:20260101", "ics.reversed", 5],
  ])("is refused with its line for %s", (_, event, key, line) => {
    expect(days(event)).toEqual({ key, line });
  });

  it.each<readonly [what: string, text: string, key: string, line: number]>([
    ["nothing", "", "ics.no_events", 1],
    ["no events", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "ics.no_events", 1],
    ["another kind of file", "date,name\n2026-08-17,Independence\n", "ics.line", 1],
    ["a file that is cut off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260817\n", "ics.not_ended", 1],
    ["ends that do not fit", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "ics.end", 3],
    ["a line that is none", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n<html>\n", "ics.line", 3],
  ])("is refused where it is %s", (_, text, key, line) => {
    expect(holidayFile(text)).toMatchObject({ ok: false, key, with: { line } });
  });
});
