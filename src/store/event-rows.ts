import type { EventType, Texts, TicketEvent } from "../domain/ticket/event.ts";

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

/** A text with its salt, or what a redaction left of it: its digest. */
export type Sealed = readonly [salt: string, text: string] | readonly [salt: null, digest: string];

const NO_TEXTS: Texts = {};

function openTexts(column: string): Texts {
  const sealed = JSON.parse(column) as Readonly<Record<string, Sealed>>;
  const texts: Record<string, string | null> = {};
  for (const field of Object.keys(sealed)) {
    const [salt, text] = sealed[field] as Sealed;
    texts[field] = salt === null ? null : text;
  }
  return texts;
}

/** The event of a row. */
export function eventOf({ number, version, operation, type, at, recordedAt, by, data, texts }: EventRow): TicketEvent {
  const { $: _digests, ...stated } = JSON.parse(data) as { readonly $?: unknown };
  return { number, version, at, recordedAt, operation, by, type, data: stated, texts: texts === null ? NO_TEXTS : openTexts(texts) } as TicketEvent;
}
