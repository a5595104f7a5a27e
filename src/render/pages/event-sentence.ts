import type { EventType, TicketEvent } from "../../domain/ticket/event.ts";
import { EVENT_SENTENCES, type Told, UNDONE } from "../../words/events.en.ts";
import { cleanLine } from "../clean.ts";
import { localMinute } from "../due.ts";
import type { Look } from "../field.ts";

/** A kind of event without its sentence is a compile error here. */
const SENTENCES: Readonly<Record<EventType, (told: Told) => string>> = EVENT_SENTENCES;

/** What happened, as one line for a terminal. `idOf` names tickets by number. */
export function eventSentence(event: TicketEvent, isUndone: boolean, { zone }: Look, idOf: (number: number) => string): string {
  const told: Told = {
    by: event.by,
    data: event.data as Readonly<Record<string, unknown>>,
    text: (name) => event.texts[name],
    instant: (at) => (typeof at === "number" ? localMinute(zone, at) : String(at)),
    id: (number) => (typeof number === "number" ? idOf(number) : String(number)),
  };
  const sentence = cleanLine(SENTENCES[event.type](told));
  return isUndone ? `${sentence} ${UNDONE}` : sentence;
}
