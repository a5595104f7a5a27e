import type { TicketRow } from "../../domain/ticket/row.ts";
import { cleanLine } from "../../render/clean.ts";
import { pageRoom, room } from "../../render/watch/frame.ts";
import type { Change } from "../../render/watch/news.ts";
import type { Mark, Mode, Size, WatchView } from "../../render/watch/view.ts";
import { widthOf } from "../../render/width.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import type { Key } from "./keys.ts";

/** What a key wants done beyond the screen. */
export type Wish =
  | { readonly do: "leave" }
  | { readonly do: "take"; readonly number: number }
  | { readonly do: "show"; readonly number: number }
  | { readonly do: "note"; readonly number: number; readonly text: string }
  | { readonly do: "filter"; readonly text: string };

export interface Step {
  readonly model: Model;
  readonly wish: Wish | null;
}

/** The screen's state. The chosen ticket is held by its number, so what a key does is done to the ticket that was seen. */
export interface Model extends WatchView {
  /** Where the chosen ticket last stood, for when it has left. */
  readonly at: number;
}

/** A typed line goes no further; a note may be longer by itsm note --note-file. */
const LONGEST = 4000;
const LIST: Mode = { kind: "list" };

export const emptyModel: Model = { query: "", total: 0, rows: [], marks: new Map(), chosen: null, at: 0, top: 0, mode: LIST, status: null, stale: null };

const step = (model: Model, wish: Wish | null = null): Step => ({ model, wish });
const clamped = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** Scrolled so that the chosen ticket is seen, or what was seen still is. */
export function scrolled(model: Model, size: Size): Model {
  const { tickets } = room(model, size);
  const index = model.rows.findIndex(({ number }) => number === model.chosen);
  const wanted = index === -1 ? model.top : Math.max(Math.min(model.top, index), index - tickets + 1);
  const top = clamped(wanted, model.rows.length - tickets);
  const at = index === -1 ? model.at : index;
  const mode = model.mode.kind === "page" ? { ...model.mode, top: clamped(model.mode.top, model.mode.lines.length - pageRoom(size)) } : model.mode;
  return { ...model, top, at, mode };
}

/** A list that was asked for: nothing in it is news, what was marked stays so until it is seen, and the first is chosen unless the one before is there. */
export function begun(model: Model, seen: Pick<Model, "rows" | "total" | "query">): Model {
  const stays = seen.rows.some(({ number }) => number === model.chosen);
  return { ...model, ...seen, chosen: stays ? model.chosen : (seen.rows[0]?.number ?? null), top: stays ? model.top : 0, stale: null };
}

/** The list as it is now, with what is new and changed marked. A chosen ticket that has left leaves nothing chosen, so that no key meets another. */
export function updated(model: Model, seen: Pick<Model, "rows" | "total" | "query">, changes: readonly Change[]): Model {
  const marks = new Map<number, Mark>(model.marks);
  for (const { kind, row } of changes) {
    if (kind === "left") marks.delete(row.number);
    else if (kind === "new") marks.set(row.number, "new");
    else if (marks.get(row.number) === undefined) marks.set(row.number, "changed");
  }
  const index = seen.rows.findIndex(({ number }) => number === model.chosen);
  const first = model.rows.length === 0 ? (seen.rows[0]?.number ?? null) : null;
  return { ...model, ...seen, marks, chosen: index === -1 ? first : model.chosen, at: index === -1 ? model.at : index, stale: null };
}

export const said = (model: Model, status: string): Model => ({ ...model, status });
/** A line that was typed has done its work. */
export const backToList = (model: Model, status: string | null): Model => ({ ...model, mode: LIST, status });

function seenOne(model: Model, number: number): Model {
  const marks = new Map(model.marks);
  marks.delete(number);
  return { ...model, marks };
}

/** The page of a ticket, from its first line. */
export const withPage = (model: Model, number: number, lines: readonly string[]): Model => ({
  ...seenOne(model, number),
  mode: { kind: "page", number, lines, top: model.mode.kind === "page" && model.mode.number === number ? model.mode.top : 0 },
});

