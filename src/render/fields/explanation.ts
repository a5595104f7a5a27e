import { CLOCKS, TICKET_TYPES } from "../../domain/policy/policy.ts";
import { CLOCK_STATES } from "../../domain/ticket/clock-state.ts";
import type { ExplainedHold, Explanation, Milestone } from "../../domain/ticket/explanation.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { Field } from "../field.ts";
import { SLICE_FIELDS } from "./slice.ts";

const HOLD_FIELDS: readonly Field<ExplainedHold>[] = [
  { key: "reason", kind: "text", always: true, value: ({ reason }) => reason },
  { key: "from", kind: "instant", always: true, value: ({ from }) => from },
  { key: "to", kind: "instant", value: ({ to }) => to },
  { key: "until", kind: "instant", value: ({ until }) => until },
  { key: "by", kind: "text", always: true, value: ({ by }) => by },
  { key: "note", kind: "text", value: ({ note }) => note },
  { key: "stops", kind: "texts", always: true, value: ({ stops }) => stops },
];

const MILESTONE_FIELDS: readonly Field<Milestone>[] = [
  { key: "percent", kind: "integer", always: true, value: ({ percent }) => percent },
  { key: "at", kind: "instant", value: ({ at }) => at },
];

/** Why a clock says what it says. */
export const EXPLANATION_FIELDS: readonly Field<Explanation>[] = [
  { key: "number", kind: "integer", always: true, value: ({ number }) => number },
  { key: "id", kind: "text", always: true, value: idOf },
  { key: "type", kind: TICKET_TYPES, always: true, value: ({ type }) => type },
  { key: "clock", kind: CLOCKS, always: true, value: ({ clock }) => clock },
  { key: "state", kind: CLOCK_STATES, always: true, value: ({ state }) => state },
  { key: "paused", kind: "boolean", always: true, value: ({ paused }) => paused },
  { key: "terms", kind: "integer", always: true, value: ({ terms }) => terms },
  { key: "calendar", kind: "text", value: ({ calendar }) => calendar },
  { key: "zone", kind: "text", value: ({ zone }) => zone },
  { key: "targetSeconds", kind: "seconds", value: ({ targetSeconds }) => targetSeconds },
  { key: "elapsedSeconds", kind: "seconds", value: ({ elapsedSeconds }) => elapsedSeconds },
  { key: "leftSeconds", kind: "seconds", value: ({ leftSeconds }) => leftSeconds },
  { key: "dueAt", kind: "instant", value: ({ dueAt }) => dueAt },
  { key: "breachedAt", kind: "instant", value: ({ breachedAt }) => breachedAt },
  { key: "endedAt", kind: "instant", value: ({ endedAt }) => endedAt },
  { key: "slices", kind: { items: SLICE_FIELDS }, always: true, value: ({ slices }) => slices },
  { key: "ahead", kind: { items: SLICE_FIELDS }, always: true, value: ({ ahead }) => ahead },
  { key: "holds", kind: { items: HOLD_FIELDS }, always: true, value: ({ holds }) => holds },
  { key: "closedDays", kind: "texts", always: true, value: ({ closedDays }) => closedDays },
  { key: "milestones", kind: { items: MILESTONE_FIELDS }, always: true, value: ({ milestones }) => milestones },
];
