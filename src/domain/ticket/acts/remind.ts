import type { EventOf } from "../event.ts";
import type { Evolve } from "../evolving.ts";
import type { Hold, Ticket } from "../ticket.ts";

/** It speaks of no hold that an undo has put in the place of the one it was about. */
function remindedHold(hold: Hold, { heldAt, nextAt, outstaysAt }: EventOf<"reminded">["data"]): Hold {
  if (hold.since !== heldAt) return hold;
  const { outstay } = hold;
  return {
    ...hold,
    remindAt: nextAt === undefined ? hold.remindAt : nextAt,
    outstay: outstaysAt === undefined || outstay === null ? outstay : outstaysAt === null ? null : { ...outstay, at: outstaysAt },
  };
}

/** A reminder moves nothing: it says when the next one comes. */
export const evolveReminded: Evolve<"reminded"> = (t, { data }): Ticket => {
  if (data.of === "promise") return { ...t, promiseTold: t.nextUpdateAt !== null };
  if (data.of === "closure") return { ...t, silence: t.silence === null ? null : { ...t.silence, closesAt: data.nextAt ?? null } };
  return { ...t, hold: t.hold === null ? null : remindedHold(t.hold, data) };
};
