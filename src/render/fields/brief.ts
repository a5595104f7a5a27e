import type { Brief, BriefRow } from "../../app/brief.ts";
import type { SectionName } from "../../domain/ticket/brief-sections.ts";
import { type Field, lift } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { TICKET_FIELDS } from "./ticket.ts";

const TICKET: readonly Field<BriefRow>[] = lift(TICKET_FIELDS, ({ row }: BriefRow) => row);

/** What a section says of its tickets beyond themselves. */
const MORE: { readonly [S in SectionName]?: readonly Field<BriefRow>[] } = {
  held: [{ key: "heldBy", kind: "text", value: ({ by }) => by }],
  reopened: [
    { key: "reopenedBy", kind: "text", value: ({ by }) => by },
    { key: "reopenedAt", kind: "instant", value: ({ at }) => at },
  ],
};

const section = (name: SectionName): Field<Brief> => ({
  key: name,
  kind: { items: [...TICKET, ...(MORE[name] ?? [])] },
  always: true,
  value: ({ sections }) => sections[name].rows,
});

const count = (key: string, value: (brief: Brief) => number): Field<Brief> => ({ key: `counts.${key}`, kind: "integer", always: true, value });
const all = (name: SectionName): Field<Brief> => count(name, ({ sections }) => sections[name].count);

/** A desk looked over. Counts are of all there are, however few are listed. */
export const BRIEF_FIELDS: readonly Field<Brief>[] = [
  schemaName("brief"),
  { key: "asOf", kind: "instant", always: true, value: ({ now }) => now },
  { key: "since", kind: "instant", always: true, value: ({ since }) => since },
  { key: "withinSeconds", kind: "seconds", always: true, value: ({ withinSeconds }) => withinSeconds },
  { key: "me", kind: "text", always: true, value: ({ me }) => me },
  count("open", ({ open }) => open),
  all("majors"),
  all("breached"),
  count("breachedSince", ({ breachedSince }) => breachedSince),
  all("atRisk"),
  all("promised"),
  count("missed", ({ missed }) => missed),
  all("held"),
  all("reopened"),
  all("new"),
  all("mine"),
  count("resolved", ({ resolved }) => resolved),
  count("unclosed", ({ unclosed }) => unclosed),
  section("majors"),
  section("breached"),
  section("atRisk"),
  section("promised"),
  section("held"),
  section("reopened"),
  section("new"),
  section("mine"),
];
