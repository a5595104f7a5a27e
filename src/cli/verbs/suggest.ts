import { deskOf } from "../../app/desk.ts";
import { evaluate } from "../../app/evaluate.ts";
import { Failure, fail } from "../../app/failure.ts";
import { LEARNT_FIELDS, type LearntField } from "../../app/insight.ts";
import { learn, relearn } from "../../app/learn.ts";
import type { Reads, Register } from "../../app/ports.ts";
import { type Suggestions, suggestBut } from "../../app/suggest.ts";
import { nearest } from "../../domain/query/near.ts";
import { idOf } from "../../domain/ticket/number.ts";
import {
  EVALUATION_DEFAULT,
  EVALUATION_FIELDS,
  type FieldScore,
  type FieldSuggestion,
  SUGGESTION_DEFAULT,
  SUGGESTION_FIELDS,
} from "../../render/fields/suggestion.ts";
import { isOn, textOf } from "../flag-values.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import { plainLook } from "../print-one.ts";
import type { Args, Program, Verb } from "../program.ts";
import { textAsked } from "../text-asked.ts";
import { waitOf } from "../waiting.ts";

/** How long it waits to learn what was closed lately; after it, it goes by what is there. */
const PATIENCE_SECONDS = 2;

async function caughtUp(program: Program, register: Register): Promise<void> {
  try {
    await learn(register, { timeoutSeconds: PATIENCE_SECONDS, onWait: () => undefined }, () => void program.notice("learning"));
  } catch (error) {
    if ((error as { code?: unknown }).code !== "unavailable") throw error;
  }
}

function refuseFlags({ flags, operands }: Args): void {
  const evaluates = isOn(flags, "evaluate");
  const field = textOf(flags, "field");
  if (field !== null && !LEARNT_FIELDS.some((known) => known === field))
    throw fail("usage", "value_no_choice", { flag: "--field", value: field, choices: LEARNT_FIELDS, near: nearest(field, LEARNT_FIELDS) });
  if (!evaluates && flags.field !== undefined) throw new Failure("usage", [{ key: "field_alone", with: {} }]);
  const asks = flags.text !== undefined ? "--text" : operands[0];
  if (evaluates && asks !== undefined) throw fail("usage", "flags_exclude", { first: "--evaluate", second: asks });
  if (evaluates && isOn(flags, "relearn")) throw fail("usage", "flags_exclude", { first: "--evaluate", second: "--relearn" });
}

async function printScores(program: Program, reads: Reads, { flags }: Args): Promise<void> {
  const asked = textOf(flags, "field");
  const scores: FieldScore[] = [];
  for (const field of LEARNT_FIELDS) if (asked === null || asked === field) scores.push({ field, ...(await evaluate(reads, field)) });
  await printFew(program, flags, {
    document: "suggest-evaluation",
    query: null,
    all: EVALUATION_FIELDS,
    few: EVALUATION_DEFAULT,
    idOf: ({ field }) => field,
    look: plainLook(program),
    rows: scores,
    none: "none_listed",
  });
}

async function rowsOf(reads: Reads, suggestions: Suggestions): Promise<readonly FieldSuggestion[]> {
  const numbers = LEARNT_FIELDS.flatMap((field) => suggestions[field]?.from ?? []);
  const ids = new Map((await reads.tickets([...new Set(numbers)])).map((row) => [row.number, idOf(row)]));
  return LEARNT_FIELDS.map((field: LearntField) => {
    const { value = null, probability = null, from = [] } = suggestions[field] ?? {};
    return { field, value, probability, from: from.map((number) => ids.get(number) ?? String(number)) };
  });
}

/** What the desk's own closed tickets suggest for a text; and how well they would have. */
export const verb: Verb = {
  name: "suggest",
  async run(program, args) {
    const { flags } = args;
    refuseFlags(args);
    const told = isOn(flags, "evaluate")
      ? fieldsTold(program, flags, EVALUATION_FIELDS, EVALUATION_DEFAULT)
      : fieldsTold(program, flags, SUGGESTION_FIELDS, SUGGESTION_DEFAULT);
    if (told) return 0;
    const register = await program.openRegister("read");
    if (isOn(flags, "evaluate")) {
      await register.snapshot((reads) => printScores(program, reads, args));
      return 0;
    }
    const asksNothing = flags.text === undefined && args.operands.length === 0;
    if (isOn(flags, "relearn")) {
      await relearn(register, waitOf(program, program.place), () => void program.notice("learning"));
      if (asksNothing) return 0;
    } else await caughtUp(program, register);
    return register.snapshot(async (reads) => {
      const { text, number } = await textAsked(program, reads, args);
      await printFew(program, flags, {
        document: "suggest",
        query: null,
        all: SUGGESTION_FIELDS,
        few: SUGGESTION_DEFAULT,
        idOf: ({ value }) => value ?? "",
        look: plainLook(program),
        rows: await rowsOf(reads, await suggestBut(reads, await deskOf(reads, program.clock.now), text, number)),
        none: "none_listed",
      });
      return 0;
    });
  },
};
