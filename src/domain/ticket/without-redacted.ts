import type { TicketEvent } from "./event.ts";

/** A history without the texts that its own redactions name. */
export function withoutRedacted(history: readonly TicketEvent[]): readonly TicketEvent[] {
  const gone = new Map<number, string[]>();
  for (const event of history) if (event.type === "redacted") gone.set(event.data.version, [...(gone.get(event.data.version) ?? []), event.data.field]);
  if (gone.size === 0) return history;
  return history.map((event) => {
    const fields = gone.get(event.version);
    return fields === undefined ? event : { ...event, texts: { ...event.texts, ...Object.fromEntries(fields.map((field) => [field, null])) } };
  });
}
