import { foldName } from "../domain/fold-name.ts";
import { wordsIn } from "../domain/learn/words.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { tellingIn, tellingWords } from "./alike.ts";
import type { Reads } from "./ports.ts";
import { similarTo } from "./similar.ts";

/** So many tickets like a text are looked at more closely. */
const LOOKED_AT = 20;
const TITLE_WORDS = 200;
/** A word that is only in the body counts for less than one of the title. */
const IN_BODY = 0.6;
/** A single word in common is chance unless it is most of what was told. */
const MOST = 0.5;
const SOME = 0.4;
const SEVERAL = 2;
/** People looked up by a word that may be a name. */
const PEOPLE = 20;

/** Whether a known person is called by a word. */
async function isName(reads: Reads, word: string): Promise<boolean> {
  const people = await reads.peopleLike(foldName(word), PEOPLE);
  return people.some(({ name }) => wordsIn(name, PEOPLE).includes(word));
}

/**
 * Open tickets that may be the same trouble as a text tells of, whose first line is its title, the likest first. Stricter
 * than what is alike: the titles have words in common that say more than chance, and who it happened to says nothing.
 */
export async function openTwins(reads: Reads, text: string, limit: number): Promise<readonly TicketRow[]> {
  const alike = await similarTo(reads, { text, not: null, openOnly: true, limit: LOOKED_AT });
  if (alike.length === 0) return [];
  const told = tellingWords(text);
  const heading = new Set(tellingWords(text.split("\n", 1)[0] ?? ""));
  const shared = new Set(alike.flatMap((ticket) => ticket.shared));
  const names = new Set<string>();
  for (const word of told.filter((one) => shared.has(one))) if (await isName(reads, word)) names.add(word);
  const words = told.some((word) => !names.has(word)) ? told.filter((word) => !names.has(word)) : told;
  const insight = await reads.insight();
  const found = new Map((await tellingIn(reads, insight, words.join(" "), "take")).map(({ word, weight }) => [word, weight]));
  const rarest = Math.max(0, ...found.values());
  const weights = new Map<string, number>();
  // A word no ticket has is as rare as any; one that is in too many to be searched for says nothing.
  for (const word of words) weights.set(word, found.get(word) ?? ((await insight.newestWith(word, 1)).length === 0 ? rarest : 0));
  const sum = (some: readonly string[]): number => some.reduce((all, word) => all + (weights.get(word) ?? 0), 0);
  /** How much of some words a ticket has, the title by itself counting as much as all that was told. */
  const share = (some: readonly string[], title: ReadonlySet<string>, common: readonly string[]): number => {
    const whole = sum(some);
    const inBody = some.filter((word) => !title.has(word) && common.includes(word));
    return whole === 0 ? 0 : (sum(some.filter((word) => title.has(word))) + IN_BODY * sum(inBody)) / whole;
  };
  return alike
    .flatMap(({ row, shared: common }) => {
      const title = new Set(wordsIn(row.title, TITLE_WORDS));
      const inTitle = words.filter((word) => title.has(word) && (weights.get(word) ?? 0) > 0);
      const score = Math.max(...[words, words.filter((word) => heading.has(word))].map((some) => share(some, title, common)));
      return inTitle.length > 0 && (score > MOST || (inTitle.length >= SEVERAL && score >= SOME)) ? [{ row, score }] : [];
    })
    .sort((a, b) => b.score - a.score || b.row.number - a.row.number)
    .slice(0, limit)
    .map(({ row }) => row);
}
