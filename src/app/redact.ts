import { type Redacting, redact } from "../domain/ticket/redact.ts";
import { type Refusal, refuse } from "../domain/ticket/refusal.ts";
import { rowOf } from "../domain/ticket/row-of.ts";
import type { Desk } from "./desk.ts";
import { changeOf } from "./lesson-change.ts";
import type { Item } from "./outcome.ts";
import type { Acting, Planned } from "./plan.ts";
import type { Reads, RedactedText, Tx } from "./ports.ts";
import type { Selected } from "./selection.ts";

/** Plans to take texts out of the histories of tickets, voided ones too. */
export async function planRedact(
  reads: Reads,
  desk: Desk,
  acting: Acting,
  { numbers, meanwhile }: Selected,
  about: Redacting,
  strict: boolean,
): Promise<Planned> {
  const histories = await reads.histories(numbers);
  const rows = new Map((await reads.tickets(numbers)).map((row) => [row.number, row]));
  const stamp = { at: acting.at ?? acting.now, recordedAt: acting.now, operation: desk.state.operations + 1, by: acting.me };
  const items = numbers.map((number): Item => {
    const before = rows.get(number) ?? null;
    const history = histories.get(number);
    const none = { number, before, after: before, events: [], refusals: [] } as const;
    const refused = (refusal: Refusal): Item => ({ ...none, outcome: "refused", refusals: [refusal] });
    if (before === null || history === undefined) return { ...none, outcome: "not_found" };
    if (meanwhile.has(number)) return refused(refuse("changed_meanwhile"));
    const to = redact(history, about, stamp);
    if ("rule" in to) return refused(to);
    if (to.events.length === 0) return strict ? refused(refuse("unchanged")) : { ...none, outcome: "unchanged" };
    return { number, outcome: "changed", refusals: [], before, after: rowOf(to.ticket, desk.calendarOf), events: to.events };
  });
  return { items, also: [] };
}

/** The texts that the events of items take out. */
export const textsGone = (items: readonly Item[]): readonly RedactedText[] =>
  items.flatMap(({ number, events }) => events.flatMap((event) => (event.type === "redacted" ? [{ number, ...event.data }] : [])));

/** Changes what was learnt from tickets by what they teach now; those of `forgotten` teach nothing. */
async function relearnt(tx: Tx, numbers: readonly number[], forgotten: boolean): Promise<void> {
  const insight = await tx.insight();
  const state = await insight.lessonState();
  if (state === null) return;
  const change = await changeOf(tx, insight, numbers, new Set(forgotten ? numbers : []));
  await insight.keepLessons(change, { ...state, tickets: state.tickets + (forgotten ? -1 : 1) * change.tickets.size });
}

/** Takes the texts out of all that is kept beside the tickets: their words are unlearnt while the history still tells them. */
export async function keepRedacted(tx: Tx, items: readonly Item[]): Promise<void> {
  const texts = textsGone(items);
  const learnt = [...(await (await tx.insight()).learntAt([...new Set(texts.map(({ number }) => number))])).keys()];
  if (learnt.length > 0) await relearnt(tx, learnt, true);
  await tx.redact(texts);
  if (learnt.length > 0) await relearnt(tx, learnt, false);
}
