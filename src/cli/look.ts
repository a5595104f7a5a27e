import type { Desk } from "../app/desk.ts";
import { isVip, phoneAt } from "../domain/policy/marks.ts";
import type { Look } from "../render/field.ts";
import type { Program } from "./program.ts";

/** From where this run looks at things; the zone and the person are worked out when a field first asks. */
export const lookOf = (program: Program, desk: Pick<Desk, "calendarOf" | "rules">): Look => ({
  now: program.clock.now,
  get zone() {
    return program.zone;
  },
  calendarOf: desk.calendarOf,
  get me() {
    return program.me;
  },
  marks: { isVip: (requester) => isVip(desk.rules, requester), phoneAt: (site) => phoneAt(desk.rules, site) },
});
