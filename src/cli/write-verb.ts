import { type Desk, deskOf } from "../app/desk.ts";
import { Failure, fail, isFailure } from "../app/failure.ts";
import type { Order } from "../app/order.ts";
import type { Item, Result } from "../app/outcome.ts";
import { plan } from "../app/plan.ts";
import type { Register } from "../app/ports.ts";
import { type Selection, select } from "../app/selection.ts";
import type { Act } from "../domain/ticket/decide.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { Calendar } from "../domain/time/calendar.ts";
import { localInstant } from "../render/due.ts";
import { attempt } from "./attempt.ts";
import { calendarNamedBy } from "./calendar-in.ts";
import { instantOf, integerOf, isOn, textOf } from "./flag-values.ts";
import { formNamed } from "./flags/output.ts";
import { type Chosen, chosenTickets } from "./numbers-in.ts";
import { openFailedTo, printResult } from "./print-result.ts";
import type { Args, Flags, Program, Verb } from "./program.ts";
import { checkedText } from "./text-in.ts";
import { waitOf } from "./waiting.ts";

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
  readonly acts: (input: Input) => readonly Act[] | Promise<readonly Act[]>;
}

/** Above this many tickets, or where a pipe or a query chose them, a person is asked once for the whole set. */
export const UNASKED = 10;
const SHOWN = 10;
const MAX = 500;

function refuseMissing(writing: Writing, args: Args): void {
  const missing = [...(writing.needs ?? []).filter((name) => args.flags[name] === undefined), ...(writing.missing?.(args.flags) ?? [])];
  if (args.flags.max !== undefined && args.flags.where === undefined) throw fail("usage", "max_alone", {});
  if (missing.length > 0) throw fail("usage", "flags_missing", { verb: writing.name, missing, spec: args.operands[0] ?? "41" });
}

/** Splits the operands: tickets first, then a text or other words, by what the verb takes. */
function split(writing: Writing, args: Args): { readonly specs: readonly string[]; readonly text: string | null; readonly operands: readonly string[] } {
  const elsewhere = args.flags.where !== undefined || args.flags["ids-from"] !== undefined;
  const more = writing.takesText === true || writing.more !== undefined;
  const specs = !more ? args.operands : elsewhere ? [] : args.operands.slice(0, 1);
  const rest = args.operands.slice(specs.length);
  return { specs, text: writing.takesText === true ? (rest[0] ?? null) : null, operands: rest };
}

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

/** A mistake in a field, named by the flag that gave it. */
function inFlags(error: unknown, flags: Readonly<Record<string, string>>): unknown {
  if (!isFailure(error)) return error;
  const flagOf = (field: unknown): string | undefined => (typeof field === "string" && Object.hasOwn(flags, field) ? flags[field] : undefined);
  const problems = error.problems.map(({ key, with: about }) => {
    const flag = flagOf(about.field);
    return { key, with: flag === undefined ? about : { ...about, flag } };
  });
  return new Failure(error.code, problems, error.cause);
}

/** A verb that changes tickets: turns its words into a set and a list of acts, and leaves the rest to `operate`. */
export function writeVerb(writing: Writing): Verb {
  return {
    name: writing.name,
    async run(program, args) {
      const { flags } = args;
      formNamed(flags);
      refuseMissing(writing, args);
      const { specs, text, operands } = split(writing, args);
      if (operands.length < (writing.more ?? 0))
        throw fail("usage", "operands_few", { verb: writing.name, operands: program.row.operands, example: program.row.examples[0] });
      const register = await program.openRegister("write");
      const desk = await deskOf(register);
      const chosen = await chosenTickets(program, register, desk, specs, flags);
      const calendar = await calendarNamedBy(register, desk, flags, chosen.kind === "numbers" ? chosen.numbers : []);
      const acts = await writing.acts({ program, flags, register, desk, operands, text, calendar, byQuery: chosen.kind === "where" });
      const asks = mustAgree(chosen, flags);
      if (asks && !program.mayAsk) throw fail("usage", "confirm_missing", { verb: writing.name, flag: "--yes" });
      const selection = selectionOf(chosen, flags);
      const withChildren = writing.withChildren?.(flags) ?? false;
      const common = await orderOf(program, flags, calendar);
      const order: Order = {
        ...common,
        verb: writing.name,
        ...(writing.keep !== undefined && { keep: writing.keep }),
        agree: asks ? agreement(program, writing.name) : null,
        numbers: async () => (chosen.kind === "where" || withChildren ? null : chosen.numbers),
        plan: async (reads, now, shown) => {
          const { numbers, meanwhile } = await select(reads, selection, shown);
          return plan(reads, now, common.acting, { numbers, commands: acts, withChildren, strict: isOn(flags, "strict"), meanwhile });
        },
      };
      const failedTo = openFailedTo(flags);
      const done = await attempt(register, order, chosen.kind === "where" ? null : chosen.numbers).catch((error: unknown) => {
        throw inFlags(error, writing.flagOf ?? {});
      });
      await notices(program, done.result);
      if (chosen.kind === "where" && done.result.items.length === 0 && done.error === null) await program.notice("none_listed");
      return printResult(program, flags, desk, done, failedTo);
    },
  };
}

/** What a person should know beside the result: an override that outlived a change of what it was set against. */
async function notices(program: Program, result: Result): Promise<void> {
  for (const { before, after } of result.items.slice(0, SHOWN)) {
    if (before === null || after === null || after.overrideReason === null) continue;
    if (after.computedPriority !== before.computedPriority && before.overrideReason !== null)
      await program.notice("override_stays", { priority: after.priority, computed: after.computedPriority });
  }
}
