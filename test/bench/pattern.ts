import { indexedText } from "../../src/app/indexed-text.ts";
import type { TicketEvent } from "../../src/domain/ticket/event.ts";
import { fold } from "../../src/domain/ticket/fold.ts";
import { NO_DUE } from "../../src/domain/ticket/judge.ts";
import { rowOf } from "../../src/domain/ticket/row-of.ts";
import { storedData } from "../../src/store/event-rows.ts";
import { TICKET_KEYS } from "../../src/store/ticket-columns.ts";
import { calendarOf, type History } from "./histories.ts";

/** What a copy of a history puts in its places. */
export interface Copy {
  readonly number: number;
  /** Whole weeks after the first, in seconds: office hours are the same there. */
  readonly shiftSeconds: number;
  /** When its closing operation was recorded. */
  readonly closedAt: number;
  readonly texts: readonly string[];
  readonly salts: readonly string[];
}

/** A value of a copy. */
type Fill<T> = (copy: Copy) => T;

interface EventPattern {
  readonly version: number;
  readonly type: string;
  /** JSON as it is stored and hashed. */
  readonly data: string;
  /** Which place each of its texts comes from; null: it has none. */
  readonly places: Readonly<Record<string, number>> | null;
  readonly texts: Fill<string> | null;
}

interface DonePattern {
  readonly verb: string;
  readonly by: string;
  readonly at: Fill<number>;
  readonly closing: boolean;
  readonly events: readonly EventPattern[];
}

/** A history with holes: everything the tables keep of a ticket, to be filled for any number, week and texts. */
export interface Pattern {
  readonly places: readonly string[];
  readonly done: readonly DonePattern[];
  /** When the last operation before its closing one was recorded. */
  readonly restsAt: Fill<number>;
  readonly closes: boolean;
  /** In the order of `TICKET_KEYS`. */
  readonly row: readonly Fill<string | number | null>[];
  readonly body: Fill<string>;
}

/** Instants lie above it, and nothing else in a history does. */
const INSTANTS_FROM = 1_000_000_000;

const constant =
  <T>(value: T): Fill<T> =>
  () =>
    value;

function instant(at: number, closedAt: number | null): Fill<number> {
  return at === closedAt ? (copy) => copy.closedAt : (copy) => at + copy.shiftSeconds;
}

/** A text with holes: `hole` matches them, `fill` says what stands in each. */
function template(text: string, hole: RegExp, fill: (found: string) => Fill<string | number>): Fill<string> {
  const [first = "", ...rest] = text.split(hole);
  if (rest.length === 0) return constant(text);
  const parts: (readonly [Fill<string | number>, string])[] = [];
  for (let i = 0; i < rest.length; i += 2) parts.push([fill(rest[i] as string), rest[i + 1] as string]);
  return (copy) => {
    let whole = first;
    for (const [value, after] of parts) whole += value(copy) + after;
    return whole;
  };
}

const PLACE = /<<(\d+)>>/;
const INSTANT = /\d{10}/;

const textAt = (place: string): Fill<string> => {
  const at = Number(place);
  return (copy) => copy.texts[at] as string;
};

const placesOf = (event: TicketEvent): Readonly<Record<string, number>> | null => {
  const places = Object.entries(event.texts).map(([field, text]) => [field, Number(PLACE.exec(`${text}`)?.[1])] as const);
  return places.length === 0 ? null : Object.fromEntries(places);
};

function sealedTexts(places: Readonly<Record<string, number>>): Fill<string> {
  const fills = Object.entries(places).map(([field, place], i) => [`${i === 0 ? "{" : ","}"${field}":["`, place] as const);
  return (copy) => {
    let whole = "";
    for (const [start, place] of fills) whole += `${start}${copy.salts[place]}","${copy.texts[place]}"]`;
    return `${whole}}`;
  };
}

function eventPattern(event: TicketEvent): EventPattern {
  const data = storedData(event);
  if (INSTANT.test(data)) throw new Error(`${event.type} carries an instant in its data`);
  const places = placesOf(event);
  return { version: event.version, type: event.type, data, places, texts: places === null ? null : sealedTexts(places) };
}

function column(key: string, value: string | number | null, closedAt: number | null): Fill<string | number | null> {
  if (key === "number") return (copy) => copy.number;
  if (key === "rest" && INSTANT.test(value as string)) throw new Error("a rest tells time by the clock, not from when the ticket was opened");
  if (typeof value === "string") return template(value, PLACE, textAt);
  if (typeof value === "number" && value > INSTANTS_FROM && value !== NO_DUE) return instant(value, closedAt);
  return constant(value);
}

/** The pattern of a history: the domain's own fold and judgement, with what differs between copies taken out. */
export function patternOf({ done, places }: History): Pattern {
  const events = done.flatMap((each) => each.events);
  const row = rowOf(fold(events), calendarOf);
  const closing = done.find((each) => each.closing);
  const closedAt = closing?.at ?? null;
  const resting = done.filter((each) => !each.closing).at(-1);
  if (resting === undefined) throw new Error("a history begins with a log");
  return {
    places,
    done: done.map(({ verb, by, at, closing: shared, events: of }) => ({ verb, by, at: instant(at, closedAt), closing: shared, events: of.map(eventPattern) })),
    restsAt: instant(resting.at, null),
    closes: closing !== undefined,
    row: TICKET_KEYS.map((key) => column(key, row[key], closedAt)),
    body: template(indexedText(row, events).body, PLACE, textAt),
  };
}
