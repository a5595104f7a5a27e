import type { Calendar } from "../time/calendar.ts";
import type { Rota } from "./rota.ts";

/** The two clocks of a ticket. */
export type Which = "response" | "resolution";
export const CLOCKS: readonly Which[] = ["response", "resolution"];

export type TicketType = "incident" | "request";
export const TICKET_TYPES: readonly TicketType[] = ["incident", "request"];

/** A line of the target table: what it names must match, what it leaves out matches anything. */
export interface TargetLine {
  readonly service?: string;
  readonly site?: string;
  readonly type?: TicketType;
  readonly priority?: string;
  readonly responseSeconds: number | null;
  readonly resolutionSeconds: number | null;
  readonly calendar: string;
}

/** What waiting for a reason means: which clocks stop, and what must be said. */
interface HoldRule {
  readonly stops: readonly Which[];
  readonly needs: readonly ("until" | "note")[];
}

/** A resolution code; `types` limits it to incidents or requests. */
export interface CodeRule {
  readonly types: readonly TicketType[];
}

/** The desk's rules of one version: a plain value, stored as JSON with every calendar's zone offsets inside. */
export interface Policy {
  readonly name: string;
  /** Most urgent first; a priority's rank is its place, counted from 1. */
  readonly priorities: readonly string[];
  readonly impacts: readonly string[];
  readonly urgencies: readonly string[];
  /** impact -> urgency -> priority */
  readonly matrix: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly targets: readonly TargetLine[];
  /** Every path of the tree, parents too: `hardware`, `hardware/laptop`. */
  readonly categories: readonly string[];
  /** Empty: any name is accepted. */
  readonly services: readonly string[];
  readonly sites: readonly string[];
  readonly groups: readonly string[];
  /** Who works in a group. A group for which nobody is named is everybody's; policies of long ago name nobody. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** Who is on call, by the name of the rota. */
  readonly oncall?: Readonly<Record<string, Rota>>;
  readonly holdReasons: Readonly<Record<string, HoldRule>>;
  readonly resolutionCodes: Readonly<Record<string, CodeRule>>;
  readonly closure: { readonly reopenDays: number; readonly autoAfterSeconds: number | null };
  /** How often a major incident promises an update, in seconds. */
  readonly majorUpdateSeconds: number;
  /** What a ticket that is logged again and again begins with: by the template's name, then by the flag of a field. */
  readonly templates?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The category every ticket has until somebody classifies it. */
export const UNCLASSIFIED = "unclassified";
