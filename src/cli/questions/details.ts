import { isFailure } from "../../app/failure.ts";
import { storedFault } from "../../domain/ticket/texts.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { saidOf } from "../say.ts";
import { type Step, type Talk, textIn } from "./talk.ts";

const WORDS = GUIDED.description;
const FILE = "details.txt";

const fault = (text: string): string | null => {
  const refusal = storedFault("description", text);
  return refusal === null ? null : saidOf({ key: refusal.rule, with: refusal.about }).what;
};

function kept(text: string): string {
  const [first = "", ...more] = text.split("\n");
  return WORDS.kept(first, more.length + 1);
}

/** What was written in the person's editor; null: it came to nothing, and they were told why. */
async function inEditor({ program, say }: Talk, text: string): Promise<string | null> {
  const { edited } = await import("../editor.ts");
  try {
    return await edited(program, text, FILE);
  } catch (error) {
    if (!isFailure(error)) throw error;
    for (const problem of error.problems) say(saidOf(problem).what);
    return null;
  }
}

export const DESCRIPTION: Step = {
  name: "description",
  flags: ["description", "description-file"],
  asks: () => true,
  async put(talk) {
    const before = textIn(talk.known, "description", "");
    for (;;) {
      const line = await talk.ask.text(WORDS.ask, fault, { as: "", hint: WORDS.hint, suggested: before, lines: true, back: talk.back });
      const text = line.trim() === WORDS.editor ? await inEditor(talk, before) : line;
      const wrong = text === null ? null : fault(text);
      if (wrong !== null) talk.say(wrong);
      if (text !== null && text.trim() !== "" && wrong === null) talk.say(kept(text));
      if (text !== null && wrong === null) return { description: text.trim() === "" ? undefined : text };
    }
  },
};
