import { tellingWords } from "../app/alike.ts";
import type { Desk } from "../app/desk.ts";
import type { Item, Result } from "../app/outcome.ts";
import type { Register } from "../app/ports.ts";
import { similarTo } from "../app/similar.ts";
import { idOf } from "../domain/ticket/number.ts";
import { OPEN } from "../domain/ticket/ticket.ts";
import { LOG_WORDS } from "../words/logged.en.ts";
import { tellNewName } from "./new-name.ts";
import type { Program } from "./program.ts";

/** Titles that share so much of their words read alike. */
const ALIKE = 0.6;
const LOOKED_AT = 5;

/** How much of the words of both titles is in each, from 0 to 1. */
function sharedOf(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 0 : a.filter((word) => b.includes(word)).length / all.size;
}

/** Says at a terminal that an open ticket reads like the one just logged. */
async function tellTwin(program: Program, register: Register, { after }: Item): Promise<void> {
  if (after === null || after.parent !== null || !OPEN.includes(after.status)) return;
  const words = tellingWords(after.title);
  const found = await similarTo(register, { text: after.title, not: after.number, openOnly: true, limit: LOOKED_AT });
  const twin = found.find(({ row }) => sharedOf(words, tellingWords(row.title)) >= ALIKE);
  if (twin !== undefined) program.tell(LOG_WORDS.twin(idOf(twin.row)));
}

/** What somebody at a terminal should know of a ticket just logged: that there is one like it, and that its assignee's name is new. */
export async function tellAfterLog(program: Program, register: Register, desk: Desk, result: Result, asked: boolean): Promise<void> {
  const [item] = result.items;
  if (item === undefined) return;
  if (!asked) await tellTwin(program, register, item);
  await tellNewName(program, register, desk, result, [item]);
}
