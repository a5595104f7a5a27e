import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import type { Evolve } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import type { Relation, Ticket } from "../ticket.ts";
import { relationFault } from "../vocabulary.ts";
import type { Affect } from "./affect.ts";

/** Says how two tickets belong together; the ticket itself carries the link. */
export interface LinkTo {
  readonly do: "link";
  readonly rel: Relation;
  readonly to: number;
}

export interface Unlink {
  readonly do: "unlink";
  readonly rel: Relation;
  readonly to: number;
}

const has = (t: Ticket, c: LinkTo | Unlink): boolean => t.links.some((link) => link.rel === c.rel && link.to === c.to);

/** A duplicate's requester becomes one of the original's affected: one outage, one ticket, every caller on it. */
export function decideLink(t: Ticket, c: LinkTo, x: Context): Decision<Affect> {
  const unknown = relationFault(c.rel);
  if (unknown !== null) return refused(unknown);
  const other = x.kin.other(c.to);
  if (c.to === t.number) return refused(refuse("link_to_itself", {}, ["duplicate-of"]));
  if (other === null || other.void) return refused(refuse("no_such_ticket", { number: c.to }, ["duplicate-of"]));
  if (has(t, c)) return UNCHANGED;
  if (c.rel === "duplicates" && other.links.some((link) => link.rel === "duplicates" && link.to === t.number))
    return refused(refuse("duplicates_each_other", { number: c.to }));
  const also =
    c.rel === "duplicates" && t.requester !== null ? [{ number: c.to, command: { do: "affect" as const, name: t.requester, contact: t.contact } }] : [];
  return { ok: true, events: [{ type: "linked", data: { rel: c.rel, to: c.to } }], also };
}

export function decideUnlink(t: Ticket, c: Unlink, _context: Context): Decision {
  const unknown = relationFault(c.rel);
  if (unknown !== null) return refused(unknown);
  return has(t, c) ? decided({ type: "unlinked", data: { rel: c.rel, to: c.to } }) : UNCHANGED;
}

export const evolveLinked: Evolve<"linked"> = (t, { data }) => ({ ...t, links: [...t.links, { rel: data.rel, to: data.to }] });

export const evolveUnlinked: Evolve<"unlinked"> = (t, { data }) => ({ ...t, links: t.links.filter((link) => link.rel !== data.rel || link.to !== data.to) });
