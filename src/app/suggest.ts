import { type Counts, type Guess, guess, type Knowledge, type Tally } from "../domain/learn/bayes.ts";
import { featuresOf } from "../domain/learn/features.ts";
import type { Policy } from "../domain/policy/policy.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Desk } from "./desk.ts";
import { type Insight, LEARNT_FIELDS, type LearntField, type LessonChange } from "./insight.ts";
import { changeOf } from "./lesson-change.ts";
import type { Reads } from "./ports.ts";
import { likest } from "./similar.ts";

/** A value, how likely it is from 0 to 1, and the numbers of closed tickets like the text that bear it, the likest first. */
export interface Suggestion {
  readonly value: string;
  readonly probability: number;
  readonly from: readonly number[];
}

/** Null: nothing that was learnt speaks for any value. */
export interface Suggestions {
  readonly category: Suggestion | null;
  readonly group: Suggestion | null;
  readonly service: Suggestion | null;
}

/** Tickets that were closed since the register last learnt and are taken into account all the same, the newest. */
const UNLEARNT = 100;
/** How many tickets a suggestion names. */
const NAMED = 3;
const LIKE_AT_MOST = 100;

/** Values that the desk's rules of today still know. */
function isCurrent(rules: Policy, field: LearntField, value: string): boolean {
  const known = { category: rules.categories, group: rules.groups, service: rules.services }[field];
  return known.length === 0 || known.includes(value);
}

/** What is kept and what has yet to be learnt, together: labels by key, and a word's weights by them. */
interface Known {
  readonly labelOf: (field: LearntField, key: number) => string;
  readonly knowledgeOf: (field: LearntField) => Knowledge;
}

async function known(insight: Insight, change: LessonChange, words: readonly string[], rules: Policy): Promise<Known> {
  const kept = await insight.labels();
  const counts = await insight.counts(words);
  const vocabulary = ((await insight.lessonState())?.words ?? 0) + change.words.size;
  const fields = new Map(
    LEARNT_FIELDS.map((field) => {
      const keys = new Map<string, number>();
      const tallies = new Map<number, Tally>();
      for (const { id, label, tickets, weight } of kept.filter((one) => one.field === field)) {
        keys.set(label, id);
        tallies.set(id, { tickets, weight });
      }
      for (const [label, { tickets, weight }] of change.labels.get(field) ?? []) {
        // Kept ids count from 1 up, so labels that are new count down.
        const id = keys.get(label) ?? -1 - keys.size;
        const was = tallies.get(id);
        keys.set(label, id);
        tallies.set(id, { tickets: (was?.tickets ?? 0) + tickets, weight: (was?.weight ?? 0) + weight });
      }
      for (const [label, id] of keys) if (!isCurrent(rules, field, label)) tallies.delete(id);
      return [field, { keys, tallies, labels: new Map([...keys].map(([label, id]) => [id, label])) }] as const;
    }),
  );
  const of = (field: LearntField) => fields.get(field) as NonNullable<ReturnType<typeof fields.get>>;
  const countsOf = (field: LearntField, word: string): Counts | undefined => {
    const changed = change.words.get(word)?.get(field);
    const was = counts.get(word);
    if (changed === undefined) return was;
    const sum = new Map(was ?? []);
    for (const [label, n] of changed) {
      const id = of(field).keys.get(label) as number;
      sum.set(id, Math.max(0, (sum.get(id) ?? 0) + n));
    }
    return sum;
  };
  return {
    labelOf: (field, key) => of(field).labels.get(key) as string,
    knowledgeOf: (field) => ({ labels: of(field).tallies, countsOf: (word) => countsOf(field, word), vocabulary }),
  };
}

/**
 * Category, group and service that the desk's own closed tickets suggest for a text whose first line is its title. Reads
 * alone: what has been closed since the register last learnt is taken into account as far as it is little.
 */
export const suggestFor = (reads: Reads, desk: Desk, text: string): Promise<Suggestions> => suggestBut(reads, desk, text, null);

/** The same as if the ticket `not` had never been learnt from. */
export async function suggestBut(reads: Reads, desk: Desk, text: string, not: number | null): Promise<Suggestions> {
  const insight = await reads.insight();
  const features = featuresOf(text);
  const state = await insight.lessonState();
  const fresh = await insight.movedLast(state?.event ?? 0, UNLEARNT);
  const change = await changeOf(reads, insight, not === null ? fresh : [...new Set([...fresh, not])], new Set(not === null ? [] : [not]));
  const { labelOf, knowledgeOf } = await known(insight, change, [...features.keys()], desk.rules);
  const guesses = LEARNT_FIELDS.flatMap((field): readonly (readonly [LearntField, Guess])[] => {
    const [first] = guess(features, knowledgeOf(field));
    return first === undefined ? [] : [[field, first]];
  });
  const rows = guesses.length === 0 ? [] : await likest(reads, text, false, "take", LIKE_AT_MOST, (row) => row.status === "closed" && row.number !== not);
  const suggestionOf = (field: LearntField): Suggestion | null => {
    const guessed = guesses.find(([of]) => of === field)?.[1];
    if (guessed === undefined) return null;
    const value = labelOf(field, guessed.label);
    const says = ({ row }: { readonly row: TicketRow }): boolean => row[field] === value;
    const from = rows
      .filter(says)
      .slice(0, NAMED)
      .map(({ row }) => row.number);
    return { value, probability: guessed.probability, from };
  };
  return { category: suggestionOf("category"), group: suggestionOf("group"), service: suggestionOf("service") };
}
