import { fail } from "../../app/failure.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { ASKING, questionFor } from "../../words/missing.en.ts";
import type { Ask, Choice } from "../ask.ts";

/** What a question may depend on. */
export interface Subject {
  readonly verb: string;
  readonly me: string;
  readonly rules: Policy;
  /** The tickets the answer is for. */
  readonly rows: readonly TicketRow[];
}

/** What a flag is given: `true` for a switch. */
export type Answer = string | true;

/** How one flag is asked for, and a value that any ticket could take, for a plan that has no answer yet. */
interface Question {
  readonly ask: (ask: Ask, about: Subject, question: string) => Promise<Answer>;
  readonly stand: (about: Subject) => Answer;
}

const SOME_TEXT = "…";
const PERSON = "person";
const named = (values: readonly string[]): readonly Choice<string>[] => values.map((value) => ({ value, label: value }));

/** One line. */
const line: Question = { ask: (ask, _, question) => ask.text(question), stand: () => SOME_TEXT };

/** A free text: lines that are pasted belong to it. */
const text: Question = { ask: (ask, _, question) => ask.text(question, undefined, { lines: true }), stand: () => SOME_TEXT };

const choice = (choices: (about: Subject) => readonly Choice<string>[]): Question => ({
  // A policy that lists nothing leaves it to the person.
  ask: (ask, about, question) => (choices(about).length === 0 ? ask.text(question) : ask.choose(question, choices(about))),
  stand: (about) => choices(about)[0]?.value ?? SOME_TEXT,
});

const agreed = (question: (about: Subject) => string): Question => ({
  async ask(ask, about) {
    if (!(await ask.confirm(question(about), false))) throw fail("cancelled", "declined");
    return true;
  },
  stand: () => true,
});

/** Codes that every one of the tickets may have. */
const codes = ({ rules, rows }: Subject): readonly Choice<string>[] =>
  named(Object.keys(rules.resolutionCodes).filter((code) => rows.every(({ type }) => rules.resolutionCodes[code]?.types.includes(type) === true)));

const reasons = ({ rules }: Subject): readonly Choice<string>[] =>
  Object.entries(rules.holdReasons)
    // The first one stands for all of them in a plan, so it is one that needs nothing more.
    .toSorted(([, a], [, b]) => Number(a.needs.length > 0) - Number(b.needs.length > 0))
    .map(([value, { stops, needs }]) => ({ value, label: value, hint: ASKING.holds(stops, needs) }));

const recipient: Question = {
  async ask(ask, { me, rules }, question) {
    const to = await ask.choose(question, [
      { value: "@me", label: ASKING.myself(me) },
      ...rules.groups.map((group) => ({ value: `group:${group}`, label: ASKING.group(group) })),
      { value: PERSON, label: ASKING.person },
      { value: "none", label: ASKING.nobody },
    ]);
    return to === PERSON ? ask.text(ASKING.personNamed) : to;
  },
  stand: () => "@me",
};

/** Not the group that all of them are with. */
const otherGroups = ({ rules, rows }: Subject): readonly Choice<string>[] => named(rules.groups.filter((group) => !rows.every((row) => row.group === group)));

const BY_FLAG: Readonly<Record<string, Question>> = {
  code: choice(codes),
  category: choice(({ rules }) => named(rules.categories)),
  type: choice(() => named(["incident", "request"])),
  steal: agreed(({ rows }) => ASKING.steal(rows.length)),
  "with-children": agreed(({ verb, rows }) => ASKING.children(verb, rows.length)),
  note: text,
  reason: text,
  "hold --reason": choice(reasons),
  "priority-reason": text,
  "at-reason": text,
  review: text,
  until: line,
  "duplicate-of": line,
  assignee: line,
  "assign --to": recipient,
  "escalate --to": choice(otherGroups),
  add: line,
  TEXT: text,
};

const questionOf = (verb: string, flag: string): Question | undefined => BY_FLAG[`${verb} --${flag}`] ?? BY_FLAG[flag];

export const canAsk = (verb: string, flag: string): boolean => questionOf(verb, flag) !== undefined;

/** A person's answer for a flag. Throws as `Ask` does, and `cancelled` where they say no. */
export const answerFor = (ask: Ask, flag: string, about: Subject): Promise<Answer> =>
  (questionOf(about.verb, flag) ?? line).ask(ask, about, questionFor(about.verb, flag));

/** What stands for an answer that is yet to come. */
export const standIn = (flag: string, about: Subject): Answer => (questionOf(about.verb, flag) ?? line).stand(about);
