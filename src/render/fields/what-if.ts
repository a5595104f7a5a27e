import type { ComparedCompliance, Kept, TurnedClock, WhatIf } from "../../app/what-if.ts";
import { LACKED_FIELDS } from "../../domain/policy/lacking.ts";
import { CLOCKS } from "../../domain/policy/policy.ts";
import { CLOCK_STATES } from "../../domain/ticket/clock-state.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { CHANGES } from "../../domain/ticket/what-if.ts";
import { TURNED_LABELS, WHAT_IF_WORDS as WORDS } from "../../words/sla.en.ts";
import { spelled } from "../due.ts";
import { type Field, type Look, labelled } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { thousandths } from "../share.ts";

/** What a register would look like under the policy of a file. */
export interface ComparedDesk extends WhatIf {
  readonly file: string;
  readonly name: string;
}

/** So that a line fits eighty columns. */
const SHORT = "MM-DD HH:mm";

const dueCell = (at: number | null, { zone }: Look): string => (at === null ? WORDS.noDue : spelled(zone, at, SHORT));

/** A clock of an open ticket, now and under it. */
export const TURNED_FIELDS: readonly Field<TurnedClock>[] = labelled<TurnedClock>(TURNED_LABELS, [
  { key: "number", kind: "integer", always: true, value: ({ row }) => row.number },
  { key: "id", kind: "text", always: true, value: ({ row }) => idOf(row) },
  { key: "change", kind: CHANGES.slice(0, 3), always: true, value: ({ change }) => change },
  { key: "clock", kind: CLOCKS, always: true, value: ({ which }) => which },
  { key: "priority", kind: "text", always: true, value: ({ row }) => row.priority },
  { key: "priorityThen", kind: "text", always: true, value: ({ priorityThen }) => priorityThen },
  { key: "state", kind: CLOCK_STATES, always: true, value: ({ now }) => now.state },
  { key: "stateThen", kind: CLOCK_STATES, always: true, value: ({ would }) => would.state },
  { key: "dueAt", kind: "instant", value: ({ now }) => now.dueAt, cell: ({ now }, look) => dueCell(now.dueAt, look) },
  { key: "dueThenAt", kind: "instant", value: ({ would }) => would.dueAt, cell: ({ would }, look) => dueCell(would.dueAt, look) },
  { key: "title", kind: "text", always: true, value: ({ row }) => row.title },
]);
export const TURNED_DEFAULT = ["id", "change", "clock", "state", "dueAt", "dueThenAt", "title"];

const sides = (side: "now" | "would", name: "now" | "then"): readonly Field<ComparedCompliance>[] => {
  const ended = ({ met, missed }: Kept): number => met + missed;
  return [
    { key: `${name}.met`, kind: "integer", always: true, value: (one) => one[side].met },
    { key: `${name}.missed`, kind: "integer", always: true, value: (one) => one[side].missed },
    { key: `${name}.share`, kind: "number", value: (one) => (ended(one[side]) === 0 ? null : thousandths(one[side].met / ended(one[side]))) },
  ];
};

const COMPLIANCE_FIELDS: readonly Field<ComparedCompliance>[] = [
  { key: "priority", kind: "text", always: true, value: ({ priority }) => priority },
  { key: "clock", kind: CLOCKS, always: true, value: ({ clock }) => clock },
  ...sides("now", "now"),
  ...sides("would", "then"),
];

const LACK_FIELDS: readonly Field<WhatIf["lacks"][number]>[] = [
  { key: "field", kind: LACKED_FIELDS, always: true, value: ({ field }) => field },
  { key: "value", kind: "text", always: true, value: ({ value }) => value },
  { key: "tickets", kind: "integer", always: true, value: ({ tickets }) => tickets },
];

const COUNTS = [
  ["tickets", "tickets"],
  ["breached", "breached"],
  ["at_risk", "atRisk"],
  ["recovers", "recover"],
  ["moved", "moved"],
  ["same", "same"],
  ["unjudged", "unjudged"],
] as const;

export const WHAT_IF_FIELDS: readonly Field<ComparedDesk>[] = [
  schemaName("sla-what-if"),
  { key: "asOf", kind: "instant", always: true, value: ({ asOf }) => asOf },
  { key: "file", kind: "text", always: true, value: ({ file }) => file },
  { key: "name", kind: "text", always: true, value: ({ name }) => name },
  ...COUNTS.map(([count, key]): Field<ComparedDesk> => ({ key: `open.${key}`, kind: "integer", always: true, value: ({ open }) => open[count] })),
  { key: "since", kind: "instant", always: true, value: ({ since }) => since },
  { key: "compliance", kind: { items: COMPLIANCE_FIELDS }, always: true, value: ({ compliance }) => compliance },
  { key: "leftOut.duplicates", kind: "integer", always: true, value: ({ leftOut }) => leftOut.duplicates },
  { key: "leftOut.unjudged", kind: "integer", always: true, value: ({ leftOut }) => leftOut.unjudged },
  { key: "lacks", kind: { items: LACK_FIELDS }, always: true, value: ({ lacks }) => lacks },
  { key: "items", kind: { items: TURNED_FIELDS }, always: true, value: ({ turned }) => turned },
];
