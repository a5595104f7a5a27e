/** What a language calls the things a time is said with. Everything in lower case, single spaces. */
export interface TimeWords {
  /** Phrases said with other words of either language, or with a shorter one; replaced first, in this order. */
  readonly phrases: readonly (readonly [from: RegExp, to: string])[];
  readonly now: readonly string[];
  /** A day by its distance from today. */
  readonly days: readonly (readonly [word: string, distance: number])[];
  /** From Sunday on. */
  readonly weekdays: readonly (readonly string[])[];
  /** By the letter `parseDuration` knows them by. */
  readonly units: Readonly<Record<"s" | "m" | "h" | "d" | "w" | "bh" | "bd", readonly string[]>>;
  /** Too long to be the same every time. */
  readonly vagueUnits: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly within: readonly string[];
  readonly next: readonly string[];
  readonly last: readonly string[];
  /** Said in front of a time of day, so that a bare hour is one. */
  readonly atHour: readonly string[];
  /** Part of a day said behind an hour: the hours it goes with, and what to add to those below 12. */
  readonly dayParts: readonly (readonly [word: string, from: number, to: number, add: number])[];
}

export const ENGLISH: TimeWords = {
  phrases: [
    [/\bday after tomorrow\b/g, "lusa"],
    [/\bday before yesterday\b/g, "2 days back"],
    [/\b(?:business|working|service) (?=hours?\b|days?\b)/g, "b"],
    [/\b(?:an?|one) (?=second|minute|hour|day|week|bhour|bday)/g, "1 "],
    [/^on (?=[a-z])/g, ""],
  ],
  now: ["now"],
  days: [
    ["today", 0],
    ["tomorrow", 1],
    ["yesterday", -1],
    ["2 days back", -2],
  ],
  weekdays: [
    ["sunday", "sun"],
    ["monday", "mon"],
    ["tuesday", "tue", "tues"],
    ["wednesday", "wed"],
    ["thursday", "thu", "thur", "thurs"],
    ["friday", "fri"],
    ["saturday", "sat"],
  ],
  units: {
    s: ["s", "sec", "secs", "second", "seconds"],
    m: ["m", "min", "mins", "minute", "minutes"],
    h: ["h", "hr", "hrs", "hour", "hours"],
    d: ["d", "day", "days"],
    w: ["w", "wk", "wks", "week", "weeks"],
    bh: ["bh", "bhour", "bhours"],
    bd: ["bd", "bday", "bdays"],
  },
  vagueUnits: ["month", "months", "year", "years"],
  before: ["ago"],
  after: ["from now"],
  within: ["in"],
  next: ["next"],
  last: ["last"],
  atHour: ["at"],
  dayParts: [
    ["am", 1, 11, 0],
    ["pm", 1, 12, 12],
  ],
};
