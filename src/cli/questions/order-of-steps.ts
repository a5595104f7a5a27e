import type { Policy } from "../../domain/policy/policy.ts";
import type { Flags } from "../program.ts";
import { CATEGORY, CHANNEL, SERVICE, TYPE } from "./classify.ts";
import { DESCRIPTION } from "./details.ts";
import { IMPACT, URGENCY } from "./effect.ts";
import { CODE, HANDOVER, NOTE } from "./handover.ts";
import { JOIN } from "./join-agreed.ts";
import { CONTACT, REQUESTER } from "./people.ts";
import { SIMILAR } from "./similar.ts";
import { isKnown, type Step, type StepName } from "./talk.ts";
import { TITLE } from "./title.ts";

/** The conversation, in its order. */
export const STEPS: readonly Step[] = [
  TITLE,
  SIMILAR,
  REQUESTER,
  CONTACT,
  JOIN,
  CHANNEL,
  TYPE,
  CATEGORY,
  SERVICE,
  IMPACT,
  URGENCY,
  DESCRIPTION,
  HANDOVER,
  CODE,
  NOTE,
];
/** What is asked of somebody who is added to a ticket there is. */
const JOINING: readonly StepName[] = ["title", "similar", "requester", "contact", "join"];

/** How far a conversation has come: a value, kept after every answer. */
export interface Progress {
  /** What the command line and a template said, by the name of the flag. */
  readonly given: Flags;
  readonly answers: Flags;
  /** Steps that are behind it, and those of them that asked something, in their order. */
  readonly done: readonly StepName[];
  readonly asked: readonly StepName[];
}

export const knownBy = ({ given, answers }: Progress): Flags => ({ ...given, ...answers });

/** What is asked next; null: nothing more. */
export function nextStep(progress: Progress, rules: Policy): Step | null {
  const known = knownBy(progress);
  const joins = isKnown(known, "joins");
  const open = ({ name, flags, aside, asks }: Step): boolean =>
    aside !== true &&
    !progress.done.includes(name) &&
    (!joins || JOINING.includes(name)) &&
    !flags.some((flag) => isKnown(progress.given, flag)) &&
    asks(known, rules);
  return STEPS.find(open) ?? null;
}

export const stepNamed = (name: StepName): Step => STEPS.find((step) => step.name === name) as Step;

/** After an answer: `asked` is false where the step found nothing to ask. */
export function answered(progress: Progress, step: Step, patch: Flags, asked: boolean): Progress {
  const answers = Object.fromEntries(Object.entries({ ...progress.answers, ...patch }).filter(([, value]) => value !== undefined));
  // What it answers beside its own question is behind it as well.
  const also = STEPS.filter(({ name, flags }) => name !== step.name && flags.some((flag) => patch[flag] !== undefined)).map(({ name }) => name);
  const without = (names: readonly StepName[]): readonly StepName[] =>
    names.filter((name) => name !== step.name && step.carries?.includes(name) !== true && !also.includes(name));
  return {
    ...progress,
    answers,
    done: [...without(progress.done), step.name, ...also],
    asked: asked ? [...without(progress.asked), step.name] : progress.asked,
  };
}

/** Back at the question before: it and all after it are asked again, with the answers they had. */
export function wentBack(progress: Progress): Progress {
  const last = progress.asked.at(-1);
  if (last === undefined) return progress;
  const at = progress.done.indexOf(last);
  return { ...progress, done: at === -1 ? progress.done : progress.done.slice(0, at), asked: progress.asked.slice(0, -1) };
}

/** A line of the review is asked again, and whatever stands and falls with it. */
export function reopened(progress: Progress, name: StepName): Progress {
  const again = [name, ...(stepNamed(name).carries ?? [])];
  const given = Object.fromEntries(Object.entries(progress.given).filter(([flag]) => !again.some((each) => stepNamed(each).flags.includes(flag))));
  const moved = Object.fromEntries(Object.entries(progress.given).filter(([flag]) => !(flag in given)));
  return { ...progress, given, answers: { ...moved, ...progress.answers }, done: progress.done.filter((each) => !again.includes(each)) };
}
