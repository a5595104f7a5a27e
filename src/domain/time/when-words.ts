import { ENGLISH } from "./when-en.ts";
import { INDONESIAN } from "./when-id.ts";

/** The words of both languages together: whoever sits at the desk may type either. */

const LANGUAGES = [ENGLISH, INDONESIAN] as const;
type Lists = "now" | "vagueUnits" | "before" | "after" | "within" | "next" | "last" | "atHour";

const all = (list: Lists): ReadonlySet<string> => new Set(LANGUAGES.flatMap((language) => language[list]));
const either = (list: Lists): string => [...all(list)].join("|");

export const NOW = all("now");
export const VAGUE_UNITS = all("vagueUnits");
export const NEXT = all("next");
export const LAST = all("last");
export const DAY_WORDS: ReadonlyMap<string, number> = new Map(LANGUAGES.flatMap((language) => language.days));
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) => language.weekdays.flatMap((names, weekday) => names.map((name) => [name, weekday] as const))),
);
export const UNITS: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((language) => Object.entries(language.units).flatMap(([unit, names]) => names.map((name) => [name, unit] as const))),
);
export const DAY_PARTS = LANGUAGES.flatMap((language) => language.dayParts);

/** `2h ago`, `2 jam lalu`. */
export const AGO = new RegExp(`^(.+) (?:${either("before")})$`);
/** `30 menit lagi`. */
export const LATER = new RegExp(`^(.+) (?:${either("after")})$`);
/** `in 30m`, `dalam 30 menit`. */
export const WITHIN = new RegExp(`^(?:${either("within")}) (.+)$`);
/** `jam 9`, `at 09:00`. */
export const AT_HOUR = new RegExp(`^(?:${either("atHour")}) (.+)$`);

/** A text in the one form the rest reads: lower case, single spaces, phrases replaced. */
export function plainWords(text: string): string {
  let plain = text.trim().replace(/\s+/g, " ").toLowerCase();
  for (const { phrases } of LANGUAGES) for (const [from, to] of phrases) plain = plain.replace(from, to);
  return plain;
}
