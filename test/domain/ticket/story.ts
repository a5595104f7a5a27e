import { expect } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import type { Policy, Which } from "../../../src/domain/policy/policy.ts";
import { type Acted, act } from "../../../src/domain/ticket/act.ts";
import { type ClockReading, readClock } from "../../../src/domain/ticket/clock-state.ts";
import type { Command } from "../../../src/domain/ticket/decide.ts";
import type { Context, Kin } from "../../../src/domain/ticket/decision.ts";
import type { TicketEvent } from "../../../src/domain/ticket/event.ts";
import { evolve } from "../../../src/domain/ticket/fold.ts";
import type { CalendarOf } from "../../../src/domain/ticket/judge.ts";
import { rowOf } from "../../../src/domain/ticket/row-of.ts";
import { OPEN, type Ticket } from "../../../src/domain/ticket/ticket.ts";
import { iso } from "../../../src/domain/time/instant.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Monday 23 November 2026, 00:00 in Jakarta. */
const MONDAY = Date.UTC(2026, 10, 22, 17) / 1000;

/** `mon 09:00`, `sat 10:30:05`, `mon+1 08:00` (a week later): wall time in Jakarta, seven hours ahead of UTC. */
export function t(text: string): number {
  const [, day, week, hour, minute, second] = /^(\w{3})(?:\+(\d+))? (\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (day === undefined || !DAYS.includes(day)) throw new Error(`"${text}" is no time of a story`);
  return MONDAY + (DAYS.indexOf(day) + 7 * Number(week ?? 0)) * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0);
}

/** The same the other way, for readable failures. */
export function said(at: number | null): string | null {
  if (at === null) return null;
  const days = Math.floor((at - MONDAY) / 86_400);
  const week = Math.floor(days / 7);
  const clock = iso(at + 7 * 3600).slice(11, 19);
  return `${DAYS[days - week * 7]}${week === 0 ? "" : `+${week}`} ${clock.endsWith(":00") ? clock.slice(0, 5) : clock}`;
}

export interface World {
  readonly me: string;
  readonly policies: readonly Policy[];
  readonly others: readonly Ticket[];
  readonly description: string | null;
}
const WORLD: World = { me: "sari", policies: [DEFAULT_POLICY], others: [], description: null };

const calendarsOf =
  (policies: readonly Policy[]): CalendarOf =>
  (terms, name) => {
    const calendar = policies[terms - 1]?.calendars[name];
    if (calendar === undefined) throw new Error(`policy ${terms} has no calendar ${name}`);
    return calendar;
  };
export const calendarOf = calendarsOf([DEFAULT_POLICY]);

function kinOf(world: World): Kin {
  const children = (number: number): readonly Ticket[] => world.others.filter((other) => other.parent === number);
  return {
    other: (number) => world.others.find((other) => other.number === number) ?? null,
    openChildren: (number) =>
      children(number)
        .filter((child) => OPEN.includes(child.status))
        .map((child) => child.number),
    hasChildren: (number) => children(number).some((child) => !child.void),
    description: () => world.description,
  };
}

/** `--at` and its reason, and who acts. */
export interface How {
  readonly at?: string;
  readonly atReason?: string;
  readonly by?: string;
}

/** A ticket with a history, told step by step; every step is a new story. */
export class Story {
  readonly number: number;
  readonly history: readonly TicketEvent[];
  readonly maybe: Ticket | null;
  readonly world: World;

  constructor(number: number, world: World, maybe: Ticket | null = null, history: readonly TicketEvent[] = []) {
    this.number = number;
    this.world = world;
    this.maybe = maybe;
    this.history = history;
  }

  get ticket(): Ticket {
    if (this.maybe === null) throw new Error("nothing has been logged yet");
    return this.maybe;
  }

  within(world: Partial<World>): Story {
    return new Story(this.number, { ...this.world, ...world }, this.maybe, this.history);
  }

  beside(...others: readonly Ticket[]): Story {
    return this.within({ others: [...this.world.others, ...others] });
  }

