import type { AddNote } from "../domain/ticket/acts/note.ts";
import type { Act } from "../domain/ticket/decide.ts";
import type { TicketEvent } from "../domain/ticket/event.ts";
import { live } from "../domain/ticket/fold.ts";
import { isAboutTheValue, type Refusal, refuse } from "../domain/ticket/refusal.ts";
import { OPEN, type Ticket } from "../domain/ticket/ticket.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { UnusableAlert } from "./alert-ports.ts";
import type { Desk } from "./desk.ts";
import type { Problem } from "./failure.ts";
import { comesAgain, following, type Logging } from "./log.ts";
import type { Item } from "./outcome.ts";
import { type Acting, type Planned, Planner } from "./plan.ts";
import type { Reads } from "./ports.ts";
import { WorkingSet } from "./working-set.ts";

/** What a recovery says on the ticket, and the code it resolves under; null: it only says so. */
interface Recovery {
  readonly note: string;
  readonly resolvesAs: string | null;
}

/** One alert, as it would be logged if it is new. */
export interface Incoming {
  readonly place: number;
  readonly key: string;
  readonly logging: Logging;
  /** When the report reached the desk; null: now. */
  readonly openedAt: Instant | null;
  /** Null: it fires. */
  readonly recovery: Recovery | null;
}

/** All that a payload says of one key, in its order. */
interface Spell {
  /** The first that fires; null: none does. */
  readonly first: Incoming | null;
  readonly firings: number;
  /** The last word; what lies between it and the first firing is occurrences. */
  readonly last: Incoming;
}

function spellsOf(alerts: readonly Incoming[]): ReadonlyMap<string, Spell> {
  const spells = new Map<string, Spell>();
  for (const alert of alerts) {
    const spell = spells.get(alert.key);
    const fires = alert.recovery === null;
    spells.set(alert.key, { first: spell?.first ?? (fires ? alert : null), firings: (spell?.firings ?? 0) + (fires ? 1 : 0), last: alert });
  }
  return spells;
}

/** The last thing an alert did to a ticket is to say this. */
function saidAlready(history: readonly TicketEvent[], note: string): boolean {
  const last = live(history).findLast(
    (event) => ["logged", "recurred", "reopened", "noted"].includes(event.type) && (event.type !== "noted" || event.texts.note === note),
  );
  return last?.type === "noted";
}

const noted = (note: string): AddNote => ({ do: "note", note, public: false, from: "agent", nextUpdateAt: null });

/**
 * What a recovery does to an open ticket. One that came back after it was resolved is left to a person, or a flapping
 * alert would resolve and reopen it for ever; so is a major incident.
 */
function recovering(
  ticket: Ticket,
  { note, resolvesAs }: Recovery,
  history: readonly TicketEvent[],
): { readonly notes: readonly Act[]; readonly ends: readonly Act[] } {
  if (!OPEN.includes(ticket.status)) return { notes: [], ends: [] };
  const notes = saidAlready(history, note) ? [] : [noted(note)];
  const leaves = resolvesAs === null || ticket.reopenCount > 0 || ticket.major;
  return { notes, ends: leaves ? [] : [{ do: "resolve", code: resolvesAs, note, public: false, category: null, duplicateOf: null }] };
}

const bare = (outcome: Item["outcome"], refusal: Refusal): Item => ({ number: 0, outcome, refusals: [refusal], before: null, after: null, events: [] });

/** An item goes on where an earlier one of the same ticket left off. */
const joined = (earlier: Item | null, later: Item): Item => {
  if (earlier === null || later.refusals.some(isAboutTheValue)) return later;
  if (later.events.length === 0) return earlier;
  return { ...later, outcome: earlier.outcome, events: [...earlier.events, ...later.events] };
};

/** A line of a payload that is no JSON, as an alert of its own that cannot be used. */
export const unreadable = ({ key, with: about }: Problem): UnusableAlert => {
  const place = Number(about.line);
  return { place, refusal: refuse("alert_unreadable", { ...about, fault: key, line: place }) };
};

/** One key's spell in the planner's hands. */
class Intake {
  readonly #desk: Desk;
  readonly #acting: Acting;
  readonly #set: WorkingSet;
  readonly #histories: ReadonlyMap<number, readonly TicketEvent[]>;
  #numbers: number;

