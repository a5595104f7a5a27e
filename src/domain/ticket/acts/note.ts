import type { Instant } from "../../time/instant.ts";
import { end } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type Evolve, promising } from "../evolving.ts";
import { afterPublicWord } from "../promise.ts";
import { refuse } from "../refusal.ts";
import { closesAfter } from "../silence.ts";
import { textFault } from "../texts.ts";
import { OPEN, type Ticket } from "../ticket.ts";

/** Adds a note, at any time of a ticket's life. */
export interface AddNote {
  readonly do: "note";
  readonly note: string;
  readonly public: boolean;
  readonly from: "agent" | "requester";
  readonly nextUpdateAt: Instant | null;
}

/** What the note makes of the promise of an update. */
function promised(t: Ticket, c: AddNote, x: Context): { readonly nextUpdateAt?: Instant | null } {
  if (c.nextUpdateAt !== null) return { nextUpdateAt: c.nextUpdateAt };
  return c.public && c.from === "agent" ? afterPublicWord(t, x.rules, x.at) : {};
}

/** Of a resolved ticket a public note tells the requester once more. */
const tells = (t: Ticket, c: Pick<AddNote, "public" | "from">): boolean => t.status === "resolved" && c.public && c.from === "agent";

export function decideNote(t: Ticket, c: AddNote, x: Context): Decision {
  const faults = [
    textFault("note", c.note),
    c.nextUpdateAt !== null && c.nextUpdateAt <= x.at ? refuse("until_passed", { until: c.nextUpdateAt, flag: "next-update" }, ["next-update"]) : null,
    c.nextUpdateAt !== null && !OPEN.includes(t.status) ? refuse("not_open", { status: t.status, act: "promise" }, ["next-update"]) : null,
  ].filter((fault) => fault !== null);
  return unless(faults, () => [
    { type: "noted", data: { public: c.public, from: c.from, ...promised(t, c, x), ...(tells(t, c) && closesAfter(t, x.at, x)) }, texts: { note: c.note } },
  ]);
}

export const evolveNoted: Evolve<"noted"> = (t, { at, data }) => ({
  ...t,
  ...promising(t, data.nextUpdateAt),
  silence: t.silence === null || !tells(t, data) ? t.silence : { since: Math.max(t.silence.since ?? at, at), closesAt: data.closesAt ?? null },
  clocks: data.public && data.from === "agent" ? { ...t.clocks, response: end(t.clocks.response, at) } : t.clocks,
});
