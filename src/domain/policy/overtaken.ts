import type { Instant } from "../time/instant.ts";

/** A version of the policy and when it begins; null: it came with the register. */
export interface Begun {
  readonly version: number;
  readonly from: Instant | null;
}

/** Whether a version never comes into force because of a later one: that begins no later, and was recorded before the other had begun. */
const isOvertaken = (from: Instant | null, later: { readonly from: Instant | null; readonly recordedAt: Instant }): boolean =>
  from !== null && later.recordedAt < from && (later.from === null || later.from <= from);

/** Whether one of the later versions keeps one that begins at `from` from ever being in force. */
export const neverBegins = (from: Instant | null, later: readonly { readonly from: Instant | null; readonly recordedAt: Instant }[]): boolean =>
  later.some((one) => isOvertaken(from, one));

/** Of versions in order, those still to come at `recordedAt` that one recorded then keeps from ever being in force. */
export const overtakenBy = (earlier: readonly Begun[], from: Instant, recordedAt: Instant): readonly Begun[] =>
  earlier.filter(
    (one, i) =>
      isOvertaken(one.from, { from, recordedAt }) &&
      !neverBegins(
        one.from,
        earlier.slice(i + 1).map((next) => ({ from: next.from, recordedAt })),
      ),
  );