  constructor(desk: Desk, acting: Acting, set: WorkingSet, histories: ReadonlyMap<number, readonly TicketEvent[]>) {
    this.#desk = desk;
    this.#acting = acting;
    this.#set = set;
    this.#histories = histories;
    this.#numbers = desk.state.numbers;
  }

  #act(number: number, acts: Parameters<Planner["item"]>[1], outcome: "changed" | "repeated", at: Instant | null = this.#acting.at): Item {
    return new Planner(this.#desk, { ...this.#acting, at }, this.#set).item(number, acts, outcome).item;
  }

  /** A new ticket, at the time its report reached the desk, not before the one it follows ended; it takes a number only if it is not refused. */
  #logged({ logging, openedAt }: Incoming, before: Ticket | null): Item {
    const log = before === null ? logging.log : following(logging, before);
    const opened = openedAt === null || before === null ? openedAt : Math.max(openedAt, Math.min(before.movedAt, this.#acting.now));
    const item = this.#act(this.#numbers + 1, [log, ...logging.next], "changed", this.#acting.at ?? opened);
    if (item.outcome !== "refused") this.#numbers += 1;
    return item;
  }

  #again(known: Ticket, { reopenReason }: Logging, count: number): Item {
    const reopen: readonly Act[] = known.status === "resolved" ? [{ do: "reopen", reason: reopenReason }] : [];
    return this.#act(known.number, [...reopen, { do: "recur", count }], "repeated");
  }

  item({ first, firings, last }: Spell, standing: number | null): Item {
    const known = standing === null ? null : this.#set.other(standing);
    let item: Item | null = null;
    if (first !== null) {
      const again = known !== null && comesAgain(known, this.#set);
      item = again ? this.#again(known, first.logging, firings) : this.#logged(first, known);
      if (item.outcome === "refused") return item.before === null ? { ...item, number: 0, refusals: item.refusals.map(ofAlert(first.place)) } : item;
      if (!again && firings > 1) item = joined(item, this.#act(item.number, [{ do: "recur", count: firings - 1 }], "changed"));
    }
    if (last.recovery === null) return item as Item;
    const number = item?.number ?? known?.number ?? null;
    const ticket = number === null ? null : this.#set.other(number);
    if (ticket === null) return bare("unchanged", refuse("recovery_of_nothing", { alert: last.place, key: last.key }));
    return joined(item, this.#recovered(ticket, last.recovery, item === null ? (this.#histories.get(ticket.number) ?? []) : item.events));
  }

  /** What cannot be resolved by a machine is at least noted; a code that nobody knows is a mistake in the mapping. */
  #recovered(ticket: Ticket, recovery: Recovery, history: readonly TicketEvent[]): Item {
    const { notes, ends } = recovering(ticket, recovery, history);
    const whole = this.#act(ticket.number, [...notes, ...ends], "changed");
    if (whole.outcome !== "refused" || ends.length === 0 || whole.refusals.some(isAboutTheValue)) return whole;
    return this.#act(ticket.number, notes, "changed");
  }
}

const ofAlert =
  (alert: number) =>
  (refusal: Refusal): Refusal => ({ ...refusal, about: { ...refusal.about, alert } });

/**
 * Plans a payload: for each key what its alerts come to, as `planLog` decides for one, but all read in sets. What cannot
 * be used is refused, under the number 0, for it means no ticket.
 */
export async function planIntake(
  reads: Reads,
  desk: Desk,
  acting: Acting,
  { alerts, unusable }: { readonly alerts: readonly Incoming[]; readonly unusable: readonly UnusableAlert[] },
): Promise<Planned> {
  const spells = spellsOf(alerts);
  const standing = await reads.byKeys([...spells.keys()]);
  const set = await WorkingSet.of(
    reads,
    [...standing.values()],
    alerts.map(({ logging }) => logging.log),
  );
  const recovered = [...spells].flatMap(([key, { last, firings }]) => (last.recovery !== null && firings === 0 ? [standing.get(key)] : []));
  const histories = await reads.histories(recovered.filter((number) => number !== undefined));
  const intake = new Intake(desk, acting, set, histories);
  const items = [...spells].map(([key, spell]) => intake.item(spell, standing.get(key) ?? null));
  return { items: [...items, ...unusable.map(({ refusal }) => bare("refused", refusal))], also: [] };
}
