import { type Acted, act, type Stamp } from "../domain/ticket/act.ts";
import type { Affect } from "../domain/ticket/acts/affect.ts";
import { inherited } from "../domain/ticket/acts/inherit.ts";
import type { Command } from "../domain/ticket/decide.ts";
import type { Also, Context } from "../domain/ticket/decision.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { type Refusal, refuse } from "../domain/ticket/refusal.ts";
import { rowOf } from "../domain/ticket/row-of.ts";
import type { Ticket } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Desk } from "./desk.ts";
import type { Item } from "./outcome.ts";
import type { NewPolicy, Reads } from "./ports.ts";
import { WorkingSet } from "./working-set.ts";

/** Who acts and when: what every decision of a plan is made under. */
export interface Acting {
  readonly me: string;
  readonly now: Instant;
  /** Null: now, or the ticket's last move where a clock was set back since. */
  readonly at: Instant | null;
  readonly atReason: string | null;
}

export interface Planned {
  /** One item for each ticket asked for, in that order, then the children taken along. */
  readonly items: readonly Item[];
  /** Tickets that change as a consequence without having been asked for. */
  readonly also: readonly Item[];
  /** A version of the policy that comes with it, whether or not a ticket changes. */
  readonly policy?: NewPolicy;
  /** Further tickets, decided set after set as they are kept; an operation is recorded for them whether or not one changes. */
  readonly more?: () => AsyncIterable<readonly Item[]>;
}

/** One ticket after one command after another; all refusals of all of them. */
interface Run {
  readonly ticket: Ticket | null;
  readonly events: readonly TicketEvent[];
  readonly also: readonly Also<Affect>[];
  readonly refusals: readonly Refusal[];
}

export class Planner {
  readonly #desk: Desk;
  readonly #acting: Acting;
  readonly #set: WorkingSet;

  constructor(desk: Desk, acting: Acting, set: WorkingSet) {
    this.#desk = desk;
    this.#acting = acting;
    this.#set = set;
  }

