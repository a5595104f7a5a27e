import { addService, type Calendar, closedDays, isOpen, nextClosing, nextOpening, serviceSeconds } from "./calendar.ts";
import { type CountedSlice, countedSlices } from "./counted.ts";
import type { Instant } from "./instant.ts";

/** What is asked of a calendar: when so much service time has passed, how much passes until then, or whether it is open. */
export type Question = { readonly asks: "due"; readonly seconds: number } | { readonly asks: "elapsed"; readonly to: Instant } | { readonly asks: "open" };

/** What a calendar answers, and what the answer is made of. */
export interface Calculation {
  readonly asks: Question["asks"];
  readonly from: Instant;
  /** The other end: the due instant, or the one that was given; null where only opening was asked about. */
  readonly to: Instant | null;
  /** Service time between the two, negative where `to` comes first; null as above. */
  readonly seconds: number | null;
  readonly open: boolean;
  /** When it next opens, or closes where it is open; null: never. */
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  /** Oldest first, whichever end comes first; null: too many years for anybody to read. */
  readonly slices: readonly CountedSlice[] | null;
  readonly closedDays: readonly string[];
}

/** A hundred years: above that nobody reads day by day. */
const TOLD_SECONDS = 36_525 * 86_400;

/** The openings between two instants in whichever order. */
const counted = (calendar: Calendar, from: Instant, to: Instant): readonly CountedSlice[] | null =>
  Math.abs(to - from) > TOLD_SECONDS ? null : countedSlices(calendar, [[Math.min(from, to), Math.max(from, to)]]);

/** Asks a calendar; null: it is not open for so long, within some 400 years. */
export function calculate(calendar: Calendar, from: Instant, question: Question): Calculation | null {
  const open = isOpen(calendar, from);
  const common = {
    asks: question.asks,
    from,
    open,
    opensAt: open ? null : nextOpening(calendar, from),
    closesAt: open ? nextClosing(calendar, from) : null,
  };
  if (question.asks === "open") return { ...common, to: null, seconds: null, slices: [], closedDays: [] };
  const to = question.asks === "due" ? addService(calendar, from, question.seconds) : question.to;
  if (to === null) return null;
  return {
    ...common,
    to,
    seconds: question.asks === "due" ? question.seconds : serviceSeconds(calendar, from, to),
    slices: counted(calendar, from, to),
    closedDays: closedDays(calendar, Math.min(from, to), Math.max(from, to)),
  };
}
