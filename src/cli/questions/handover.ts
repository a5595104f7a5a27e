import { groupOf } from "../../domain/policy/beginning.ts";
import { UNCLASSIFIED } from "../../domain/policy/policy.ts";
import { textFault } from "../../domain/ticket/texts.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { type Check, type Choice, isBack } from "../ask.ts";
import { NONE } from "../flag-values.ts";
import { saidOf } from "../say.ts";
import { peopleFound } from "./people.ts";
import { isKnown, manner, type Patch, type Step, type Talk, textIn } from "./talk.ts";

const WORDS = GUIDED.handover;
/** So many groups have a line of their own. */
const GROUPS = 4;
const GROUP = "group:";
const NOTHING: Patch = { group: undefined, assignee: undefined, start: undefined, resolve: undefined, close: undefined };

const filled =
  (field: string): Check =>
  (text) => {
    if (text.trim() === "") return GUIDED.needed;
    const refusal = textFault(field, text);
    return refusal === null ? null : saidOf({ key: refusal.rule, with: refusal.about }).what;
  };

/** The group that the rules give such a ticket; null: none. */
const groupByRule = ({ desk, known }: Talk): string | null =>
  groupOf(desk.rules, { category: textIn(known, "category", UNCLASSIFIED), service: isKnown(known, "service") ? textIn(known, "service", NONE) : null })
    ?.value ?? null;

function choicesFor({ desk }: Talk, byRule: string | null): readonly Choice<string>[] {
  const { groups } = desk.rules;
  const named = (name: string): Choice<string> => ({ value: GROUP + name, label: WORDS.group(name), ...(name === byRule && { hint: WORDS.byRule }) });
  const few = groups.length <= GROUPS ? groups : byRule === null ? [] : [byRule];
  const grouped = [...few.map(named), ...(groups.length <= GROUPS ? [] : [{ value: "groups", label: WORDS.groups }])];
  return [
    { value: "waits", label: WORDS.waits },
    { value: "me", label: WORDS.me },
    ...grouped,
    { value: "colleague", label: WORDS.colleague },
    { value: "resolve", label: WORDS.resolve },
    { value: "close", label: WORDS.close },
  ];
}

/** What was chosen, as it stands in what is known. */
function chosenBefore(known: Talk["known"], choices: readonly Choice<string>[], byRule: string | null): string {
  if (known.close === true) return "close";
  if (known.resolve === true) return "resolve";
  if (known.start === true) return "me";
  if (isKnown(known, "assignee")) return "colleague";
  const group = GROUP + textIn(known, "group", byRule ?? "");
  return choices.some(({ value }) => value === group) ? group : "waits";
}

/** What a choice of these comes to; who gets it is asked here. */
async function handed(talk: Talk, chosen: string): Promise<Patch> {
  const { ask, desk } = talk;
  const back = true;
  if (chosen.startsWith(GROUP)) return { ...NOTHING, group: chosen.slice(GROUP.length) };
  switch (chosen) {
    case "me":
      return { ...NOTHING, assignee: "@me", start: true };
    case "resolve":
      return { ...NOTHING, resolve: true };
    case "close":
      return { ...NOTHING, close: true };
    case "groups": {
      const group = await ask.choose(
        WORDS.whichGroup,
        desk.rules.groups.map((name) => ({ value: name, label: name })),
        { as: WORDS.group("").trim(), back },
      );
      return { ...NOTHING, group };
    }
    case "colleague": {
      const { value } = await ask.seek(WORDS.who, peopleFound(talk), filled("assignee"), { as: WORDS.as, back });
      return { ...NOTHING, assignee: value };
    }
    default:
      return NOTHING;
  }
}

/** Who gets it, or whether it is over already. */
export const HANDOVER: Step = {
  name: "handover",
  flags: ["group", "assignee", "start", "resolve", "close"],
  carries: ["code", "note"],
  asks: () => true,
  async put(talk) {
    const { ask, known } = talk;
    const byRule = groupByRule(talk);
    const choices = choicesFor(talk, byRule);
    const seen = (await talk.suggestions()).group;
    const before = chosenBefore(known, choices, byRule);
    const guess =
      seen !== null && byRule === null && before === "waits" && choices.some(({ value }) => value === GROUP + seen.value) ? GROUP + seen.value : before;
    for (;;) {
      const chosen = await ask.choose(WORDS.ask, choices, manner(talk, { suggested: guess, as: WORDS.as }));
      try {
        // Nobody, against the rules, has to be said.
        return chosen === "waits" && byRule !== null ? { ...NOTHING, group: NONE } : await handed(talk, chosen);
      } catch (error) {
        // Back from who gets it is to whether anybody does.
        if (!isBack(error)) throw error;
      }
    }
  },
};
const isSolved = (known: Talk["known"]): boolean => known.resolve === true || known.close === true;
/** A duplicate is not logged: the person is added to the ticket it would duplicate. */
const DUPLICATE = "duplicate";

export const CODE: Step = {
  name: "code",
  flags: ["code"],
  asks: isSolved,
  async put(talk) {
    const type = textIn(talk.known, "type", "incident");
    const codes = Object.entries(talk.desk.rules.resolutionCodes).filter(([code, { types }]) => code !== DUPLICATE && types.some((each) => each === type));
    return {
      code: await talk.ask.choose(
        GUIDED.code.ask,
        codes.map(([code]) => ({ value: code, label: code })),
        manner(talk, { as: GUIDED.code.as, ...(codes.some(([code]) => code === talk.known.code) && { suggested: textIn(talk.known, "code", "") }) }),
      ),
    };
  },
};

export const NOTE: Step = {
  name: "note",
  flags: ["note", "note-file"],
  asks: isSolved,
  async put({ ask, known, back }) {
    const before = textIn(known, "note", "");
    return { note: await ask.text(GUIDED.note.ask, filled("note"), { as: GUIDED.note.as, lines: true, back, ...(before !== "" && { begun: before }) }) };
  },
};
