import { isFailure } from "../../app/failure.ts";
import { type Item, isBad } from "../../app/outcome.ts";
import type { Own } from "../../app/plan.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { isAboutTheValue, type Refusal } from "../../domain/ticket/refusal.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import { ASKING } from "../../words/missing.en.ts";
import { refusalWords } from "../../words/refusals.en.ts";
import { refusedWords } from "../../words/writes.en.ts";
import type { Attempt } from "../attempt.ts";
import { isOn } from "../flag-values.ts";
import { localized } from "../localized.ts";
import type { Flags, Program } from "../program.ts";
import { saidOf } from "../say.ts";
import { settled } from "../settled.ts";
import type { Call, Stated } from "../write-verb.ts";
import { withBodies } from "./bodies.ts";
import { hushed, tellLines } from "./hearing.ts";
import { preview } from "./preview.ts";
import { type Answer, answerFor, canAsk, type Subject, standIn } from "./question.ts";

/** Nothing but a form can say what `edit` is to change. */
const FORM = "FIELD";
/** Belongs to the call, not to one of its tickets. */
const OF_THE_CALL: readonly string[] = ["at-reason"];

/** What would cure a refusal, by flag. */
const wantsOf = ({ writing }: Call, { wants }: Refusal): readonly string[] => wants.map((field) => writing.flagOf?.[field] ?? field);

const given = ({ stated }: Call, flag: string): boolean =>
  stated.flags[flag] !== undefined || (flag === "note" && stated.flags["note-file"] !== undefined) || (flag === "TEXT" && stated.text !== null);

/** No answer would help: there is no such ticket, or what a rule refuses was said on the command line, or nothing cures it. */
const isHopeless = (call: Call, item: Item): boolean =>
  item.outcome === "not_found" ||
  item.refusals.some((refusal) => {
    const wants = wantsOf(call, refusal);
    return wants.length === 0 || wants.some((flag) => given(call, flag) || !canAsk(call.writing.name, flag));
  });

const rowsOf = (items: readonly Item[]): readonly TicketRow[] => items.flatMap(({ before }) => (before === null ? [] : [before]));

const subjectOf = ({ writing, program, desk }: Call, rows: readonly TicketRow[]): Subject => ({
  verb: writing.name,
  me: program.me,
  rules: desk.rules,
  rows,
});

/** With an answer to a flag that the call never can do without. */
const withAnswer = (stated: Stated, flag: string, answer: Answer): Stated =>
  flag === "TEXT" ? { ...stated, text: String(answer) } : { ...stated, flags: { ...stated.flags, [flag]: answer } };

const standingIn = (call: Call, stated: Stated, flags: readonly string[], rows: readonly TicketRow[]): Stated =>
  flags.reduce((all, flag) => withAnswer(all, flag, standIn(flag, subjectOf(call, rows))), stated);

/** What speaks against an answer, as the flag would have been told; none: it will do. */
async function faultsOf(call: Call, stated: () => Promise<Stated>, flag: string, numbers: readonly number[]): Promise<readonly string[]> {
  let items: readonly Item[];
  try {
    items = await preview(call, await call.order(await stated(), hushed(call.program)));
  } catch (error) {
    // Before this answer there was a plan, so the fault is in the answer.
    if (!isFailure(error) || (error.code !== "usage" && error.code !== "not_found")) throw error;
    return error.problems.map(saidOf).map(({ what, todo }) => (todo === undefined ? what : `${what} ${todo}`));
  }
  const against = items.flatMap((item) => item.refusals.filter((refusal) => wantsOf(call, refusal).includes(flag)).map((refusal) => ({ item, refusal })));
  const all = numbers.length > 0 && numbers.every((number) => against.some(({ item }) => item.number === number));
  if (!all && !against.some(({ refusal }) => isAboutTheValue(refusal))) return [];
  const said = against.map(({ item, refusal }) => {
    const { what } = saidOf({ key: refusal.rule, with: { ...localized(call.program, refusal.about), flag } });
    return isAboutTheValue(refusal) || item.before === null ? what : refusedWords(idOf(item.before), what);
  });
  return [...new Set(said)];
}

/** Asks until an answer will do; `stated` is the call with it. */
async function accepted(call: Call, flag: string, rows: readonly TicketRow[], stated: (answer: Answer) => Promise<Stated>): Promise<Answer> {
  const ask = await call.program.ask();
  const numbers = rows.map((row) => row.number);
  for (;;) {
    const answer = await answerFor(ask, flag, subjectOf(call, rows));
    const faults = await faultsOf(call, () => stated(answer), flag, numbers);
    if (faults.length === 0) return answer;
    tellLines(call.program, faults);
  }
}

