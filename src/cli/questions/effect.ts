import { impactOf } from "../../domain/policy/beginning.ts";
import { UNCLASSIFIED } from "../../domain/policy/policy.ts";
import { GUIDED } from "../../words/guided.en.ts";
import type { Choice } from "../ask.ts";
import { manner, type Step, type Talk, textIn } from "./talk.ts";

/** For these the questions have words of an agent; a desk that calls them otherwise is asked by its own names. */
const USUAL = ["low", "medium", "high"];
const isUsual = (names: readonly string[]): boolean => names.length === USUAL.length && USUAL.every((name) => names.includes(name));

interface Wording {
  readonly ask: string;
  readonly askNames: string;
  readonly as: string;
  readonly words: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<string, string>>;
}

/** Impact and urgency have no silent default: whoever logs says them. What the category says is proposed. */
async function rated(
  talk: Talk,
  names: readonly string[],
  flag: string,
  { ask, askNames, as, words, said }: Wording,
  proposed: string | null = null,
): Promise<string> {
  const before = talk.known[flag] ?? proposed;
  const how = manner(talk, { as, ...(typeof before === "string" && names.includes(before) && { suggested: before }) });
  if (!isUsual(names))
    return talk.ask.choose(
      askNames,
      names.map((name): Choice<string> => ({ value: name, label: name })),
      how,
    );
  const choices = USUAL.map((name): Choice<string> => ({ value: name, label: words[name] as string, hint: name, said: `${name}: ${said[name]}` }));
  return talk.ask.choose(ask, choices, how);
}

const proposedImpact = ({ known, desk }: Talk): string | null => impactOf(desk.rules, textIn(known, "category", UNCLASSIFIED));

export const IMPACT: Step = {
  name: "impact",
  flags: ["impact"],
  asks: () => true,
  put: async (talk) => ({ impact: await rated(talk, talk.desk.rules.impacts, "impact", GUIDED.impact, proposedImpact(talk)) }),
};

/** Says what both come to before anything else is asked, let alone saved. */
export const URGENCY: Step = {
  name: "urgency",
  flags: ["urgency"],
  asks: () => true,
  async put(talk) {
    const urgency = await rated(talk, talk.desk.rules.urgencies, "urgency", GUIDED.urgency);
    talk.say(await talk.foresee({ ...talk.known, urgency }));
    return { urgency };
  },
};
