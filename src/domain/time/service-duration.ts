import { parseDuration, secondsOf } from "./duration.ts";

/** `elapsed`: days or weeks by the clock on the wall, which no calendar counts; `unreadable`: no duration. */
export type ServiceDuration = { readonly ok: true; readonly seconds: number } | { readonly ok: false; readonly fault: "elapsed" | "unreadable" };

const MINUS = /^[-\u2212] ?/;

/**
 * The seconds of service time that a text says beside a calendar, where a bare `s`, `m` or `h` is service time: `90s`,
 * `1h30m`, `2bd4bh`, `-3h`. A service day is as long as the calendar's.
 */
export function readServiceDuration(text: string, calendar: { readonly daySeconds: number }): ServiceDuration {
  const said = text.trim();
  const duration = parseDuration(said.replace(MINUS, ""));
  if (duration === null) return { ok: false, fault: "unreadable" };
  if (!duration.service && /[dw]/.test(said)) return { ok: false, fault: "elapsed" };
  const seconds = secondsOf(duration, calendar);
  return { ok: true, seconds: MINUS.test(said) && seconds !== 0 ? -seconds : seconds };
}
