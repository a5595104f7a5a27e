import type { Policy } from "../../policy/policy.ts";
import { end } from "../clock.ts";
import { type Also, type Context, type Decision, refused, UNCHANGED } from "../decision.ts";
import { type Fresh, REDACTED } from "../event.ts";
import { type Evolve, moved } from "../evolving.ts";
import { idOf } from "../number.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { closesAfter } from "../silence.ts";
import { textFault } from "../texts.ts";
import type { Ticket } from "../ticket.ts";
import { categoryFault, codeFault } from "../vocabulary.ts";
import type { Affect } from "./affect.ts";
import { decideLink } from "./link.ts";

/** Service is restored: how, in a code and a note. */
export interface Resolve {
  readonly do: "resolve";
  readonly code: string;
  readonly note: string;
  readonly public: boolean;
  readonly category: string | null;
  readonly duplicateOf: number | null;
}

/** Some codes are for requests only. */
export function codeFitsFault(t: Ticket, code: string, rules: Policy): readonly Refusal[] {
  const types = rules.resolutionCodes[code]?.types;
  return types === undefined || types.includes(t.type) ? [] : [refuse("code_not_for_type", { code, type: t.type, types }, ["code"])];
}

/** Null: nobody said of what. */
export const isDuplicateOf = (t: Ticket, number: number | null): boolean =>
  number === null || t.links.some((link) => link.rel === "duplicates" && link.to === number);

/** What closing and resolving share before the act itself: another category, and the link a duplicate needs. */
export function preliminaries(t: Ticket, c: Pick<Resolve, "category" | "duplicateOf"> & { readonly code: string | null }, x: Context): Decision<Affect> {
  const events: Fresh[] = [];
  const refusals: Refusal[] = [];
  let also: readonly Also<Affect>[] = [];
  if (c.category !== null && c.category !== t.category) {
    const fault = categoryFault(c.category, x.rules);
    if (fault === null) events.push({ type: "edited", data: { set: { category: c.category } } });
    else refusals.push(fault);
  }
  if (c.duplicateOf !== null) {
    const linking = decideLink(t, { do: "link", rel: "duplicates", to: c.duplicateOf }, x);
    if (!linking.ok) refusals.push(...linking.refusals);
    else {
      events.push(...linking.events);
      also = linking.also ?? [];
    }
  } else if (c.code === "duplicate" && !t.links.some((link) => link.rel === "duplicates")) {
    refusals.push(refuse("duplicate_of_what", {}, ["duplicate-of"]));
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, events, also };
}

export function decideResolve(t: Ticket, c: Resolve, x: Context): Decision<Affect> {
  const values = [codeFault(c.code, x.rules), textFault("note", c.note)].filter((fault) => fault !== null);
  if (values.length > 0) return refused(...values);
  if (t.status === "resolved") {
    const same =
      t.resolution?.code === c.code && t.resolution.note === c.note && (c.category === null || c.category === t.category) && isDuplicateOf(t, c.duplicateOf);
    const correct = {
      ...(c.code !== t.resolution?.code && { code: c.code }),
      ...(c.category !== null && c.category !== t.category && { category: c.category }),
    };
    return same ? UNCHANGED : refused(refuse("already_resolved", { code: t.resolution?.code, by: t.resolution?.by, id: idOf(t), correct }));
  }
  const before = preliminaries(t, c, x);
  const faults = [...codeFitsFault(t, c.code, x.rules), ...(before.ok ? [] : before.refusals)];
  if (!before.ok || faults.length > 0) return refused(...faults);
  return {
    ok: true,
    events: [
      ...before.events,
      { type: "resolved", data: { code: c.code, public: c.public, ...(c.public && closesAfter(t, x.at, x)) }, texts: { note: c.note } },
    ],
    also: before.also ?? [],
  };
}

export const evolveResolved: Evolve<"resolved"> = (t, { at, by, data, texts }) =>
  moved(t, at, {
    status: "resolved",
    hold: null,
    nextUpdateAt: null,
    promiseTold: false,
    silence: { since: data.public ? at : null, closesAt: data.closesAt ?? null },
    resolution: { code: data.code, note: texts.note ?? REDACTED, at, by },
    clocks: { response: end(t.clocks.response, at), resolution: end(t.clocks.resolution, at) },
  });
