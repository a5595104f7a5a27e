import { isFailure } from "../../app/failure.ts";
import { storedFault } from "../../domain/ticket/texts.ts";
import { cut } from "../../render/width.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { TO_EDITOR } from "../ask.ts";
import { saidOf } from "../say.ts";
import { optional, type Step, type Talk, textIn } from "./talk.ts";

const WORDS = GUIDED.description;
const FILE = "details.txt";
const LEAST = 10;
/** Columns that the name of the answer and the number of its lines take. */
const BESIDE = 24;

const fault = (text: string): string | null => {
  const refusal = text.trim() === "" ? null : storedFault("description", text);
  return refusal === null ? null : saidOf({ key: refusal.rule, with: refusal.about }).what;
};

/** What was told, on one row. */
function kept({ program }: Talk, text: string): string {
  const [first = "", ...more] = text.split("\n");
  return WORDS.kept(cut(first, Math.max(LEAST, program.io.stderr.columns - BESIDE)), more.length + 1);
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
    let before = textIn(talk.known, "description", "");
    for (;;) {
      const line = await talk.ask.text(WORDS.ask, fault, { as: "", editor: true, lines: true, back: talk.back, ...optional(before) });
      const typed = line.endsWith(TO_EDITOR) ? line.slice(0, -TO_EDITOR.length) : line;
      const text = line === typed ? line : await inEditor(talk, typed);
      before = text ?? typed;
      const wrong = text === null ? null : fault(text);
      if (wrong !== null) talk.say(wrong);
      if (text !== null && text.trim() !== "" && wrong === null) talk.say(kept(talk, text));
      if (text !== null && wrong === null) return { description: text.trim() === "" ? undefined : text };
    }
  },
};
