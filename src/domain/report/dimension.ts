import { type Policy, TICKET_TYPES } from "../policy/policy.ts";
import { type Instant, isoDay } from "../time/instant.ts";
import { wallOf, type Zone } from "../time/zone.ts";
import type { Reported } from "./reported.ts";

/** What a ticket is, by which figures are told apart. */
export const KINDS = ["priority", "category", "group", "service", "type", "site", "channel", "assignee"] as const;
/** When something happened, by which they are too. */
export const TIMES = ["day", "month"] as const;
export type Dimension = (typeof KINDS)[number] | (typeof TIMES)[number];

/** `2026-11` of `2026-11-24`. */
const MONTH_LENGTH = -3;

/** Makes the function that says in which group something that happened to a ticket counts; null: in that of those without a value. */
export function groupedBy(dimension: Dimension, zone: Zone): (t: Reported, at: Instant) => string | null {
  if (dimension === "day") return (_, at) => isoDay(wallOf(zone, at).day);
  if (dimension === "month") return (_, at) => isoDay(wallOf(zone, at).day).slice(0, MONTH_LENGTH);
  return (t) => t[dimension];
}

/** A group as far as its place among others goes. */
interface Placed {
  readonly value: string | null;
  /** Of the report's main figure. */
  readonly count: number;
}

const byName = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1);

/** How groups are put in order: priorities and types as the policy has them, days as they come, all others the largest first. */
export function orderOf(dimension: Dimension, policy: Policy): (a: Placed, b: Placed) => number {
  const named: readonly string[] = dimension === "priority" ? policy.priorities : dimension === "type" ? TICKET_TYPES : [];
  const place = (value: string | null): number => {
    const at = value === null ? -1 : named.indexOf(value);
    return at === -1 ? named.length : at;
  };
  const isTime = TIMES.some((time) => time === dimension);
  return (a, b) => place(a.value) - place(b.value) || (isTime ? 0 : b.count - a.count) || byName(a.value, b.value);
}
