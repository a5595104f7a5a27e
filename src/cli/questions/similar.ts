import { type KnownError, knownErrorsFor } from "../../app/known-errors.ts";
import { similarTo } from "../../app/similar.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { relative } from "../../render/due.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { manner, type Patch, type Step, type Talk, textIn } from "./talk.ts";

const WORDS = GUIDED.similar;
const TICKETS = 4;
const ERRORS = 3;
const NONE = "none";
const KNOWN_ERROR = "known-error";

/** Shows a known error; where its workaround helps the ticket is solved by it. */
async function read({ ask, say, desk, back }: Talk, error: KnownError): Promise<Patch | null> {
  say(WORDS.symptom(error.symptom));
  if (error.cause !== null) say(WORDS.cause(error.cause));
  say(WORDS.workaround(error.workaround));
  if (!(await ask.confirm(WORDS.helps, true, { back, as: WORDS.helps }))) return null;
  return { resolve: true, note: error.workaround, ...(KNOWN_ERROR in desk.rules.resolutionCodes && { code: KNOWN_ERROR }) };
}

/** Open tickets like it and known errors it may be: one chosen, and there is no need for a second ticket, or for a search. */
export const SIMILAR: Step = {
  name: "similar",
  flags: ["joins"],
  asks: (known) => known.key === undefined && known.follows === undefined && known.parent === undefined,
  async put(talk) {
    const { ask, known, reads, program } = talk;
    const text = textIn(known, "title", "");
    const tickets = await similarTo(reads, { text, not: null, openOnly: true, limit: TICKETS });
    const errors = await knownErrorsFor(reads, text, ERRORS);
    if (tickets.length + errors.length === 0) return null;
    const choices = [
      ...tickets.map(({ row }) => ({
        value: `${row.number}`,
        label: WORDS.ticket({ id: idOf(row), title: row.title }),
        hint: WORDS.state({ status: row.status, age: relative(row.openedAt, program.clock.now), affected: row.affectedCount }),
      })),
      ...errors.map((error) => ({ value: `known:${error.id}`, label: WORDS.known(error.title), hint: WORDS.helped(error.helped) })),
      { value: NONE, label: WORDS.none },
    ];
    for (;;) {
      const chosen = await ask.choose(WORDS.ask, choices, manner(talk, { suggested: NONE, as: WORDS.as, hint: tickets.length > 0 ? WORDS.hint : "" }));
      if (chosen === NONE) return { joins: undefined };
      const error = errors.find(({ id }) => chosen === `known:${id}`);
      if (error === undefined) return { joins: chosen };
      const solved = await read(talk, error);
      if (solved !== null) return { joins: undefined, ...solved };
    }
  },
};
