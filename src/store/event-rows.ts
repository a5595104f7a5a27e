import { canonicalJson } from "../domain/ticket/canonical.ts";
import type { EventData, EventType, Texts, TicketEvent } from "../domain/ticket/event.ts";

/** An event as the tables keep it; `at` and what the operation says are joined in. */
export interface EventRow {
  readonly number: number;
  readonly version: number;
  readonly operation: number;
  readonly type: EventType;
  readonly at: number;
  readonly recordedAt: number;
  readonly by: string;
  readonly data: string;
  readonly texts: string | null;
}

type EventValues = readonly [number, number, number, EventType, number, number, string, string, string | null];

/** What a select of events `e` joined to their operations `o` lists: one JSON array, which costs less than an object for each row. */
export const EVENT_JSON =
  "json_array(e.number, e.version, e.operation, e.type, coalesce(e.at, o.recorded_at, 0), coalesce(o.recorded_at, 0), coalesce(o.actor, ''), e.data, e.texts) as row";

/** The row of what `EVENT_JSON` selected. */
export function readEventRow(json: string): EventRow {
  const [number, version, operation, type, at, recordedAt, by, data, texts] = JSON.parse(json) as EventValues;
  return { number, version, operation, type, at, recordedAt, by, data, texts };
}

/** A text with its salt, or what a redaction left of it: its digest. */
export type SealedText = readonly [salt: string, text: string] | readonly [salt: null, digest: string];

const NO_TEXTS: Texts = {};

/** What a log without these says: left out of the stored JSON, for every ticket has one. */
const UNSAID: Partial<EventData["logged"]> = {
  service: null,
  site: null,
  ci: null,
  refs: [],
  tags: [],
  major: false,
  parent: null,
  key: null,
  downAt: null,
  upAt: null,
  group: null,
  assignee: null,
};

const isUnsaid = (key: string, value: unknown): boolean => key in UNSAID && (value === null || value === false || (Array.isArray(value) && value.length === 0));

/** The JSON an event's data is kept as. */
export const storedData = ({ type, data }: TicketEvent): string =>
  canonicalJson(type === "logged" ? Object.fromEntries(Object.entries(data).filter(([key, value]) => !isUnsaid(key, value))) : data);

function openTexts(column: string): Texts {
  const sealed = JSON.parse(column) as Readonly<Record<string, SealedText>>;
  const texts: Record<string, string | null> = {};
  for (const field of Object.keys(sealed)) {
    const [salt, text] = sealed[field] as SealedText;
    texts[field] = salt === null ? null : text;
  }
  return texts;
}

/** The event of a row. */
export function eventOf({ number, version, operation, type, at, recordedAt, by, data, texts }: EventRow): TicketEvent {
  const stored = JSON.parse(data) as object;
  const stated = type === "logged" ? { ...UNSAID, ...stored } : stored;
  return { number, version, at, recordedAt, operation, by, type, data: stated, texts: texts === null ? NO_TEXTS : openTexts(texts) } as TicketEvent;
}
