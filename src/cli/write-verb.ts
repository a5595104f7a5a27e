import { type Desk, deskOf } from "../app/desk.ts";
import { fail, type Problem } from "../app/failure.ts";
import type { Order } from "../app/order.ts";
import type { Item, Result } from "../app/outcome.ts";
import { type Own, plan } from "../app/plan.ts";
import type { Register } from "../app/ports.ts";
import { type Selection, select } from "../app/selection.ts";
import type { Act } from "../domain/ticket/decide.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { Calendar } from "../domain/time/calendar.ts";
import { localInstant } from "../render/due.ts";
import { type Attempt, attempt, endedBefore } from "./attempt.ts";
import { calendarNamedBy } from "./calendar-in.ts";
import { instantOf, integerOf, isOn, textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { type Chosen, chosenTickets } from "./numbers-in.ts";
import { openFailedTo, printResult } from "./print-result.ts";
import type { Flags, Program, Verb } from "./program.ts";
import { checkedText } from "./text-in.ts";
import { waitOf } from "./waiting.ts";
import { inFlags, lacksText, missingIn, refuseMissing, split } from "./write-words.ts";

/** What a verb makes its acts of. */
export interface Input {
  readonly program: Program;
  readonly flags: Flags;
  readonly register: Register;
  readonly desk: Desk;
  /** What stood behind the tickets. */
  readonly operands: readonly string[];
  /** The TEXT of a verb that takes one. */
  readonly text: string | null;
  /** Whose hours `bh` and `bd` mean. */
  readonly calendar: Calendar;
  /** The set is chosen by `--where`. */
  readonly byQuery: boolean;
}

/** What tells one writing verb from another. */
export interface Writing {
  readonly name: string;
  /** Flags it can never do without, checked before anything is read. */
  readonly needs?: readonly string[];
  readonly missing?: (flags: Flags) => readonly string[];
  /** Behind the tickets comes a TEXT. */
  readonly takesText?: boolean;
  /** How many words follow the tickets. */
  readonly more?: number;
  readonly withChildren?: (flags: Flags) => boolean;
  /** Under which flag a field is given, where that is not its own name. */
  readonly flagOf?: Readonly<Record<string, string>>;
  readonly keep?: Order["keep"];
  /** What a person should know of a ticket beside the result. */
  readonly remarks?: (item: Item, flags: Flags) => readonly Problem[];
  readonly acts: (input: Input) => readonly Act[] | Promise<readonly Act[]>;
}

/** What a call says: its flags and its TEXT, and what was answered for single tickets. */
export interface Stated {
  readonly flags: Flags;
  readonly text: string | null;
  readonly own?: ReadonlyMap<number, Own>;
}

/** A writing call, for those who ask what it lacks. */
export interface Call {
  readonly program: Program;
  readonly writing: Writing;
  readonly register: Register;
  readonly desk: Desk;
  readonly chosen: Chosen;
  /** What stood on the command line. */
  readonly stated: Stated;
  /** What the flags and the TEXT come to. `program` says who hears what was understood. */
  acts(stated: Stated, program?: Program): Promise<readonly Act[]>;
  order(stated: Stated, program?: Program): Promise<Order>;
  attempt(order: Order): Promise<Attempt>;
  /** The file of `--failed-to`, once something was attempted. */
  failedTo(): number | null;
}

/** Above this many tickets, or where a pipe or a query chose them, a person is asked once for the whole set. */
export const UNASKED = 10;
const SHOWN = 10;
/** The most tickets `--where` may find, unless `--max` says otherwise. */
export const MAX = 500;

function selectionOf(chosen: Chosen, flags: Flags): Selection {
  return chosen.kind === "where" ? { kind: "where", query: chosen.query, max: integerOf(flags, "max") ?? MAX } : { kind: "numbers", numbers: chosen.numbers };
}

/** Asks about the set as it would change; without anybody to ask, `--yes` has to say it. */
export function agreement(program: Program, verb: string): NonNullable<Order["agree"]> {
  return async (items: readonly Item[]) => {
    const changing = items.filter((item) => item.outcome === "changed" || item.outcome === "repeated");
    const titles = changing.slice(0, SHOWN).flatMap((item) => (item.before === null ? [] : [`${idOf(item.before)}  ${item.before.title}`]));
    const question = await program.say("agree", { verb, n: changing.length, titles, more: changing.length - titles.length });
    return (await program.ask()).confirm(question, false);
  };
}

/** What every writing call has in common, from its flags. */
export async function orderOf(program: Program, flags: Flags, calendar: Calendar): Promise<Omit<Order, "plan" | "agree" | "numbers" | "verb">> {
  const { now, held } = program.clock;
  const at = await instantOf(program, flags, "at", "past", calendar);
  if (at !== null && at > now) throw fail("usage", "at_in_future", { moment: localInstant(program.zone, at) });
  const atReason = textOf(flags, "at-reason");
  if (atReason !== null && at === null) throw fail("usage", "reason_unused", { flag: "at-reason" });
  if (atReason !== null) checkedText(atReason, "--at-reason");
  const given = textOf(flags, "once");
  if (given !== null && (given.trim() === "" || given.length > 200 || given.includes("\u0000") || !given.isWellFormed())) throw fail("usage", "bad_token", {});
  return {
    acting: { me: program.me, now, at, atReason },
    via: program.via,
    heldClock: held,
    run: given,
    dryRun: isOn(flags, "dry-run"),
    keepGoing: isOn(flags, "keep-going"),
    undoes: null,
    wait: waitOf(program, program.place),
  };
}

/** Whether a person has to agree: the set came from a pipe, a file or a query, or is large. */
const mustAgree = (chosen: Chosen, flags: Flags): boolean =>
  !isOn(flags, "yes") &&
  !isOn(flags, "dry-run") &&
  (chosen.kind === "where" || (chosen.numbers.length > 0 && (chosen.source !== "operands" || chosen.numbers.length > UNASKED)));

/** The call that a command line makes, and how it is carried out. */
function callOf(program: Program, writing: Writing, register: Register, desk: Desk, chosen: Chosen, stated: Stated, operands: readonly string[]): Call {
  const numbers = chosen.kind === "numbers" ? chosen.numbers : [];
  const byQuery = chosen.kind === "where";
  let failedTo: number | null = null;
  const acts: Call["acts"] = async ({ flags, text }, hearing = program) => {
    const calendar = await calendarNamedBy(register, desk, flags, numbers);
    return writing.acts({ program: hearing, flags, register, desk, operands, text, calendar, byQuery });
  };
  return {
    program,
    writing,
    register,
    desk,
    chosen,
    stated,
    acts,
    async order(said, hearing = program) {
      const { flags, own } = said;
      const commands = await acts(said, hearing);
      const asks = mustAgree(chosen, flags);
      if (asks && !program.mayAsk) throw fail("usage", "confirm_missing", { verb: writing.name, flag: "--yes" });
      const selection = selectionOf(chosen, flags);
      const withChildren = writing.withChildren?.(flags) ?? false;
      const anyChildren = withChildren || (own !== undefined && [...own.values()].some((each) => each.withChildren === true));
      const common = await orderOf(hearing, flags, await calendarNamedBy(register, desk, flags, numbers));
      return {
        ...common,
        verb: writing.name,
        ...(writing.keep !== undefined && { keep: writing.keep }),
        agree: asks ? agreement(program, writing.name) : null,
        numbers: async () => (byQuery || anyChildren ? null : numbers),
        plan: async (reads, now, shown) => {
          const set = await select(reads, selection, shown);
          const change = { ...set, commands, withChildren, strict: isOn(flags, "strict"), ...(own !== undefined && { own }) };
          return plan(reads, now, common.acting, change);
        },
      };
    },
    attempt(order) {
      failedTo ??= openFailedTo(stated.flags);
      return attempt(register, order, byQuery ? null : numbers).catch((error: unknown) => {
        throw inFlags(error, writing.flagOf ?? {});
      });
    },
    failedTo: () => failedTo,
  };
}

/** Flags whose file can be read but once, so that what is in it has to be kept for a second plan. */
const BODIES = ["note-file", "description-file"];

/** More was wanted of a ticket than was said. */
const lacks = ({ result, error }: Attempt): boolean => error === null && result.items.some((item) => item.refusals.some((refusal) => refusal.wants.length > 0));

/** Carries out a call; where somebody can be asked, for what it lacks too. */
async function carriedOut(call: Call, needed: readonly string[], mayAsk: boolean): Promise<Attempt> {
  if (!mayAsk) return call.attempt(await call.order(call.stated));
  const { flags } = call.stated;
  const first = needed.length > 0 || BODIES.some((name) => flags[name] !== undefined) ? null : await call.attempt(await call.order(call.stated));
  if (first !== null && !lacks(first)) return first;
  const { asked } = await import("./questions/missing.ts");
  const numbers = call.chosen.kind === "numbers" ? call.chosen.numbers : [];
  return asked(call, needed, first).catch((error: unknown) => endedBefore(call.register, call.writing.name, isOn(flags, "keep-going"), numbers, error));
}

/** A verb that changes tickets: turns its words into a set and a list of acts, and leaves the rest to `operate`. */
export function writeVerb(writing: Writing): Verb {
  return {
    name: writing.name,
    async run(program, args) {
      const { flags } = args;
      formNamed(flags);
      const missing = missingIn(writing, args);
      // A dry run asks nothing.
      const mayAsk = program.mayAsk && !isOn(flags, "dry-run");
      if (!mayAsk) refuseMissing(writing, missing);
      const { specs, text, operands } = split(writing, args);
      if (operands.length < (writing.more ?? 0))
        throw fail("usage", "operands_few", { verb: writing.name, operands: program.row.operands, example: program.row.examples[0] });
      const register = await program.openRegister("write");
      const desk = await deskOf(register, program.clock.now);
      const chosen = await chosenTickets(program, register, desk, specs, flags);
      const call = callOf(program, writing, register, desk, chosen, { flags, text }, operands);
      const done = await carriedOut(call, lacksText(writing, args, text) ? [...missing, "TEXT"] : missing, mayAsk);
      await remarked(program, writing, flags, done.result);
      if (chosen.kind === "where" && done.result.items.length === 0 && done.error === null) await program.notice("none_listed");
      const code = await printResult(program, flags, desk, done, call.failedTo());
      if (deservesWord(program, done.result)) await (await import("./beside-result.ts")).tellBeside(program, register, desk, done.result);
      return code;
    },
  };
}

/** What the verb itself has to say of what changed. */
async function remarked(program: Program, { remarks }: Writing, flags: Flags, { items }: Result): Promise<void> {
  if (remarks === undefined) return;
  for (const item of items.slice(0, SHOWN)) {
    if (item.outcome === "changed") for (const { key, with: about } of remarks(item, flags)) await program.notice(key, about);
  }
}

/** Whether a person should know more than the result says; what that is, is made late. */
const deservesWord = (program: Program, { items, verb }: Result): boolean =>
  items.some(
    ({ before, after, outcome }) =>
      before !== null &&
      after !== null &&
      outcome === "changed" &&
      (verb === "resolve" ||
        (before.overrideReason !== null && after.computedPriority !== before.computedPriority) ||
        (program.io.stderr.isTerminal && after.assignee !== before.assignee && after.assignee !== null)),
  );
