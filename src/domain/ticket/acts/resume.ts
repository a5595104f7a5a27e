import { end, run } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type Evolve, moved } from "../evolving.ts";
import { afterPublicWord } from "../promise.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";

/** Goes on after a hold: somebody is at work, so it counts as a response. */
export interface Resume {
  readonly do: "resume";
  readonly note: string | null;
  readonly public: boolean;
}

export function decideResume(t: Ticket, c: Resume, x: Context): Decision {
  const fault = c.note === null ? null : textFault("note", c.note);
  return unless(fault === null ? [] : [fault], () => [
    {
      type: "resumed",
      data: c.public && c.note !== null ? { public: true, ...afterPublicWord(t, x.rules, x.at) } : {},
      ...(c.note !== null && { texts: { note: c.note } }),
    },
  ]);
}

export const evolveResumed: Evolve<"resumed"> = (t, { at, data }) =>
  moved(t, at, {
    status: "in_progress",
    hold: null,
    clocks: { response: end(t.clocks.response, at), resolution: run(t.clocks.resolution, at) },
    nextUpdateAt: data.nextUpdateAt === undefined ? t.nextUpdateAt : data.nextUpdateAt,
  });