  act(command: Command, now: string, how: How = {}): Acted {
    const { policies } = this.world;
    const me = how.by ?? this.world.me;
    const at = t(how.at ?? now);
    const context: Context = {
      at,
      now: t(now),
      me,
      rules: policies.at(-1) as Policy,
      termsAt: () => policies.length,
      policyOf: (version) => policies[version - 1] as Policy,
      calendarOf: calendarsOf(policies),
      backdated: how.at !== undefined,
      atReason: how.atReason ?? null,
      kin: kinOf(this.world),
    };
    return act(this.maybe, this.number, command, context, { at, recordedAt: t(now), operation: this.history.length + 1, by: me });
  }

  /** The story after a command that must be allowed. */
  and(now: string, command: Command, how: How = {}): Story {
    const acted = this.act(command, now, how);
    if (!acted.ok) throw new Error(`${command.do} at ${now}: ${JSON.stringify(acted.refusals)}`);
    return new Story(this.number, this.world, acted.ticket, [...this.history, ...acted.events]);
  }

  /** The story after an event nobody decided. */
  happens(now: string, event: Pick<TicketEvent, "type" | "data"> & { readonly texts?: TicketEvent["texts"] }): Story {
    const whole = {
      number: this.number,
      version: this.ticket.version + 1,
      at: t(now),
      recordedAt: t(now),
      operation: 999,
      by: "sweep",
      texts: {},
      ...event,
    } as TicketEvent;
    return new Story(this.number, this.world, evolve(this.ticket, whole), [...this.history, whole]);
  }

  when(now: string, command: Command, how: How = {}): Then {
    return new Then(this, this.act(command, now, how));
  }

  clock(which: Which, now: string): ClockReading {
    const calendars = calendarsOf(this.world.policies);
    return readClock(rowOf(this.ticket, calendars), which, t(now), calendars);
  }

  /** `running due mon 13:00 left 4h`: a clock in one line. */
  see(which: Which, now: string): string {
    const { state, dueAt, leftSeconds } = this.clock(which, now);
    return `${state} due ${said(dueAt) ?? "-"} left ${leftSeconds === null ? "-" : minutes(leftSeconds)}`;
  }
}

const minutes = (seconds: number): string => `${seconds / 60}m`;

type Expected = string | { readonly type: string; readonly [key: string]: unknown };

/** What came of a command. */
export class Then {
  readonly acted: Acted;
  readonly #story: Story;

  constructor(story: Story, acted: Acted) {
    this.#story = story;
    this.acted = acted;
  }

  /** Exactly these events, each by its type or by part of what it holds. */
  gives(...events: readonly Expected[]): Ticket {
    if (!this.acted.ok) expect.fail(`refused: ${JSON.stringify(this.acted.refusals)}`);
    expect(this.acted.events.map((event) => event.type)).toEqual(events.map((event) => (typeof event === "string" ? event : event.type)));
    expect(this.acted.events).toMatchObject(events.map((event) => (typeof event === "string" ? { type: event } : event)));
    return this.acted.ticket;
  }

  unchanged(): void {
    this.gives();
    if (this.acted.ok) expect(this.acted.ticket).toBe(this.#story.ticket);
  }

  /** Exactly these rules, in any order. */
  refused(...rules: readonly string[]): void {
    expect(this.acted.ok ? this.acted.events.map((event) => event.type) : this.acted.refusals.map((refusal) => refusal.rule).toSorted()).toEqual(
      rules.toSorted(),
    );
    expect(this.acted.ok).toBe(false);
  }

  /** One rule, the facts it names and the flags that would cure it. */
  refusedFor(rule: string, about: Readonly<Record<string, unknown>>, wants: readonly string[]): void {
    this.refused(rule);
    if (!this.acted.ok) expect(this.acted.refusals[0]).toMatchObject({ about, wants });
  }
}

export const ticket = (number = 41, world: Partial<World> = {}): Story => new Story(number, { ...WORLD, ...world });
