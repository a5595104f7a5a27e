import type { Glimpse, Glimpsed, GlimpsedBy } from "../../app/glimpse.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { OPEN } from "../../domain/ticket/ticket.ts";
import { cleanLine } from "../../render/clean.ts";
import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import { type Answer, begins, behind, type Offer, offer, words } from "./offer.ts";

/** Fewer letters are in too many titles. */
const SHORTEST_PIECE = 3;

const about = ({ title, status }: Glimpsed): string => (OPEN.includes(status) ? cleanLine(title) : COMPLETE_WORDS.ended(status, cleanLine(title)));

/** How the number is being written: as `41` or as `INC-41`. Null: it is no number. */
function written(typed: string): { readonly digits: string; readonly prefix: "INC" | "REQ" | null } | null {
  const [, digits] = /^(?:(?:inc|req)-?)?([1-9]\d{0,14}|)$/i.exec(typed) ?? [];
  if (digits !== undefined) return { digits, prefix: /^i/i.test(typed) ? "INC" : /^r/i.test(typed) ? "REQ" : null };
  const prefix = (["INC", "REQ"] as const).find((each) => begins(each, typed));
  return prefix === undefined ? null : { digits: "", prefix };
}

/** Tickets whose numbers begin as typed; null: no number begins so. */
export async function numbered(known: Glimpse, typed: string, among: GlimpsedBy["among"], given: ReadonlySet<number>): Promise<readonly Offer[] | null> {
  const by = written(typed);
  if (by === null) return null;
  const rows = await known.tickets({ digits: by.digits, piece: null, among });
  return rows
    .filter((row) => !given.has(row.number) && (by.prefix === null || idOf(row).startsWith(by.prefix)))
    .map((row) => offer(by.prefix === null ? String(row.number) : idOf(row), about(row)));
}

const numberIn = (word: string): number => Number(/(\d+)$/.exec(word)?.[1] ?? 0);

/** Tickets for a SPEC that is being typed: by number, by a piece of the title, by key, each of a list. */
export async function specAnswer(known: Glimpse, typed: string, among: GlimpsedBy["among"], operands: readonly string[]): Promise<Answer> {
  const from = Math.max(typed.lastIndexOf(",") + 1, typed.lastIndexOf("..") === -1 ? 0 : typed.lastIndexOf("..") + 2);
  if (typed.startsWith("key:")) {
    const keys = await known.marks("key", typed.slice(4));
    return words(keys.map((key) => offer(`key:${key}`)));
  }
  const [before, last] = [typed.slice(0, from), typed.slice(from)];
  if (before === "" && last.startsWith("@")) return words([offer("@last", COMPLETE_WORDS.last)].filter(({ word }) => begins(word, last)));
  const given = new Set([...operands, ...before.split(/,|\.\./)].map(numberIn));
  const found = await numbered(known, last, among, given);
  if (found !== null && (found.length > 0 || last.length < SHORTEST_PIECE)) return words(behind(before, found));
  if (before !== "" || last.length < SHORTEST_PIECE) return words([]);
  const titled = await known.tickets({ digits: "", piece: last, among });
  return { kind: "instead", offers: titled.filter(({ number }) => !given.has(number)).map((row) => offer(String(row.number), about(row))) };
}