function moved(model: Model, by: number): Model {
  const last = model.rows.length - 1;
  if (last < 0) return model;
  const index = model.rows.findIndex(({ number }) => number === model.chosen);
  // With none chosen the first key chooses the one that took the place.
  const to = index === -1 ? clamped(model.at, last) : clamped(index + by, last);
  return { ...model, chosen: (model.rows[to] as TicketRow).number, at: to };
}

/** By how many rows a key moves; null: it does not. */
function movement(key: Key, page: number): number | null {
  if (key.kind === "char") return key.char === "j" ? 1 : key.char === "k" ? -1 : key.char === "g" ? -Infinity : key.char === "G" ? Infinity : null;
  if (key.kind !== "name") return null;
  const by: Readonly<Record<string, number>> = { up: -1, down: 1, pageUp: -page, pageDown: page, home: -Infinity, end: Infinity };
  return by[key.name] ?? null;
}

function inList(model: Model, key: Key, size: Size): Step {
  const by = movement(key, room(model, size).tickets);
  if (by !== null) return step(moved(model, by));
  const chosen = (then: (number: number) => Step): Step => (model.chosen === null ? step(said(model, WATCH_WORDS.noneChosen)) : then(model.chosen));
  if (key.kind === "name" && key.name === "enter") return chosen((number) => step(model, { do: "show", number }));
  if (key.kind === "ctrl" && key.letter === "d") return step(model, { do: "leave" });
  // What is pasted is meant for some other place.
  if (key.kind !== "char") return step(model);
  switch (key.char) {
    case "q":
      return step(model, { do: "leave" });
    case "a":
      return chosen((number) => step(seenOne(model, number), { do: "take", number }));
    case "n":
      return chosen((number) => step({ ...model, mode: { kind: "line", of: "note", number, text: "" } }));
    case "/":
      return step({ ...model, mode: { kind: "line", of: "filter", number: null, text: "" } });
    case " ":
      return step({ ...model, marks: new Map() });
    case "?":
      return step({ ...model, mode: { kind: "keys" } });
    default:
      return step(model);
  }
}

/** Without its last character, and the marks that sit on it. */
function shorter(text: string): string {
  const chars = [...text];
  while (chars.length > 0 && widthOf(chars.pop() as string) === 0);
  return chars.join("");
}

function typed(text: string, key: Key): string {
  if (key.kind === "char") return text + key.char;
  if (key.kind === "paste") return text + cleanLine(key.text);
  if (key.kind === "ctrl") return key.letter === "u" ? "" : key.letter === "w" ? text.replace(/\S*\s*$/, "") : text;
  return key.name === "backspace" ? shorter(text) : text;
}

function inLine(model: Model, mode: Extract<Mode, { kind: "line" }>, key: Key): Step {
  if (key.kind === "name" && key.name === "escape") return step(backToList(model, null));
  if (key.kind === "name" && key.name === "enter") {
    const text = mode.text.trim();
    if (mode.of === "filter") return step(model, { do: "filter", text });
    return text === "" || mode.number === null ? step(backToList(model, null)) : step(model, { do: "note", number: mode.number, text });
  }
  const text = typed(mode.text, key);
  const fits = text.length <= LONGEST;
  return step({
    ...model,
    mode: { ...mode, text: fits ? text : text.slice(0, LONGEST).toWellFormed() },
    status: fits ? model.status : WATCH_WORDS.tooLong(LONGEST),
  });
}

function inPage(model: Model, mode: Extract<Mode, { kind: "page" }>, key: Key, size: Size): Step {
  const page = pageRoom(size);
  const by = key.kind === "char" && key.char === " " ? page : movement(key, page);
  if (by === null) return step(backToList(model, null));
  return step({ ...model, mode: { ...mode, top: clamped(mode.top + by, mode.lines.length - page) } });
}

/** What a key makes of the screen, and what it wants done. */
export function pressed(model: Model, key: Key, size: Size): Step {
  const { mode } = model;
  if (mode.kind === "line") return inLine(model, mode, key);
  if (mode.kind === "page") return inPage(model, mode, key, size);
  if (mode.kind === "keys") return step(backToList(model, null));
  return inList({ ...model, status: null }, key, size);
}
