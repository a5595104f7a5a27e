import type { NextUp } from "../../app/next.ts";
import { CLAIMS, PRESSES } from "../../domain/ticket/take-order.ts";
import { relative } from "../due.ts";
import type { Field } from "../field.ts";
import { reasonOf } from "../pages/next.ts";
import { schemaName } from "../schema-name.ts";
import { TICKET_FIELDS } from "./ticket.ts";

/** What somebody should take now, and why. */
export const NEXT_FIELDS: readonly Field<NextUp>[] = [
  schemaName("next"),
  { key: "asOf", kind: "instant", always: true, value: (_, { now }) => now },
  { key: "ticket", kind: { row: TICKET_FIELDS }, value: ({ first }) => first?.row ?? null },
  { key: "claim", kind: CLAIMS, value: ({ first }) => first?.claim ?? null },
  { key: "press", kind: PRESSES, value: ({ first }) => first?.press ?? null },
  { key: "pressAt", kind: "instant", value: ({ first }) => first?.at ?? null },
  {
    key: "reason",
    kind: "text",
    value: ({ first }, { now }) => (first === null ? null : reasonOf(first, now, (at) => relative(at, now))),
  },
  { key: "passedOver", kind: { row: TICKET_FIELDS }, value: ({ passedOver }) => passedOver?.row ?? null },
  { key: "counts.mine", kind: "integer", always: true, value: ({ counts }) => counts.mine },
  { key: "counts.unassigned", kind: "integer", always: true, value: ({ counts }) => counts.unassigned },
  { key: "counts.held", kind: "integer", always: true, value: ({ counts }) => counts.held },
];
