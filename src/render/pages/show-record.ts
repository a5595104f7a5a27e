import { CLOCKS } from "../../domain/policy/policy.ts";
import { readClock, restOf } from "../../domain/ticket/clock-state.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { HEADINGS, RECORD_LABELS as LABELS, SHOW_WORDS as WORDS } from "../../words/headings.en.ts";
import { clockWords, localMinute } from "../due.ts";
import type { Look } from "../field.ts";
import { noteText, type Shown } from "../fields/show.ts";
import type { Labelled } from "../records.ts";
import { titleWords } from "../ticket-table.ts";
import { eventSentence } from "./event-sentence.ts";
import { factRows } from "./facts.ts";
import { instantInWords, inWords, type Language } from "./relative.ts";
import { clockFacts, endOf, howNoted, idsOn, isCounted, LATEST } from "./show.ts";

/** The page of one ticket where it is read out: what the drawn one has, in its order. */
export function showRecord(shown: Shown, look: Look, language: Language): readonly Labelled[] {
  const { ticket, history } = shown;
  const text = (label: string, value: string | null): readonly Labelled[] => (value === null || value === "" ? [] : [[label, value]]);
  const named = (label: string, ...parts: readonly (string | null)[]): Labelled => [label, parts.filter((part) => part !== null).join(", ")];
  return [
    [LABELS.ticket, idOf(ticket)],
    [LABELS.title, titleWords(ticket, look)],
    [LABELS.status, ticket.status],
    [LABELS.type, ticket.type],
    ...(ticket.assignee === null ? [[LABELS.assignee, HEADINGS.nobody] as const] : []),
    ...clockRecords(shown, look, language),
    ...joined(factRows(ticket, look, (at) => instantInWords(at, look.now, look.zone, language))),
    ...text(WORDS.description, shown.description),
    ...text(WORDS.workaround, ticket.workaround),
    ...text(`${WORDS.resolution} (${ticket.resolutionCode})`, ticket.resolutionNote),
    ...text(WORDS.closure, ticket.closureNote),
    ...text(WORDS.review, ticket.review),
    ...text(WORDS.cancelled, restOf(ticket).cancellation?.reason ?? null),
    ...restOf(ticket).affected.map(({ name, contact }) => named(LABELS.affected, name, contact)),
    ...shown.links.map(({ rel, direction, id, title }) => named(direction === "out" ? LABELS.link : LABELS.linkedFrom, `${rel} ${id}`, title)),
    ...shown.children.map((child) => named(LABELS.child, idOf(child), child.status, child.title)),
    ...shown.notes.map((note): Labelled => {
      const head = [localMinute(look.zone, note.at), note.by, howNoted(note), inWords(note.at, look.now, language)].join(", ");
      return [LABELS.note, `${head}: ${noteText(note)}`];
    }),
    ...eventRecords(shown, look),
    ...(history.length > LATEST ? [[WORDS.history, WORDS.earlier(history.length - LATEST)] as const] : []),
  ];
}

const clockRecords = ({ ticket }: Shown, look: Look, language: Language): readonly Labelled[] =>
  CLOCKS.map((which): Labelled => {
    const reading = readClock(ticket, which, look.now, look.calendarOf);
    if (!isCounted(reading)) return [LABELS[which], WORDS.noTarget];
    const { details, moment } = clockFacts(reading, endOf(ticket, which), look, language);
    const words = clockWords(reading.state, reading.dueAt, reading.breachedAt, look.now);
    return [LABELS[which], [words, details, ...(moment === null ? [] : [moment])].join(", ")];
  });

/** A fact without a label says more of the one above it. */
function joined(facts: readonly Labelled[]): readonly Labelled[] {
  const all: Labelled[] = [];
  for (const [label, value] of facts) {
    const last = all.at(-1);
    if (label === "" && last !== undefined) all[all.length - 1] = [last[0], `${last[1]}, ${value}`];
    else all.push([label, value]);
  }
  return all;
}

function eventRecords(shown: Shown, look: Look): readonly Labelled[] {
  const id = idsOn(shown);
  return shown.history
    .slice(-LATEST)
    .toReversed()
    .map((event) => [LABELS.event, `${localMinute(look.zone, event.at)}, ${eventSentence(event, shown.undone.has(event.version), look, id)}`]);
}
