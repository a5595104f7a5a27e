import { fail } from "../../app/failure.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { localInstant } from "../../render/due.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { type Ask, type Choice, isBack } from "../ask.ts";
import type { Program } from "../program.ts";
import { type Draft, type Drafts, draftsOf, takenUp, thrownAway, type Waiting } from "./draft.ts";
import { knownBy, nextStep } from "./order-of-steps.ts";
import { textIn } from "./talk.ts";

const WORDS = GUIDED.drafts;
const DISCARD = "discard";
/** A process whose terminal was closed takes a moment to end. */
const [MOMENT_MS, MOMENTS] = [50, 10];

/** A conversation to be gone on with. */
export interface Resumed extends Waiting {
  readonly draft: Draft;
}

async function found(program: Program): Promise<Drafts> {
  let drafts = draftsOf(program);
  for (let waited = 0; waited < MOMENTS && drafts.inUse !== null; waited += 1) {
    await program.doors.pause(MOMENT_MS);
    drafts = draftsOf(program);
  }
  return drafts;
}

/** How far a draft has come, and when. */
const choiceOf = (program: Program, rules: Policy, { path, progress, at }: Waiting): Choice<string> => {
  const next = nextStep(progress, rules);
  return {
    value: path,
    label: textIn(knownBy(progress), "title", "") || WORDS.untitled,
    hint: WORDS.state({ moment: localInstant(program.zone, at), next: next === null ? null : GUIDED[next.name].as }),
  };
};

/** Throws one away that is chosen; nothing where one goes back. */
async function discarded(ask: Ask, waiting: readonly Waiting[], choices: readonly Choice<string>[]): Promise<void> {
  try {
    const chosen = await ask.choose(WORDS.which, choices, { as: WORDS.discarded, back: true });
    const one = waiting.find(({ path }) => path === chosen);
    if (one !== undefined) thrownAway(one);
  } catch (error) {
    if (!isBack(error)) throw error;
  }
}

/**
 * My draft about this register that is to be gone on with, made mine: the one that waits, or one of several that is
 * chosen. A `not_found` failure where there is none, a `usage` failure where the latest file is damaged.
 */
export async function draftToResume(program: Program, rules: Policy): Promise<Resumed> {
  const { waiting, inUse } = await found(program);
  let left = waiting;
  let gone = 0;
  while (left.length + gone > 1 && left.length > 0) {
    const ask = await program.ask();
    const choices = left.map((one) => choiceOf(program, rules, one));
    const chosen = await ask.choose(WORDS.ask, [...choices, { value: DISCARD, label: WORDS.discard }], { suggested: choices[0]?.value ?? "", as: "" });
    const one = left.find(({ path }) => path === chosen);
    if (one !== undefined) return { ...one, draft: takenUp(program, one) };
    await discarded(ask, left, choices);
    left = draftsOf(program).waiting;
    gone = 1;
  }
  const [only] = left;
  if (only === undefined) throw fail("not_found", "no_draft", { me: program.me, inUse });
  return { ...only, draft: takenUp(program, only) };
}

/** How many drafts of mine wait; 0 where they cannot be looked through. */
export function draftsWaiting(program: Program): number {
  try {
    return draftsOf(program).waiting.length;
  } catch {
    return 0;
  }
}
