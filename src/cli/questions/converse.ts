import type { Item } from "../../app/outcome.ts";
import { isBad } from "../../app/outcome.ts";
import { type Suggestions, suggestFor } from "../../app/suggest.ts";
import { cleanLines } from "../../render/clean.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { isBack } from "../ask.ts";
import { dues } from "../print-logged.ts";
import type { Flags, Program } from "../program.ts";
import { shownOn } from "../shown-on.ts";
import type { Opened } from "./by-flags.ts";
import { answered, knownBy, nextStep, type Progress, reopened, STEPS, wentBack } from "./order-of-steps.ts";
import { reviewed } from "./review.ts";
import { isKnown, type Step, type StepName, type Talk, toldIn, without } from "./talk.ts";

/** What a conversation needs from where it is held. */
export interface Conversation {
  readonly program: Program;
  readonly opened: Opened;
  /** What the flags known so far would come to; nothing is written. */
  readonly foreseen: (known: Flags) => Promise<Item>;
  /** Told of the progress after every answer. */
  readonly keep: (progress: Progress) => void;
  /** The answers are printed as a command instead of being logged. */
  readonly printing: boolean;
}

const OF_AN_ENDING = ["code", "note", "note-file", "public", "private", "confirmed", "satisfaction"];
const ENDING = ["known-error", "start", "resolve", "close", ...OF_AN_ENDING];
const withoutEnding = (known: Flags): Flags => without(known, ENDING);
/** How it ended was said before it was said that it has not. */
const consistent = (known: Flags): Flags => (known.resolve === true || known.close === true ? known : without(known, OF_AN_ENDING));

/** The step that asks for what a rule wants; null: none does. */
const stepFor = (item: Item, tried: ReadonlySet<StepName>): Step | null =>
  STEPS.find((step) => !tried.has(step.name) && item.refusals.some(({ wants }) => wants.some((want) => step.flags.includes(want)))) ?? null;

/** Asks all that is missing, in turn, then for the whole, until it is right. Resolves to all that is known. */
export async function converse({ program, opened, foreseen, keep, printing }: Conversation, begun: Progress): Promise<Flags> {
  const { desk, register } = opened;
  const ask = await program.ask();
  const say = (line: string): void => {
    for (const each of shownOn(program.io.stderr, cleanLines(line).split("\n"))) program.io.stderr.write(`${each}\n`);
  };
  const suggested = new Map<string, Promise<Suggestions>>();
  let progress = begun;
  /** The line of the review that is being changed: from it one goes back to the review. */
  let changing: Progress | null = null;
  const wanted = new Set<StepName>();

  const foresee = async (known: Flags): Promise<string> => priorityOf(await foreseen(withoutEnding(known)));
  const priorityOf = ({ after }: Item): string => (after === null ? "" : GUIDED.priority({ priority: after.priority, dues: dues(program, desk, after) }));
  const talk = (step: StepName | null): Talk => {
    const known = knownBy(progress);
    const told = toldIn(known);
    return {
      program,
      ask,
      reads: register,
      desk,
      known,
      back: progress.asked.length > 0,
      wanted: step !== null && wanted.has(step),
      changing: changing !== null,
      suggestions: () => {
        const found = suggested.get(told) ?? suggestFor(register, desk, told);
        suggested.set(told, found);
        return found;
      },
      say,
      foresee,
    };
  };
  const put = async (step: Step): Promise<void> => {
    const patch = await step.put(talk(step.name));
    const next = answered(progress, step, patch ?? {}, patch !== null);
    // What an answer has done away with is no question to go back to.
    progress = step.asks(knownBy(next), desk.rules) ? next : answered(progress, step, patch ?? {}, false);
    keep(progress);
    if (step.name !== "title") return;
    // What no answer could cure is said before anything else is asked.
    const { impacts, urgencies } = desk.rules;
    const item = await foreseen({ impact: impacts[0], urgency: urgencies[0], ...withoutEnding(knownBy(progress)) });
    if (isBad(item) || item.outcome === "repeated") throw new AnswersDecide(knownBy(progress));
  };

  for (;;) {
    try {
      const step = nextStep(progress, desk.rules);
      if (step !== null) {
        await put(step);
        continue;
      }
      const known = knownBy(progress);
      if (isKnown(known, "joins")) return known;
      changing = null;
      const item = await foreseen(known);
      const cure = stepFor(item, wanted);
      if (cure !== null) {
        wanted.add(cure.name);
        say(GUIDED.review.wants(cure.name));
        await put(cure);
        continue;
      }
      const chosen = await reviewed(talk(null), item, priorityOf(item), printing);
      if (chosen === "log") return consistent(known);
      changing = progress;
      progress = reopened(progress, chosen);
      await put(STEPS.find(({ name }) => name === chosen) as Step);
    } catch (error) {
      if (error instanceof AnswersDecide) return error.known;
      if (!isBack(error)) throw error;
      progress = changing ?? wentBack(progress);
      const to = nextStep(progress, desk.rules);
      // What stands above of it no longer holds.
      if (changing === null && to !== null) say(GUIDED.back(GUIDED[to.name].as));
      changing = null;
    }
  }
}

/** Nothing more need be asked: what is known decides already what comes of it. */
class AnswersDecide extends Error {
  readonly known: Flags;

  constructor(known: Flags) {
    super();
    this.known = known;
  }
}
