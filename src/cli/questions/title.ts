import { guessType } from "../../app/type-guess.ts";
import { titleFault } from "../../domain/ticket/texts.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { saidOf } from "../say.ts";
import { GUESSED_TYPE, isKnown, type Step, textIn } from "./talk.ts";

const fault = (title: string): string | null => {
  const refusal = titleFault(title.trim());
  return refusal === null ? null : saidOf({ key: refusal.rule, with: refusal.about }).what;
};

export const TITLE: Step = {
  name: "title",
  flags: ["title"],
  asks: () => true,
  async put({ ask, known, back, reads, say }) {
    const begun = textIn(known, "title", "");
    const title = await ask.text(GUIDED.title.ask, fault, { as: GUIDED.title.as, back, ...(begun !== "" && { begun }) });
    const given = isKnown(known, "type") && !isKnown(known, GUESSED_TYPE);
    if (given) return { title: title.trim() };
    const type = await guessType(reads, title.trim());
    // What is usual is not worth a word.
    if (type === "incident") return { title: title.trim(), type: undefined, [GUESSED_TYPE]: undefined };
    say(GUIDED.type.taken);
    return { title: title.trim(), type, [GUESSED_TYPE]: true };
  },
};
