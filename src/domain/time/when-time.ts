import { DAY_SECONDS } from "./instant.ts";
import type { WhenFault } from "./when-fault.ts";
import { AT_HOUR, DAY_PARTS } from "./when-words.ts";

/** The time of day a text says; `end`: the end of the desk's day. */
export type TimeOfDay = { readonly kind: "clock"; readonly second: number } | { readonly kind: "end" };

/** Fractions of a second, which other programs write, are dropped: time here is in whole seconds. */
const CLOCK = /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?|\.(\d{2}))$/;
const BARE_HOUR = /^\d{1,2}$/;

/** The time of day a text says; a fault where it is one that no clock shows; null where it is none. */
export function timeOf(text: string): TimeOfDay | { readonly fault: WhenFault } | null {
  const said = AT_HOUR.exec(text)?.[1];
  const time = said ?? text;
  if (time === "eod") return { kind: "end" };
  const [, clock = "", part] = /^([\d:.,]+)(?: ?([a-z]+))?$/.exec(time) ?? [];
  if (part !== undefined && !DAY_PARTS.some(([word]) => word === part)) return null;
  const figures = BARE_HOUR.test(clock) && (said !== undefined || part !== undefined) ? `${clock}:00` : clock;
  const parts = CLOCK.exec(figures);
  if (!parts) return null;
  const minute = Number(parts[2] ?? parts[4]);
  const second = Number(parts[3] ?? 0);
  const hour = part === undefined ? Number(parts[1]) : hourIn(part, Number(parts[1]));
  const ofDay = hour === null ? Number.NaN : hour * 3600 + minute * 60 + second;
  if (minute > 59 || second > 59 || !(ofDay <= DAY_SECONDS)) return { fault: { key: "when.no-such-time", with: { time: text } } };
  return { kind: "clock", second: ofDay };
}

/** The hour of 24 that `9 pm` or `9 malam` means; null where nobody would say it so. */
function hourIn(part: string, hour: number): number | null {
  if (part === "am" && hour === 12) return 0;
  const found = DAY_PARTS.find(([word, from, to]) => word === part && hour >= from && hour <= to);
  return found ? (hour < 12 ? hour + found[3] : hour) : null;
}
