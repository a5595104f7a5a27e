import { type Features, featuresOf } from "../domain/learn/features.ts";
import { UNCLASSIFIED } from "../domain/policy/policy.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { describedIn, fold } from "../domain/ticket/fold.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { type Insight, LEARNT_FIELDS, type LearntField, type LessonChange } from "./insight.ts";
import type { Reads } from "./ports.ts";

/** What a ticket is learnt under. */
type Labelled = Readonly<Record<LearntField, string | null>>;

/** The text that a ticket teaches by, and is asked about: what was reported, not what was said of it later. */
export const taughtText = (title: string, description: string | null): string => (description === null ? title : `${title}\n${description}`);

type Sums<Value> = Map<LearntField, Map<string, Value>>;

/** A change of lessons in the making. */
class Making {
  readonly labels: Sums<{ tickets: number; weight: number }> = new Map();
  readonly words = new Map<string, Sums<number>>();
  readonly tickets = new Map<number, number | null>();

  /** Learns (1) or unlearns (-1) a text under all its labels. */
  add(features: Features, labelled: Labelled, sign: 1 | -1): void {
    let weight = 0;
    for (const one of features.values()) weight += one;
    for (const field of LEARNT_FIELDS) {
      const label = labelled[field];
      if (label === null || label === UNCLASSIFIED) continue;
      const tallies = inner(this.labels, field);
      const was = tallies.get(label) ?? { tickets: 0, weight: 0 };
      tallies.set(label, { tickets: was.tickets + sign, weight: was.weight + sign * weight });
      for (const [word, n] of features) {
        let sums = this.words.get(word);
        if (sums === undefined) {
          sums = new Map();
          this.words.set(word, sums);
        }
        const counts = inner(sums, field);
        counts.set(label, (counts.get(label) ?? 0) + sign * n);
      }
    }
  }
}

function inner<Value>(sums: Sums<Value>, field: LearntField): Map<string, Value> {
  let values = sums.get(field);
  if (values === undefined) {
    values = new Map();
    sums.set(field, values);
  }
  return values;
}

const teaches = (row: TicketRow | undefined): row is TicketRow => row !== undefined && row.status === "closed" && row.void === 0;

/**
 * What has to change so that the lessons hold what tickets teach today: closed ones as they are now, others nothing, and
 * those of `dropped` nothing either. What was learnt is read off the history, which never changes, so it can be taken
 * away again to the last digit.
 */
export async function changeOf(reads: Reads, insight: Insight, numbers: readonly number[], dropped: ReadonlySet<number> = new Set()): Promise<LessonChange> {
  const making = new Making();
  const rows = new Map((await reads.tickets(numbers)).map((row) => [row.number, row]));
  const learnt = await insight.learntAt(numbers);
  const wanted = (number: number): boolean => !dropped.has(number) && teaches(rows.get(number));
  const isCurrent = (number: number): boolean => (wanted(number) ? learnt.get(number) === rows.get(number)?.version : !learnt.has(number));
  const stale = numbers.filter((number) => !isCurrent(number));
  const unlearnt = stale.filter((number) => learnt.has(number));
  const histories = unlearnt.length === 0 ? new Map<number, readonly TicketEvent[]>() : await reads.histories(unlearnt);
  for (const number of unlearnt) {
    const then = (histories.get(number) ?? []).filter(({ version }) => version <= (learnt.get(number) as number));
    const ticket = fold(then);
    making.add(featuresOf(taughtText(ticket.title, describedIn(then))), ticket, -1);
    making.tickets.set(number, null);
  }
  const fresh = stale.filter(wanted);
  const told = await insight.told(fresh);
  for (const number of fresh) {
    const row = rows.get(number) as TicketRow;
    making.add(featuresOf(taughtText(row.title, describedIn(told.get(number) ?? []))), row, 1);
    making.tickets.set(number, row.version);
  }
  return making;
}
