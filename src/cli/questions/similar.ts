import { type KnownError, knownErrorsFor } from "../../app/known-errors.ts";
import { openTwins } from "../../app/twins.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { relative } from "../../render/due.ts";
import { knownErrorId } from "../../render/fields/known-error.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { isBack } from "../ask.ts";
import { manner, type Patch, type Step, type Talk, textIn, toldIn } from "./talk.ts";

const WORDS = GUIDED.similar;
const TICKETS = 4;
const ERRORS = 3;
const NONE = "none";
const KNOWN_ERROR = "known-error";

/** What the workaround of a known error has answered, taken away. */
const UNSOLVED: Patch = { [KNOWN_ERROR]: undefined, resolve: undefined, code: undefined, note: undefined };

/** Shows a known error; where its workaround helps the ticket is solved by it. */
async function read({ ask, say, desk, known }: Talk, error: KnownError): Promise<Patch | null> {
  say(WORDS.symptom(error.symptom));
  if (error.cause !== null) say(WORDS.cause(error.cause));
  say(WORDS.workaround(error.workaround));
  if (!(await ask.confirm(WORDS.helps, true, { back: true, as: WORDS.helpsAs }))) return null;
  const code = KNOWN_ERROR in desk.rules.resolutionCodes ? KNOWN_ERROR : undefined;
  return { [KNOWN_ERROR]: knownErrorId(error.id), resolve: known.close === true ? undefined : true, note: error.workaround, code };
}

/** Open tickets like it and known errors it may be: one chosen, and there is no need for a second ticket, or for a search. */
export const SIMILAR: Step = {
  name: "similar",
  flags: ["joins", KNOWN_ERROR],
  carries: ["join"],
  asks: (known) => known.key === undefined && known.follows === undefined && known.parent === undefined,
  async put(talk) {
    const { ask, known, reads, program } = talk;
    const text = toldIn(known);
    const before = textIn(known, KNOWN_ERROR, "");
    const unsolved = before === "" ? {} : UNSOLVED;
    const tickets = await openTwins(reads, text, TICKETS);
    const errors = await knownErrorsFor(reads, text, ERRORS);
    if (tickets.length + errors.length === 0 && before === "") return null;
    const choices = [
      ...tickets.map((row) => ({
        value: `${row.number}`,
        label: WORDS.ticket({ id: idOf(row), title: row.title }),
        hint: WORDS.state({ status: row.status, age: relative(row.openedAt, program.clock.now), affected: row.affectedCount }),
      })),
      ...errors.map((error) => ({
        value: knownErrorId(error.id),
        label: WORDS.known(error.title),
        hint: WORDS.offer(error.workaround.split("\n", 1)[0] ?? "", error.helped),
      })),
      { value: NONE, label: WORDS.none },
    ];
    for (;;) {
      const chosen = await ask.choose(
        WORDS.ask,
        choices,
        manner(talk, { suggested: choices.some(({ value }) => value === before) ? before : NONE, as: WORDS.as, hint: tickets.length > 0 ? WORDS.hint : "" }),
      );
      if (chosen === NONE) return { ...unsolved, joins: undefined, "join-with": undefined };
      const error = errors.find(({ id }) => chosen === knownErrorId(id));
      if (error === undefined) return { ...unsolved, joins: chosen };
      const solved = await read(talk, error).catch((thrown: unknown) => {
        // Back from a known error is to the choice.
        if (isBack(thrown)) return null;
        throw thrown;
      });
      if (solved !== null) return { joins: undefined, "join-with": undefined, ...solved };
    }
  },
};
