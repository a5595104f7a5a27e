import { UNCLASSIFIED } from "../../policy/policy.ts";
import { type Context, type Decision, refused, UNCHANGED } from "../decision.ts";
import { type Fresh, REDACTED } from "../event.ts";
import { type Evolve, moved } from "../evolving.ts";
import { idOf } from "../number.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { silenceFault } from "../silence.ts";
import { textFault } from "../texts.ts";
import { type Confirmation, OPEN, type Ticket } from "../ticket.ts";
import { codeFault, confirmationFault, satisfactionFault } from "../vocabulary.ts";
import type { Affect } from "./affect.ts";
import { idsOf } from "./parent.ts";
import { codeFitsFault, isDuplicateOf, preliminaries } from "./resolve.ts";

/** Confirmed and final. From an open ticket it is first-contact resolution and needs the code and note of a resolution. */
export interface Close {
  readonly do: "close";
  readonly code: string | null;
  /** The resolution's note where this call resolves too, otherwise the closure's. */
  readonly note: string | null;
  readonly public: boolean;
  readonly confirmedBy: Confirmation | null;
  readonly satisfaction: number | null;
  readonly review: string | null;
  readonly category: string | null;
  readonly duplicateOf: number | null;
  /** The set was chosen by a query: nobody has looked at each ticket, so a major incident is left alone. */
  readonly byQuery: boolean;
}

/** Everything given already holds. */
function holds(t: Ticket, c: Close): boolean {
  const closure = t.closure;
  if (closure === null) return false;
  const given: readonly (readonly [unknown, readonly unknown[]])[] = [
    [c.code, [t.resolution?.code]],
    [c.note, [closure.note, t.resolution?.note]],
    [c.confirmedBy, [closure.confirmedBy]],
    [c.satisfaction, [t.satisfaction]],
    [c.review, [closure.review]],
    [c.category, [t.category]],
  ];
  return given.every(([value, standing]) => value === null || standing.includes(value)) && isDuplicateOf(t, c.duplicateOf);
}

/** What was given and does not stand, as far as an edit can still put it right, by flag. */
function correctable(t: Ticket, c: Close): Readonly<Record<string, string | number>> {
  return {
    ...(c.code !== null && c.code !== t.resolution?.code && { code: c.code }),
    ...(c.category !== null && c.category !== t.category && { category: c.category }),
    ...(c.satisfaction !== null && c.satisfaction !== t.satisfaction && { satisfaction: c.satisfaction }),
  };
}

function valueFaults(c: Close, x: Context): readonly Refusal[] {
  return [
    c.code === null ? null : codeFault(c.code, x.rules),
    c.note === null ? null : textFault("note", c.note),
    c.review === null ? null : textFault("review", c.review),
    c.confirmedBy === null ? null : confirmationFault(c.confirmedBy),
    c.satisfaction === null ? null : satisfactionFault(c.satisfaction),
  ].filter((fault) => fault !== null);
}

export function decideClose(t: Ticket, c: Close, x: Context): Decision<Affect> {
  const values = valueFaults(c, x);
  if (values.length > 0) return refused(...values);
  if (t.status === "closed")
    return holds(t, c)
      ? UNCHANGED
      : refused(refuse("already_closed", { by: t.closure?.by, code: t.resolution?.code, id: idOf(t), correct: correctable(t, c) }));

  const resolving = OPEN.includes(t.status);
  const before = preliminaries(t, c, x);
  const category = c.category ?? t.category;
  const children = x.kin.openChildren(t.number);
  const lacking = [...(c.code === null ? ["code"] : []), ...(c.note === null ? ["note"] : [])];
  const faults = [
    ...(resolving && lacking.length > 0 ? [refuse("resolution_missing", { status: t.status, lacking }, lacking)] : []),
    ...(!resolving && c.code !== null && c.code !== t.resolution?.code
      ? [refuse("already_resolved", { code: t.resolution?.code, by: t.resolution?.by, id: idOf(t), correct: { code: c.code } }, [])]
      : []),
    ...(resolving && c.code !== null ? codeFitsFault(t, c.code, x.rules) : []),
    ...(category === UNCLASSIFIED ? [refuse("unclassified", {}, ["category"])] : []),
    ...(children.length > 0 ? [refuse("open_child", { children: idsOf(children, x.kin) }, ["with-children"])] : []),
    ...(t.major && c.review === null ? [refuse("review_missing", {}, ["review"])] : []),
    ...(c.confirmedBy === "silence" ? [silenceFault(t, x)].filter((fault) => fault !== null) : []),
    ...(t.major && c.byQuery ? [refuse("major_by_query", {})] : []),
    ...(before.ok ? [] : before.refusals),
  ];
  if (!before.ok || faults.length > 0) return refused(...faults);

  const note = resolving ? null : c.note;
  const texts = { ...(note !== null && { note }), ...(c.review !== null && { review: c.review }) };
  const resolved: readonly Fresh[] = resolving
    ? [{ type: "resolved", data: { code: c.code as string, public: c.public }, texts: { note: c.note as string } }]
    : [];
  const data = {
    confirmedBy: c.confirmedBy ?? "agent",
    category,
    satisfaction: c.satisfaction,
    ...(c.public && note !== null && { public: true as const }),
  } as const;
  return { ok: true, events: [...before.events, ...resolved, { type: "closed", data, texts }], also: before.also ?? [] };
}

export const evolveClosed: Evolve<"closed"> = (t, { at, by, data, texts }) =>
  moved(t, at, {
    status: "closed",
    hold: null,
    nextUpdateAt: null,
    promiseTold: false,
    silence: null,
    category: data.category,
    satisfaction: data.satisfaction ?? t.satisfaction,
    closure: {
      confirmedBy: data.confirmedBy,
      note: texts.note === null ? REDACTED : (texts.note ?? null),
      review: texts.review === null ? REDACTED : (texts.review ?? null),
      category: data.category,
      at,
      by,
    },
  });
