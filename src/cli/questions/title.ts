import { titleFault } from "../../domain/ticket/texts.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { saidOf } from "../say.ts";
import { type Step, textIn } from "./talk.ts";

const fault = (title: string): string | null => {
  const refusal = titleFault(title.trim());
  return refusal === null ? null : saidOf({ key: refusal.rule, with: refusal.about }).what;
};

export const TITLE: Step = {
  name: "title",
  flags: ["title"],
  asks: () => true,
  async put({ ask, known, back }) {
    const begun = textIn(known, "title", "");
    const title = await ask.text(GUIDED.title.ask, fault, { as: GUIDED.title.as, back, ...(begun !== "" && { begun }) });
    return { title: title.trim() };
  },
};
