import type { NextUp } from "../../app/next.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { Claim } from "../../domain/ticket/take-order.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { pressWords, NEXT_WORDS as WORDS } from "../../words/oncall.en.ts";
import { cleanLine } from "../clean.ts";
import { hang } from "../hang.ts";
import type { Tone } from "../paint.ts";
import { priorityWord } from "../priority.ts";
import type { Canvas } from "../table.ts";

/** Below the first line of a fact that needs several. */
const INDENT = 2;

/** An instant as somebody is told it: `in 40m`, `12m ago`. */
export type Spell = (at: Instant) => string;

/** Why a ticket comes next: `yours, resolution breached 12m ago`. */
export function reasonOf({ row, claim, press, at }: Claim, now: Instant, spell: Spell): string {
  return [
    claim === "mine" ? WORDS.mine : WORDS.unassigned(row.group === null ? null : cleanLine(row.group)),
    ...(row.major === 1 ? [WORDS.major] : []),
    ...(row.status === "on_hold" ? [WORDS.held] : []),
    pressWords(press, spell(at), at < now),
  ].join(", ");
}

/** What of nobody's presses more than one's own: `but INC-41 HIGH, which nobody has: response breached 5m ago  itsm start INC-41`. */
export function passedOverLine({ row, press, at }: Claim, now: Instant, spell: Spell): string {
  const group = row.group === null ? null : cleanLine(row.group);
  return WORDS.passedOver({ id: idOf(row), priority: priorityWord(row), group, pressing: pressWords(press, spell(at), at < now) });
}

/** What is typed next. */
export function commandFor({ row, claim, press }: Claim): string {
  const id = idOf(row);
  if (claim === "unassigned") return WORDS.take;
  if (press === "update") return WORDS.update(id);
  if (row.status === "new") return WORDS.start(id);
  return row.status === "on_hold" ? WORDS.resume(id) : WORDS.show(id);
}

const toneOf = ({ press, at, row }: Claim, now: Instant): Tone => (press !== "age" && at < now ? "alarm" : row.major === 1 ? "warn" : "strong");

/** The ticket, why it is next and what waits behind it, what to type: broken between words where the terminal is narrow. */
export function nextPage(first: Claim, { passedOver, counts }: NextUp, now: Instant, spell: Spell, { width, paint }: Canvas): readonly string[] {
  const { row, claim } = first;
  const id = idOf(row);
  const behind = WORDS.behind(counts.mine - (claim === "mine" ? 1 : 0), counts.unassigned - (claim === "unassigned" ? 1 : 0));
  const [head = "", ...rest] = hang(`${id}  ${priorityWord(row)}  ${cleanLine(row.title)}`, width);
  const tone = toneOf(first, now);
  return [
    paint("strong", id) + head.slice(id.length),
    ...rest,
    ...hang(reasonOf(first, now, spell), width, INDENT).map((line) => paint(tone, line)),
    ...(passedOver === null ? [] : hang(passedOverLine(passedOver, now, spell), width, INDENT).map((line) => paint("warn", line))),
    ...(behind === "" ? [] : hang(WORDS.waiting(behind), width, INDENT).map((line) => paint("quiet", line))),
    commandFor(first),
  ];
}
