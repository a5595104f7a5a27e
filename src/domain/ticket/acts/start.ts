import { end, run } from "../clock.ts";
import { type Context, type Decision, decided, refused, UNCHANGED } from "../decision.ts";
import type { Fresh } from "../event.ts";
import { type Evolve, moved } from "../evolving.ts";
import { refuse } from "../refusal.ts";
import type { Ticket } from "../ticket.ts";
import { sameName } from "./assign.ts";

/** Begins the work. Takes the ticket if nobody has it; `steal` takes it from whoever has it. */
export interface Start {
  readonly do: "start";
  readonly steal: boolean;
}

export function decideStart(t: Ticket, c: Start, x: Context): Decision {
  const mine = sameName(t.assignee, x.me);
  if (t.assignee !== null && !mine && !c.steal) return refused(refuse("taken", { assignee: t.assignee }, ["steal"]));
  const taking: readonly Fresh[] = mine ? [] : [{ type: "assigned", data: { group: t.group, assignee: x.me } }];
  if (t.status === "in_progress") return taking.length === 0 ? UNCHANGED : decided(...taking);
  return decided(...taking, { type: "started", data: {} });
}

export const evolveStarted: Evolve<"started"> = (t, { at }) =>
  moved(t, at, { status: "in_progress", hold: null, clocks: { response: end(t.clocks.response, at), resolution: run(t.clocks.resolution, at) } });