/** Asks for the flags a verb never can do without; where no answer could help, what comes of the call instead. */
async function withNeeded(call: Call, stated: Stated, needed: readonly string[]): Promise<Stated | Attempt> {
  const { program } = call;
  await settled(program, call.register);
  const before = await call.order(standingIn(call, stated, needed, []), hushed(program));
  const items = await preview(call, before);
  const hopeless = items.filter((item) => isHopeless(call, item));
  if (before.keepGoing ? hopeless.length === items.length : hopeless.length > 0 || items.length === 0) {
    // What only lacks answers is no fault of these tickets.
    const others = items.map((item) => (hopeless.includes(item) || !isBad(item) ? item : { ...item, outcome: "skipped" as const, refusals: [] }));
    return call.attempt({ ...before, agree: null, plan: async () => ({ items: others, also: [] }) });
  }
  const rows = rowsOf(items.filter((item) => !hopeless.includes(item)));
  tellLines(program, [ASKING.about(rows.map(idOf), rows[0]?.title ?? "")]);
  let next = stated;
  for (const [at, flag] of needed.entries()) {
    const later = needed.slice(at + 1);
    const so = next;
    next = withAnswer(so, flag, await accepted(call, flag, rows, async (answer) => standingIn(call, withAnswer(so, flag, answer), later, rows)));
  }
  return next;
}

/** What each ticket was answered for; tickets with the same answers have the same acts. */
type Answers = ReadonlyMap<number, Flags>;

async function withOwn(call: Call, stated: Stated, answers: Answers, hearing: Program = hushed(call.program)): Promise<Stated> {
  const made = new Map<string, Own>();
  const own = new Map<number, Own>();
  for (const [number, more] of answers) {
    const key = JSON.stringify(more);
    const flags = { ...stated.flags, ...more };
    const known = made.get(key) ?? {
      commands: await call.acts({ ...stated, flags }, hearing),
      withChildren: call.writing.withChildren?.(flags) ?? false,
    };
    made.set(key, known);
    own.set(number, known);
  }
  return { ...stated, own };
}

/** Why it is asked: each message once, with the tickets it is true of. */
function tellWhy(call: Call, items: readonly Item[]): void {
  const ids = new Map<string, string[]>();
  for (const { before, refusals } of items) {
    for (const { rule, about } of before === null ? [] : refusals) {
      const { message } = refusalWords(rule, localized(call.program, about));
      ids.set(message, [...(ids.get(message) ?? []), before === null ? "" : idOf(before)]);
    }
  }
  tellLines(
    call.program,
    [...ids].map(([message, tickets]) => ASKING.because(tickets, message)),
  );
}

/** Asks for what the refusals want, each flag once for all tickets that lack it. Null: they want nothing that can be asked. */
async function withWanted(call: Call, stated: Stated, answers: Map<number, Flags>, items: readonly Item[]): Promise<Stated | null> {
  const refused = items.filter(isBad);
  const isAnswered = (item: Item): boolean =>
    item.refusals.some((refusal) => wantsOf(call, refusal).some((flag) => answers.get(item.number)?.[flag] !== undefined || stated.flags[flag] !== undefined));
  if (refused.length === 0 || refused.some((item) => isHopeless(call, item) || isAnswered(item))) return null;
  const wanted = new Map<string, TicketRow[]>();
  for (const item of refused) {
    for (const flag of new Set(item.refusals.flatMap((refusal) => wantsOf(call, refusal)))) wanted.set(flag, [...(wanted.get(flag) ?? []), ...rowsOf([item])]);
  }
  tellWhy(call, refused);
  let next = stated;
  for (const [flag, rows] of wanted) {
    const so = next;
    const answered = (answer: Answer): Promise<Stated> => {
      if (OF_THE_CALL.includes(flag)) return withOwn(call, withAnswer(so, flag, answer), answers);
      for (const { number } of rows) answers.set(number, { ...answers.get(number), [flag]: answer });
      return withOwn(call, so, answers);
    };
    next = await answered(await accepted(call, flag, rows, answered));
  }
  return next;
}

/** Says what was understood of what was answered, not again of what stood on the command line. */
function hearingRest(program: Program, stated: Flags): Program {
  const notice: Program["notice"] = async (key, about) => {
    if (key !== "understood" || stated[String(about?.flag)] === undefined) await program.notice(key, about);
  };
  return Object.create(program, { notice: { value: notice } }) as Program;
}

/**
 * Carries out a call and asks a person for what it lacks: first the flags its verb always needs, then what the refusals
 * want, once for the whole set; each answer is checked by the plan it makes. `first` is what came of it so far.
 */
export async function asked(call: Call, needed: readonly string[], first: Attempt | null): Promise<Attempt> {
  const { program, register } = call;
  let stated = await withBodies(program, call.stated, call.writing.takesText === true);
  const token = call.stated.flags.once;
  const isRepeat = typeof token === "string" && (await register.operationByRun(token)) !== null;
  if (isRepeat && first === null) return call.attempt(await call.order(standingIn(call, stated, needed, [])));
  if (needed.includes(FORM)) return (await import("./edit-form.ts")).byForm(call, stated);
  if (needed.length > 0) {
    const next = await withNeeded(call, stated, needed);
    if ("result" in next) return next;
    stated = next;
  }
  const answers = new Map<number, Flags>();
  let done = first ?? (await call.attempt(await call.order(stated)));
  // Whoever says --keep-going passes over what a ticket lacks.
  while (done.error === null && !isOn(call.stated.flags, "keep-going")) {
    const next = await withWanted(call, stated, answers, done.result.items);
    if (next === null) break;
    const hearing = hearingRest(program, call.stated.flags);
    stated = await withOwn(call, next, answers, hearing);
    done = await call.attempt(await call.order(stated, hearing));
  }
  return done;
}
