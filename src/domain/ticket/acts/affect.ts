import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import { REDACTED } from "../event.ts";
import type { Evolve } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import { storedFault, textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { sameName } from "./assign.ts";

/** Adds a person whom the trouble hits too. */
export interface Affect {
  readonly do: "affect";
  readonly name: string;
  readonly contact: string | null;
}

/** Takes a person off again. */
export interface Unaffect {
  readonly do: "unaffect";
  readonly name: string;
}

export function decideAffect(t: Ticket, c: Affect, _context: Context): Decision {
  const faults = [textFault("add", c.name), c.contact === null ? null : storedFault("contact", c.contact)].filter((fault) => fault !== null);
  if (faults.length > 0) return refused(...faults);
  const known = t.affected.find((person) => sameName(person.name, c.name));
  if (sameName(t.requester, c.name) || (known !== undefined && (c.contact === null || c.contact === known.contact))) return UNCHANGED;
  if (t.status === "cancelled") return refused(refuse("cancelled", { status: t.status }));
  const id = t.affected.reduce((highest, person) => Math.max(highest, person.id), 0) + 1;
  return decided(...(known === undefined ? [] : [{ type: "affectedRemoved" as const, data: { id: known.id } }]), {
    type: "affectedAdded",
    data: { id },
    texts: { name: c.name, ...(c.contact !== null && { contact: c.contact }) },
  });
}

export function decideUnaffect(t: Ticket, c: Unaffect, _context: Context): Decision {
  const known = t.affected.find((person) => sameName(person.name, c.name));
  return known === undefined
    ? refused(refuse("not_affected", { name: c.name, affected: t.affected.map((person) => person.name) }, ["remove"]))
    : decided({ type: "affectedRemoved", data: { id: known.id } });
}

export const evolveAffectedAdded: Evolve<"affectedAdded"> = (t, { at, data, texts }) => ({
  ...t,
  affected: [...t.affected, { id: data.id, name: texts.name ?? REDACTED, contact: texts.contact === null ? REDACTED : (texts.contact ?? null), at }],
});

export const evolveAffectedRemoved: Evolve<"affectedRemoved"> = (t, { data }) => ({ ...t, affected: t.affected.filter((person) => person.id !== data.id) });
