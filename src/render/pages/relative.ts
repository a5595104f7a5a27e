import { formatDistanceStrict } from "date-fns/formatDistanceStrict";
import { enGB } from "date-fns/locale/en-GB";
import { id } from "date-fns/locale/id";
import type { Instant } from "../../domain/time/instant.ts";
import type { Zone } from "../../domain/time/zone.ts";
import { localInstant, relative } from "../due.ts";

export type Language = "en" | "id";
const LOCALES = { en: enGB, id } as const;
const MILLISECONDS = 1000;

/** `2 hours ago`, `in 3 days`, in whole words, rounded down as lists do. */
export const inWords = (at: Instant, now: Instant, language: Language): string =>
  formatDistanceStrict(new Date(at * MILLISECONDS), new Date(now * MILLISECONDS), { addSuffix: true, roundingMethod: "floor", locale: LOCALES[language] });

/** `2026-11-24 15:00 (+07:00), in 3h53m`: as far away as a list says a clock is, so that the two agree. */
export const clockInWords = (at: Instant, now: Instant, zone: Zone, language: Language): string =>
  `${localInstant(zone, at)}, ${language === "en" ? relative(at, now) : inWords(at, now, language)}`;

/** `2026-11-24 15:00 (+07:00), 2 hours ago`. */
export const instantInWords = (at: Instant, now: Instant, zone: Zone, language: Language): string => `${localInstant(zone, at)}, ${inWords(at, now, language)}`;
