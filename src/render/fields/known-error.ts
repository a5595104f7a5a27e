import type { KnownErrorEntry } from "../../app/known-errors.ts";
import { LEARNT_LABELS } from "../../words/learnt.en.ts";
import { localMinute } from "../due.ts";
import { labelled } from "../field.ts";
import { operationId } from "./event.ts";

export const knownErrorId = (id: number): string => `K-${id}`;

const STATES = ["in_use", "retired"] as const;

export const KNOWN_ERROR_FIELDS = labelled<KnownErrorEntry>(LEARNT_LABELS, [
  { key: "id", kind: "text", always: true, value: ({ id }) => knownErrorId(id) },
  { key: "helped", kind: "integer", always: true, value: ({ helped }) => helped },
  { key: "title", kind: "text", always: true, value: ({ title }) => title },
  { key: "symptom", kind: "text", always: true, value: ({ symptom }) => symptom },
  { key: "cause", kind: "text", value: ({ cause }) => cause },
  { key: "workaround", kind: "text", always: true, value: ({ workaround }) => workaround },
  { key: "state", kind: STATES, always: true, value: ({ retiredAt }) => STATES[retiredAt === null ? 0 : 1] },
  { key: "from", kind: "integer", value: ({ number }) => number },
  {
    key: "addedAt",
    kind: "instant",
    always: true,
    value: ({ addedAt }) => addedAt,
    cell: ({ addedAt }, { zone }) => localMinute(zone, addedAt),
  },
  { key: "addedBy", kind: "text", always: true, value: ({ addedBy }) => addedBy },
  { key: "operation", kind: "text", value: ({ operation }) => (operation === 0 ? null : operationId(operation)) },
  {
    key: "retiredAt",
    kind: "instant",
    value: ({ retiredAt }) => retiredAt,
    cell: ({ retiredAt }, { zone }) => (retiredAt === null ? "" : localMinute(zone, retiredAt)),
  },
  { key: "retiredBy", kind: "text", value: ({ retiredBy }) => retiredBy },
  { key: "retireReason", kind: "text", value: ({ retireReason }) => retireReason },
]);

/** What a pipe and a table get where nobody chose. */
export const KNOWN_ERROR_DEFAULT: readonly string[] = ["id", "helped", "title", "workaround"];
