import { takesFrom } from "../domain/policy/membership.ts";
import type { Is, Query } from "../domain/query/term.ts";
import { compareKeys } from "../domain/sort-key.ts";
import { type Claim, claimOn, pressesMore, takeOrder } from "../domain/ticket/take-order.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Desk } from "./desk.ts";
import type { Reads } from "./ports.ts";

/** The ticket somebody should take now, and what waits behind it. */
export interface NextUp {
  /** Null: there is none. */
  readonly first: Claim | null;
  /** What nobody has and presses more than `first`, which is one's own; null: nothing. */
  readonly passedOver: Claim | null;
  /** Theirs to take, the first included; `held` are those of their own that wait for somebody. */
  readonly counts: { readonly mine: number; readonly unassigned: number; readonly held: number };
}

const is = (...flags: Is["flags"]): Is => ({ kind: "is", not: false, flags });

/** Open tickets that are somebody's own or nobody's. */
const withinReach = (me: string, now: Instant): Query => ({
  terms: [is("open"), is("mine", "unassigned")],
  sort: null,
  text: "is:open is:mine,unassigned",
  me,
  now,
});

/** Finds what somebody should take now, in one pass over the open tickets that are theirs or nobody's. */
export async function nextUp(reads: Reads, desk: Desk, me: string, now: Instant): Promise<NextUp> {
  const taker = { me, now, takesFrom: takesFrom(desk.rules, me, now) };
  const counts = { mine: 0, unassigned: 0, held: 0 };
  let first: Claim | null = null;
  let unassigned: Claim | null = null;
  for await (const row of reads.list({ query: withinReach(me, now), limit: null })) {
    const claim = claimOn(row, taker);
    if (claim === null) continue;
    if (claim === "held") {
      if (row.assignee !== null) counts.held += 1;
      continue;
    }
    counts[claim.claim] += 1;
    if (first === null || compareKeys(takeOrder(claim, now), takeOrder(first, now)) < 0) first = claim;
    if (claim.claim === "unassigned" && (unassigned === null || compareKeys(takeOrder(claim, now), takeOrder(unassigned, now)) < 0)) unassigned = claim;
  }
  const passedOver = first?.claim === "mine" && unassigned !== null && pressesMore(unassigned, first, now) ? unassigned : null;
  return { first, passedOver, counts };
}
