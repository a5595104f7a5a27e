import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { act } from "../../src/domain/ticket/act.ts";
import type { Command } from "../../src/domain/ticket/decide.ts";
import type { Context } from "../../src/domain/ticket/decision.ts";
import type { TicketEvent } from "../../src/domain/ticket/event.ts";
import type { CalendarOf } from "../../src/domain/ticket/judge.ts";
import type { Fields, Ticket } from "../../src/domain/ticket/ticket.ts";
import type { Instant } from "../../src/domain/time/instant.ts";
import { type Chance, chanceOf } from "./words.ts";

/** Monday 2023-01-02, midnight in Jakarta: the week in which every history of the collection begins. */
export const FIRST_WEEK: Instant = 1_672_592_400;
const HOUR = 3600;
const DAY = 24 * HOUR;
/** Who closes resolved tickets, many in one operation. */
export const CLOSER = "ratna";
const AGENTS = ["Wayan Surya", "Dian Anggraini", "Tom Becker", "Ayu Larasati", "Rizky Maulana", "Nina Kovac", "Samuel Tobing", "Grace Owen"];
const SITES = ["Jakarta", "Surabaya", "Bandung", null];
const TAGS = ["vpn", "floor-3", "vip", "rollout", "warranty"];

export type Kind = "closed" | "resolved" | "open" | "high";

/** One operation of a history. `closing`: it is shared with other tickets, and its time is theirs to say. */
interface Done {
  readonly verb: string;
  readonly by: string;
  readonly at: Instant;
  readonly closing: boolean;
  readonly events: readonly TicketEvent[];
}

/** A history in the first week whose free texts are numbered places. */
export interface History {
  readonly done: readonly Done[];
  /** What kind of text stands at each place. */
  readonly places: readonly string[];
}

/** The stand-in for the text of a place. */
const placeholder = (place: number): string => `<<${place}>>`;

export const calendarOf: CalendarOf = (_terms, name) => {
  const calendar = DEFAULT_POLICY.calendars[name];
  if (calendar === undefined) throw new Error(`no calendar ${name}`);
  return calendar;
};

/** Enacts one command after another, each an operation of its own. */
class Writer {
  readonly places: string[] = [];
  readonly done: Done[] = [];
  at: Instant;
  #ticket: Ticket | null = null;

  constructor(at: Instant) {
    this.at = at;
  }

  text(kind: string): string {
    this.places.push(kind);
    return placeholder(this.places.length - 1);
  }

