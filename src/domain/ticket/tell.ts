import type { Party } from "../policy/escalation-rule.ts";
import { managersOf } from "../policy/line.ts";
import { onCallAt } from "../policy/rota.ts";
import { zoneOf } from "../time/zone.ts";
import type { Context } from "./decision.ts";
import type { Told } from "./event.ts";
import type { Ticket } from "./ticket.ts";

const named = (party: string, name: string | null | undefined): readonly Told[] => (name === null || name === undefined ? [] : [{ party, name }]);

function onCall(rota: string, { rules, at }: Context): readonly Told[] {
  const about = rules.oncall !== undefined && Object.hasOwn(rules.oncall, rota) ? rules.oncall[rota] : undefined;
  const calendar = about === undefined ? undefined : rules.calendars[about.calendar];
  return about === undefined || calendar === undefined ? [] : named(`oncall:${rota}`, onCallAt(about, zoneOf(calendar), at).person);
}

function told(party: Party, t: Ticket, x: Context): readonly Told[] {
  switch (party) {
    case "assignee":
      return named(party, t.assignee);
    case "group":
      return named(party, t.group);
    case "manager":
      return named(party, managersOf(x.rules, t.group, 1)[0]);
    case "requester":
      return t.requester === null ? [] : [{ party, name: null }];
    case "affected":
      return t.affected.length === 0 ? [] : [{ party, name: null }];
    case "watchers":
      return t.watchers.length === 0 ? [] : [{ party, name: null }];
    default: {
      const name = party.slice(party.indexOf(":") + 1);
      return party.startsWith("oncall:") ? onCall(name, x) : named(party.slice(0, party.indexOf(":")), name);
    }
  }
}

/** Who is told when a rule names these parties, as things stand: each once. A part that nobody has is nobody. */
export function toldOf(parties: readonly Party[], t: Ticket, x: Context): readonly Told[] {
  const all = parties.flatMap((party) => told(party, t, x));
  return all.filter((one, i) => all.findIndex((other) => other.party === one.party && other.name === one.name) === i);
}

/** Who looks after a ticket: the person who has it, otherwise its group. */
export const inCharge = (t: Ticket, x: Context): readonly Told[] => toldOf([t.assignee === null ? "group" : "assignee"], t, x);
