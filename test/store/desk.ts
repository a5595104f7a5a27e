import type { Batch, Reads, RegisterState, Tx } from "../../src/app/ports.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import type { EventData, EventType, Fresh, Texts, TicketEvent } from "../../src/domain/ticket/event.ts";
import { describedIn, fold } from "../../src/domain/ticket/fold.ts";
import type { TicketRow } from "../../src/domain/ticket/row.ts";
import { rowOf } from "../../src/domain/ticket/row-of.ts";
import type { SqliteOptions } from "../../src/store/sqlite.ts";

/** 2026-11-24T02:41:05Z, a Tuesday. */
export const NOW = 1_795_488_065;
export const MIGRATIONS = `${import.meta.dirname}/../../migrations`;
export const OPTIONS: SqliteOptions = { migrations: MIGRATIONS, create: "file", name: "desk", now: NOW };
export const READING: SqliteOptions = { ...OPTIONS, create: "no" };
export const WAIT = { timeoutSeconds: 60, onWait: () => undefined };

const calendarOf = (_terms: number, name: string) => DEFAULT_POLICY.calendars[name]!;

export const refold = (history: readonly TicketEvent[]): TicketRow => rowOf(fold(history), calendarOf);

const AIM = {
  priority: "medium",
  rank: 2,
  targets: { response: { seconds: 3600, calendar: "office" }, resolution: { seconds: 28_800, calendar: "office" } },
} as const;

/** The facts of a plain incident, to be varied. */
const PLAIN: EventData["logged"] = {
  ...AIM,
  type: "incident",
  impact: "medium",
  urgency: "medium",
  category: "unclassified",
  service: null,
  site: null,
  ci: null,
  refs: [],
  channel: "phone",
  tags: [],
  major: false,
  parent: null,
  key: null,
  downAt: null,
  upAt: null,
  computed: "medium",
  terms: 1,
  group: null,
  assignee: null,
};

export const logged = (data: Partial<EventData["logged"]> = {}, texts: Texts = {}): Fresh => ({
  type: "logged",
  data: { ...PLAIN, ...data },
  texts: { title: "The printer on floor 3 is jammed", requester: "Budi Santoso", ...texts },
});
export const happened = <T extends EventType>(type: T, data: EventData[T], texts: Texts = {}): Fresh => ({ type, data, texts }) as unknown as Fresh;

/** An operation as `by` runs it. */
export const operation = (verb: string, by = "ratna", more: Partial<Batch["operation"]> = {}): Batch["operation"] => ({
  verb,
  recordedAt: NOW,
  actor: by,
  via: "os-user",
  heldClock: false,
  policy: 1,
  undoes: null,
  run: null,
  result: null,
  ...more,
});

const placed = (
  events: readonly Fresh[],
  number: number,
  version: number,
  state: RegisterState,
  { recordedAt, actor }: Batch["operation"],
  at = recordedAt,
): readonly TicketEvent[] =>
  events.map(
    (event, index) =>
      ({
        number,
        version: version + index + 1,
        at,
        recordedAt,
        operation: state.operations + 1,
        by: actor,
        type: event.type,
        data: event.data,
        texts: event.texts ?? {},
      }) as TicketEvent,
  );

/** One ticket's part of a batch: what happens to a new ticket, or to one that has a history. */
export async function change(reads: Reads, number: number, events: readonly Fresh[], op: Batch["operation"], at?: number): Promise<Batch["tickets"][number]> {
  const history = (await reads.histories([number])).get(number) ?? [];
  const [before] = await reads.tickets([number]);
  const fresh = placed(events, number, history.length, await reads.state(), op, at);
  const whole = [...history, ...fresh];
  const after = refold(whole);
  const textual = before === undefined || fresh.some((event) => Object.keys(event.texts).length > 0);
  return { before: before ?? null, after, fresh, text: textual ? { title: after.title, body: describedIn(whole) ?? "" } : null };
}

/** Logs a ticket in an operation of its own; its number. */
export async function log(tx: Tx, data: Partial<EventData["logged"]> = {}, texts: Texts = {}, op = operation("log")): Promise<number> {
  const number = (await tx.state()).numbers + 1;
  const people = [{ name: texts.requester ?? "Budi Santoso", contact: texts.contact ?? null }];
  await tx.save({ operation: op, tickets: [await change(tx, number, [logged(data, texts)], op)], people });
  return number;
}

/** Does the same to several tickets in one operation. */
export async function act(tx: Tx, numbers: readonly number[], events: readonly Fresh[], op: Batch["operation"]): Promise<void> {
  const tickets: Batch["tickets"][number][] = [];
  for (const number of numbers) tickets.push(await change(tx, number, events, op));
  await tx.save({ operation: op, tickets, people: [] });
}
