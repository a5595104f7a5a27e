import type { Instant } from "../../time/instant.ts";
import type { Context, Decision } from "../decision.ts";
import type { Fresh, Told } from "../event.ts";
import { promisePasses } from "../judge.ts";
import { silenceFrom } from "../silence.ts";
import { nextTurn } from "../span-end.ts";
import { inCharge, toldOf } from "../tell.ts";
import { OPEN, type Ticket } from "../ticket.ts";
import type { Affect } from "./affect.ts";
import { decideClose } from "./close.ts";
import { decideResolve } from "./resolve.ts";
import { warnings } from "./warnings.ts";

/** The words the sweep leaves on a ticket. */
export interface SweepWords {
  /** The note of a resolution because nobody answered while it was on hold. */
  readonly noResponse: string;
}

/** What is due by `context.now`: warnings, escalations, reminders, holds that outstay, closing by silence. */
export interface Sweep {
  readonly do: "sweep";
  readonly words: SweepWords;
  /** Comes along, so that no other verb has to carry it. */
  readonly decide: (ticket: Ticket, command: Sweep, context: Context) => Decision<Affect>;
}

const DAY = 86_400;
const WEEK = 7 * DAY;
const NO_RESPONSE = "no-response";

/** Events as they are decided, marked as brought about by time. */
const swept = (events: readonly Fresh[]): readonly Fresh[] =>
  events.map((event) => (event.type === "resolved" || event.type === "closed" ? ({ ...event, data: { ...event.data, swept: true } } as Fresh) : event));

function promise(t: Ticket, x: Context): readonly Fresh[] {
  const passes = promisePasses(t);
  return passes === null || passes > x.now ? [] : [{ type: "reminded", data: { of: "promise", told: inCharge(t, x) } }];
}

/** Resolved because nobody answered; where a rule speaks against it, somebody is told and it is tried again a day later. */
function outstayed(t: Ticket, c: Sweep, x: Context, heldAt: Instant, brings: "resolve" | "remind"): readonly Fresh[] {
  const about = { of: "hold", told: inCharge(t, x), heldAt } as const;
  if (brings === "remind") return [{ type: "reminded", data: { ...about, outstaysAt: null } }];
  const decision = decideResolve(t, { do: "resolve", code: NO_RESPONSE, note: c.words.noResponse, public: true, category: null, duplicateOf: null }, x);
  if (decision.ok) return swept(decision.events);
  return [{ type: "reminded", data: { ...about, outstaysAt: x.now + DAY, refused: decision.refusals.map(({ rule }) => rule) } }];
}

function held(t: Ticket, c: Sweep, x: Context): readonly Fresh[] {
  const { hold } = t;
  if (hold === null) return [];
  const { outstay, remindAt, since, reason } = hold;
  const over = outstay !== null && outstay.at <= x.now ? outstayed(t, c, x, since, outstay.brings) : [];
  if (remindAt === null || remindAt > x.now || over.some(({ type }) => type === "resolved")) return over;
  // However many have passed, one is enough. How often is today's rules' to say.
  const span = Object.hasOwn(x.rules.holdReasons, reason) ? x.rules.holdReasons[reason]?.remind : undefined;
  const nextAt = span === undefined ? null : nextTurn(span, remindAt, x.now, x);
  const [said] = over;
  if (said?.type === "reminded") return [{ ...said, data: { ...said.data, nextAt } }];
  return [{ type: "reminded", data: { of: "hold", told: inCharge(t, x), heldAt: since, nextAt } }];
}

/** Those in charge; of a ticket that nobody has, whoever resolved it. */
function answerable(t: Ticket, x: Context): readonly Told[] {
  const told = inCharge(t, x);
  const by = t.resolution?.by ?? x.me;
  return told.length > 0 || by === x.me ? told : toldOf([`person:${by}`], t, x);
}

/**
 * Closed because nobody objected, if today's rules still say so; otherwise it is looked at again when they do. What somebody
 * has to mend is told at once, and from then on once a week.
 */
function closed(t: Ticket, x: Context): readonly Fresh[] {
  const closesAt = t.silence?.closesAt ?? null;
  if (closesAt === null || closesAt > x.now || t.major) return [];
  const from = silenceFrom(t, x);
  const refused = (told: boolean, rules: readonly string[], nextAt: Instant | null): readonly Fresh[] => [
    { type: "reminded", data: { of: "closure", told: told ? answerable(t, x) : [], refused: rules, nextAt } },
  ];
  if (from === null || from === "untold") return refused(false, ["closure_off"], null);
  if (from > x.now) return refused(false, ["silence_short"], from);
  const decision = decideClose(
    t,
    {
      do: "close",
      code: null,
      note: null,
      public: false,
      confirmedBy: "silence",
      satisfaction: null,
      review: null,
      category: null,
      duplicateOf: null,
      byQuery: true,
    },
    x,
  );
  return decision.ok
    ? swept(decision.events)
    : refused(
        true,
        decision.refusals.map(({ rule }) => rule),
        x.now + WEEK,
      );
}

/** Everything that is due on one ticket; several that passed at once are one. */
function decideSweep(t: Ticket, c: Sweep, x: Context): Decision<Affect> {
  if (t.status === "resolved") return { ok: true, events: closed(t, x) };
  if (!OPEN.includes(t.status)) return { ok: true, events: [] };
  return { ok: true, events: [...warnings(t, x), ...promise(t, x), ...held(t, c, x)] };
}

export const sweep = (words: SweepWords): Sweep => ({ do: "sweep", words, decide: decideSweep });