  /** A consequence comes at the time of its cause, or with the ticket's last move where that came later. */
  #when(ticket: Ticket | null, consequence: boolean): Instant {
    const { at, now } = this.#acting;
    if (at !== null && !consequence) return at;
    return Math.max(at ?? now, ticket?.movedAt ?? now);
  }

  #context(at: Instant): Context {
    const { me, now, atReason } = this.#acting;
    const { rules, termsAt, policyOf, calendarOf } = this.#desk;
    return { at, now, me, rules, termsAt, policyOf, calendarOf, backdated: this.#acting.at !== null, atReason, kin: this.#set };
  }

  #act(ticket: Ticket | null, number: number, command: Command, at: Instant): Acted {
    const stamp: Stamp = { at, recordedAt: this.#acting.now, operation: this.#desk.state.operations + 1, by: this.#acting.me };
    return act(ticket, number, command, this.#context(at), stamp);
  }

  #run(ticket: Ticket | null, number: number, commands: readonly Command[], consequence: boolean): Run {
    let run: Run = { ticket, events: [], also: [], refusals: [] };
    for (const command of commands) {
      if (run.ticket === null && command.do !== "log") break;
      const acted = this.#act(run.ticket, number, command, this.#when(run.ticket, consequence));
      run = acted.ok
        ? { ...run, ticket: acted.ticket, events: [...run.events, ...acted.events], also: [...run.also, ...acted.also] }
        : { ...run, refusals: [...run.refusals, ...acted.refusals] };
    }
    return run;
  }

  /** Decides the commands for one ticket; `outcome` is what a change counts as. */
  item(
    number: number,
    commands: readonly Command[],
    outcome: "changed" | "repeated" = "changed",
    consequence = false,
  ): { readonly item: Item; readonly also: readonly Also<Affect>[] } {
    const before = this.#set.row(number);
    const standing = this.#set.other(number);
    const none = { before, after: before, events: [], refusals: [] } as const;
    if (standing === null && commands[0]?.do !== "log") return { item: { number, outcome: "not_found", ...none }, also: [] };
    const run = this.#run(standing, number, commands, consequence);
    if (run.refusals.length > 0 || run.ticket === null) return { item: { number, outcome: "refused", ...none, refusals: run.refusals }, also: [] };
    if (run.events.length === 0) return { item: { number, outcome: "unchanged", ...none }, also: run.also };
    this.#set.becomes(run.ticket);
    // A ticket this plan has changed already is no longer what its row says.
    const was = before === null || standing === null || standing.version !== before.version ? null : { ticket: standing, row: before };
    return { item: { number, outcome, before, after: rowOf(run.ticket, this.#desk.calendarOf, was), events: run.events, refusals: [] }, also: run.also };
  }

  /** What the items bring about on other tickets. A ticket that cannot take it is passed over: it is a courtesy, not a rule. */
  consequences(also: readonly Also<Affect>[], asked: ReadonlyMap<number, Item>): { readonly items: ReadonlyMap<number, Item>; readonly also: readonly Item[] } {
    const items = new Map(asked);
    const others = new Map<number, Item>();
    for (const { number, command } of also) {
      const { item } = this.item(number, [command], "changed", true);
      if (item.outcome !== "changed") continue;
      const into = items.has(number) && items.get(number)?.outcome !== "refused" ? items : others;
      const earlier = into.get(number)?.events ?? [];
      into.set(number, { ...item, events: [...earlier, ...item.events] });
    }
    return { items, also: [...others.values()] };
  }
}

/** Children before their parents, so that a parent's close sees its children closed; to reopen them it is the other way round. */
function inFamilies(numbers: readonly number[], commands: readonly Command[], set: WorkingSet): readonly number[] {
  const isChild = (number: number): boolean => (set.other(number)?.parent ?? null) !== null;
  const children = numbers.filter(isChild);
  if (children.length === 0 || numbers.length === 1) return numbers;
  const others = numbers.filter((number) => !isChild(number));
  return commands.some((command) => command.do === "reopen") ? [...others, ...children] : [...children, ...others];
}

/** The children that a change of a parent takes along. */
const takenAlong = (number: number, commands: readonly Command[], set: WorkingSet): readonly number[] =>
  commands.some((command) => command.do === "close") ? set.unclosedChildren(number) : set.openChildren(number);

/** What is said of one ticket of a set alone. */
export interface Own {
  /** In the place of the commands of the set. */
  readonly commands?: readonly Command[];
  /** Takes its children along. */
  readonly withChildren?: boolean;
  /** Names of fields that are no longer what somebody saw when deciding to change them. */
  readonly changedSince?: (ticket: Ticket, description: string | null) => readonly string[];
}

export interface Change {
  readonly numbers: readonly number[];
  readonly commands: readonly Command[];
  readonly own?: ReadonlyMap<number, Own>;
  readonly withChildren: boolean;
  /** Refuses what would be unchanged. */
  readonly strict: boolean;
  /** Numbers that must still match what was shown; the others were changed meanwhile. */
  readonly meanwhile: ReadonlySet<number>;
}

/** Decides a change of a set of tickets; writes nothing. */
export async function plan(reads: Reads, desk: Desk, acting: Acting, change: Change): Promise<Planned> {
  const { commands, own } = change;
  const all = own === undefined ? commands : [...commands, ...[...own.values()].flatMap((each) => each.commands ?? [])];
  const set = await WorkingSet.of(reads, change.numbers, all);
  const planner = new Planner(desk, acting, set);
  const along = (number: number): boolean => change.withChildren || own?.get(number)?.withChildren === true;
  const children = change.numbers.flatMap((number) => (along(number) ? takenAlong(number, commands, set) : []));
  const numbers = [...new Set([...change.numbers, ...children])];
  const items = new Map<number, Item>();
  const also: Also<Affect>[] = [];
  for (const number of inFamilies(numbers, commands, set)) {
    const ticket = set.other(number);
    const fields = ticket === null ? [] : (own?.get(number)?.changedSince?.(ticket, set.description(number)) ?? []);
    if (change.meanwhile.has(number) || fields.length > 0) {
      const row = set.row(number);
      const refusal = refuse("changed_meanwhile", fields.length > 0 ? { fields } : {});
      items.set(number, { number, outcome: "refused", before: row, after: row, events: [], refusals: [refusal] });
      continue;
    }
    const parent = ticket !== null && ticket.parent !== null && along(ticket.parent) && numbers.includes(ticket.parent) ? set.other(ticket.parent) : null;
    const said = own?.get(number)?.commands ?? commands;
    const decided = planner.item(
      number,
      parent === null || ticket === null
        ? said
        : said.map((command) => (command.do === "close" || command.do === "resolve" ? inherited(command, parent, ticket) : command)),
    );
    also.push(...decided.also);
    items.set(
      number,
      change.strict && decided.item.outcome === "unchanged" ? { ...decided.item, outcome: "refused", refusals: [refuse("unchanged")] } : decided.item,
    );
  }
  const whole = planner.consequences(also, items);
  return { items: numbers.map((number) => whole.items.get(number) as Item), also: whole.also };
}
