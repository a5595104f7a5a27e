import type { Calendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Offsets } from "../time/zone.ts";
import type { EscalationRule } from "./escalation-rule.ts";
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

/** A length of time: elapsed where no calendar is named, otherwise its service time. */
export interface Span {
  readonly seconds: number;
  readonly calendar: string | null;
}

/** What follows a hold that outstayed its longest time: it is resolved with `no-response`, goes on, or stays and is reminded of. */
export type Outstayed = "resolve" | "resume" | "remind";

/** What waiting for a reason means: which clocks stop, what must be said, and what happens if it lasts. */
export interface HoldRule {
  readonly stops: readonly Which[];
  readonly needs: readonly ("until" | "note")[];
  /** So often somebody is reminded while it lasts. */
  readonly remind?: Span;
  readonly max?: { readonly after: Span; readonly then: Outstayed };
}

/** What a ticket of a category, or of one below it, begins with where nobody says otherwise. */
export interface CategoryRule {
  readonly group?: string;
  readonly impact?: string;
}

/** A zone's clocks: its IANA name, and its offsets as they were known when the policy was applied. */
export interface PolicyZone {
  readonly name: string;
  readonly offsets: Offsets;
}

/** A resolution code; `types` limits it to incidents or requests. */
export interface CodeRule {
  readonly types: readonly TicketType[];
}

/** The desk's rules of one version: a plain value, stored as JSON with every calendar's zone offsets inside. */
export interface Policy {
  readonly name: string;
  /** Tickets opened from then on run under it; null: from the beginning. */
  readonly from: Instant | null;
  /** By its clocks a month and a day of the desk begin and end. */
  readonly zone: PolicyZone;
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
  /** By path; one that is not here says nothing. */
  readonly categoryRules: Readonly<Record<string, CategoryRule>>;
  /** Empty: any name is accepted. */
  readonly services: readonly string[];
  readonly sites: readonly string[];
  readonly groups: readonly string[];
  /** Who works in a group. A group for which nobody is named is everybody's; policies of long ago name nobody. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** Whom a hierarchical escalation informs, by the group, the nearest first. */
  readonly managers: Readonly<Record<string, readonly string[]>>;
  /** The group that looks after a service. */
  readonly serviceGroups: Readonly<Record<string, string>>;
  /** The desk's number at a site. */
  readonly sitePhones: Readonly<Record<string, string>>;
  /** Requesters whose tickets are marked. */
  readonly vip: readonly string[];
  /** Who is on call, by the name of the rota. */
  readonly oncall?: Readonly<Record<string, Rota>>;
  readonly holdReasons: Readonly<Record<string, HoldRule>>;
  readonly resolutionCodes: Readonly<Record<string, CodeRule>>;
  /** `autoAfter`: so long after the requester was told, silence closes; null: never by itself. */
  readonly closure: { readonly reopenDays: number; readonly autoAfter: Span | null };
  /** What happens when a share of a target is spent, in the order of the file. */
  readonly escalation: readonly EscalationRule[];
  /** How soon the interested parties are promised the next update, in seconds, by the priority. */
  readonly nextUpdateSeconds: Readonly<Record<string, number>>;
  /** How often a major incident promises an update, in seconds. */
  readonly majorUpdateSeconds: number;
  /** What a ticket that is logged again and again begins with: by the template's name, then by the flag of a field. */
  readonly templates?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The category every ticket has until somebody classifies it. */
export const UNCLASSIFIED = "unclassified";
