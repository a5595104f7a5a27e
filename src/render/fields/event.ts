import type { TicketEvent } from "../../domain/ticket/event.ts";
import { iso } from "../../domain/time/instant.ts";
import type { Field } from "../field.ts";

const isInstantKey = (key: string): boolean => key.endsWith("At") || key === "until";

/** What an event carries, instants spelled as everywhere else. */
function spellInstants(value: unknown, key: string): unknown {
  if (typeof value === "number") return isInstantKey(key) ? iso(value) : value;
  if (Array.isArray(value)) return value.map((item) => spellInstants(item, ""));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, spellInstants(item, inner)]));
}

/** `op-215`, as operations are named everywhere. */
export const operationId = (seq: number): string => `op-${seq}`;

/** An event as `show` and `audit show` give it. Times may differ: it happened at `at` and was recorded at `recordedAt`. */
export const EVENT_FIELDS: readonly Field<TicketEvent>[] = [
  { key: "version", kind: "integer", always: true, value: (event) => event.version },
  { key: "at", kind: "instant", always: true, value: (event) => event.at },
  { key: "recordedAt", kind: "instant", always: true, value: (event) => event.recordedAt },
  { key: "operation", kind: "text", always: true, value: (event) => operationId(event.operation) },
  { key: "by", kind: "text", always: true, value: (event) => event.by },
  { key: "type", kind: "text", always: true, value: (event) => event.type },
  { key: "data", kind: "data", always: true, value: (event) => spellInstants(event.data, "") as object },
  { key: "texts", kind: "data", always: true, value: (event) => event.texts },
];
