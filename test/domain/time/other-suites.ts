import { existsSync, readFileSync } from "node:fs";

/** Cases typed from the suites of ten other projects; they are not part of this one, and without them nothing is run. */
const FILE = new URL("../../../../shared/data/business-hours-vectors.dev.json", import.meta.url);

export type Pair = readonly [string, string];
export interface Vector {
  readonly id: string;
  readonly op: "add" | "between" | "is_open" | "next_open" | "prev_close" | "add_days";
  readonly calendar: string;
  readonly start: string;
  readonly end?: string;
  readonly seconds?: number;
  readonly expected: unknown;
}
export interface Given {
  readonly timezone: string;
  readonly hours: Readonly<Record<string, readonly Pair[]>>;
  readonly holidays: readonly string[];
  readonly date_hours?: Readonly<Record<string, readonly Pair[]>>;
}

/** Where a case is not what this product promises, and why. */
const WORKING_DAYS = "counts whole working days and keeps the time of day; here a service day is so many hours of service time";
export const EXCEPTED: Readonly<Record<string, string>> = {
  "biz-009": WORKING_DAYS,
  "biz-010": WORKING_DAYS,
  "biz-011": WORKING_DAYS,
  "biz-012": WORKING_DAYS,
  "biz-013": WORKING_DAYS,
  "biz-015": "gives 0 for a reversed interval; here it counts negative",
  "moment-business-time-050": "counts the closing instant as open; here spells are half-open",
};

interface OtherSuites {
  readonly calendars: Readonly<Record<string, Given>>;
  readonly vectors: readonly Vector[];
}

/** Null where the cases are not there. */
export const otherSuites = (): OtherSuites | null => (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as OtherSuites) : null);