  does(by: string, command: Command, closing = false): void {
    const { at } = this;
    const context: Context = {
      at,
      now: at,
      me: by,
      rules: DEFAULT_POLICY,
      termsAt: () => 1,
      policyOf: () => DEFAULT_POLICY,
      calendarOf,
      backdated: false,
      atReason: null,
      kin: { other: () => null, openChildren: () => [], hasChildren: () => false, description: () => null },
    };
    const acted = act(this.#ticket, 0, command, context, { at, recordedAt: at, operation: 0, by });
    if (!acted.ok) throw new Error(`${command.do} is refused: ${JSON.stringify(acted.refusals)}`);
    this.#ticket = acted.ticket;
    this.done.push({ verb: command.do, by, at, closing, events: acted.events });
  }
}

/** Four in five reports come in while the office is open. */
function reportedAt(chance: Chance, share: number): Instant {
  const day = Math.floor(share * 7);
  const within = share * 7 - day;
  const awake = chance(5) > 0 ? 8 * HOUR + within * 9 * HOUR : within * DAY;
  return FIRST_WEEK + day * DAY + Math.floor(awake);
}

function fieldsOf(chance: Chance, kind: Kind, texts: { readonly title: string; readonly requester: string; readonly contact: string | null }): Fields {
  const levels = DEFAULT_POLICY.impacts;
  const high = kind === "high" || (kind !== "open" && chance(20) === 0);
  return {
    ...texts,
    type: chance(4) > 0 || high ? "incident" : "request",
    impact: high ? "high" : (levels[1 + chance(2)] as string),
    urgency: high ? "high" : (levels[1 + chance(2)] as string),
    category: DEFAULT_POLICY.categories[chance(DEFAULT_POLICY.categories.length)] as string,
    service: null,
    site: SITES[chance(SITES.length)] ?? null,
    ci: null,
    refs: [],
    channel: chance(2) > 0 ? "email" : "phone",
    tags: chance(5) === 0 ? [TAGS[chance(TAGS.length)] as string] : [],
    major: false,
    parent: null,
    key: null,
    downAt: null,
    upAt: null,
  };
}

/** Work on a ticket up to where it is to be resolved. */
function work(writer: Writer, chance: Chance, agent: string): void {
  writer.at += 60 + chance(HOUR);
  writer.does(agent, { do: "start", steal: false });
  if (chance(2) === 0) {
    writer.at += 300 + chance(2 * HOUR);
    writer.does(agent, { do: "note", note: writer.text("note"), public: chance(2) === 0, from: "agent", nextUpdateAt: null });
  }
  if (chance(8) === 0) {
    writer.at += 60 + chance(HOUR);
    writer.does(agent, { do: "hold", reason: "awaiting-requester", until: null, note: writer.text("note"), public: false });
    writer.at += HOUR + chance(DAY);
    writer.does(agent, { do: "resume", note: null, public: false });
  }
  writer.at += 600 + chance(chance(4) === 0 ? 3 * DAY : 6 * HOUR);
}

/** One history that ends as its kind says, reported at a share of the week. */
function historyOf(chance: Chance, kind: Kind, share: number): History {
  const writer = new Writer(reportedAt(chance, share));
  const agent = AGENTS[chance(AGENTS.length)] as string;
  const contact = chance(4) === 0;
  const texts = { title: writer.text("title"), requester: writer.text("requester"), contact: contact ? writer.text("contact") : null };
  const group = DEFAULT_POLICY.groups[0] as string;
  writer.does(agent, { do: "log", fields: fieldsOf(chance, kind, texts), description: writer.text("description"), group, assignee: null, follows: null });
  const stage = chance(10);
  if ((kind === "open" || kind === "high") && stage < 3) return writer;
  writer.at += 30 + chance(HOUR / 2);
  writer.does(agent, { do: "assign", assignee: agent });
  if ((kind === "open" || kind === "high") && stage < 4) return writer;
  work(writer, chance, agent);
  if (kind === "open" || kind === "high") {
    if (stage > 7) writer.does(agent, { do: "hold", reason: "awaiting-vendor", until: null, note: writer.text("note"), public: false });
    return writer;
  }
  writer.does(agent, {
    do: "resolve",
    code: chance(3) > 0 ? "fixed" : "user-guidance",
    note: writer.text("resolution"),
    public: true,
    category: null,
    duplicateOf: null,
  });
  if (kind === "resolved") return writer;
  // No other event of a history is an odd number of days and seconds away from its resolution.
  writer.at += 3 * DAY + 1;
  const close = {
    code: null,
    note: null,
    public: false,
    confirmedBy: "silence",
    satisfaction: null,
    review: null,
    category: null,
    duplicateOf: null,
    byQuery: false,
  } as const;
  writer.does(CLOSER, { do: "close", ...close }, true);
  return writer;
}

const HOW_MANY: Readonly<Record<Kind, number>> = { closed: 700, resolved: 300, open: 250, high: 40 };

/** The collection of histories of each kind, in the order of the week. */
export function histories(): Readonly<Record<Kind, readonly History[]>> {
  const of = (kind: Kind, seed: number): readonly History[] => {
    const chance = chanceOf(seed);
    return Array.from({ length: HOW_MANY[kind] }, (_, i) => historyOf(chance, kind, i / HOW_MANY[kind]));
  };
  return { closed: of("closed", 11), resolved: of("resolved", 12), open: of("open", 13), high: of("high", 14) };
}
