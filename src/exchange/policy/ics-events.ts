import ICAL from "ical.js";

/** A property of an event, with the line of the file it begins on. */
export interface IcsProperty {
  readonly name: string;
  readonly property: ICAL.Property;
  readonly line: number;
}

export interface IcsEvent {
  readonly line: number;
  readonly properties: readonly IcsProperty[];
}

/** What is wrong in a calendar file, as a key of `src/words/policy.en.ts`. */
export class IcsFault extends Error {
  readonly key: string;
  readonly line: number;
  readonly about: Readonly<Record<string, unknown>>;

  constructor(key: string, line: number, about: Readonly<Record<string, unknown>> = {}) {
    super(key);
    this.key = key;
    this.line = line;
    this.about = about;
  }
}

const LONGEST_SHOWN = 60;

/** The lines of the file with what is folded joined again; a folded line begins with a blank. */
function contentLines(text: string): readonly { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .forEach((raw, index) => {
      const last = found.at(-1);
      if (/^[ \t]/.test(raw) && last !== undefined) last.text += raw.slice(1);
      else if (raw.trim() !== "") found.push({ text: raw, line: index + 1 });
    });
  return found;
}

function propertyIn(text: string, line: number): IcsProperty {
  try {
    const property = ICAL.Property.fromString(text);
    // Values are read when they are first asked for.
    property.getValues();
    return { name: property.name, property, line };
  } catch {
    throw new IcsFault("ics.line", line, { text: text.slice(0, LONGEST_SHOWN) });
  }
}

/** The properties that say on which days an event lies. */
const WANTED = /^(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|UID|SUMMARY|STATUS|TRANSP)[;:]/i;

/** The events of a calendar file, in its order; alarms, zones and tasks are passed over. Throws an `IcsFault`. */
export function icsEvents(text: string): readonly IcsEvent[] {
  const events: IcsEvent[] = [];
  const open: { readonly name: string; readonly line: number }[] = [];
  let properties: IcsProperty[] = [];
  for (const { text: content, line } of contentLines(text)) {
    const [, word = "", name = ""] = /^(BEGIN|END):\s*([^\s;:]+)\s*$/i.exec(content) ?? [];
    const inner = open.at(-1);
    if (word === "" && !/^[A-Za-z0-9-]+[;:]/.test(content)) throw new IcsFault("ics.line", line, { text: content.slice(0, LONGEST_SHOWN) });
    if (word.toUpperCase() === "BEGIN") {
      if (inner === undefined && name.toUpperCase() !== "VCALENDAR") throw new IcsFault("ics.no_calendar", line);
      open.push({ name: name.toUpperCase(), line });
      if (open.length === 2) properties = [];
    } else if (word.toUpperCase() === "END") {
      if (inner?.name !== name.toUpperCase()) throw new IcsFault("ics.end", line, { name, open: inner?.name ?? null });
      open.pop();
      if (inner.name === "VEVENT" && open.length === 1) events.push({ line: inner.line, properties });
    } else if (inner === undefined) throw new IcsFault("ics.no_calendar", line);
    else if (inner.name === "VEVENT" && open.length === 2 && WANTED.test(content)) properties.push(propertyIn(content, line));
  }
  const [left] = open;
  if (left !== undefined) throw new IcsFault("ics.not_ended", left.line, { name: open.at(-1)!.name });
  if (events.length === 0) throw new IcsFault("ics.no_events", 1);
  return events;
}
