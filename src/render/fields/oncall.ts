import type { Duty } from "../../domain/policy/rota.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { ONCALL_LABELS, ONCALL_WORDS as WORDS } from "../../words/oncall.en.ts";
import { localMinute } from "../due.ts";
import { type Field, labelled } from "../field.ts";

/** A rota as it stands at an instant. */
export interface OncallRow extends Duty {
  readonly rota: string;
  readonly group: string | null;
}

/** Who is on call. `away` adds how far away an instant is, where people read it; null: nothing. */
export const oncallFields = (away: ((at: Instant) => string) | null = null): readonly Field<OncallRow>[] =>
  labelled<OncallRow>(ONCALL_LABELS, [
    { key: "rota", kind: "text", always: true, value: ({ rota }) => rota },
    { key: "group", kind: "text", value: ({ group }) => group, cell: ({ group }) => group ?? WORDS.every },
    {
      key: "person",
      kind: "text",
      value: ({ person }) => person,
      cell: ({ person, instead }) => (instead === null ? (person ?? WORDS.nobody) : WORDS.standsIn(person ?? WORDS.nobody, instead)),
    },
    { key: "from", kind: "instant", value: ({ from }) => from, cell: ({ from }, { zone }) => (from === null ? "" : localMinute(zone, from)) },
    {
      key: "until",
      kind: "instant",
      value: ({ until }) => until,
      cell: ({ until }, { zone }) => (until === null ? WORDS.open : `${localMinute(zone, until)}${away === null ? "" : `, ${away(until)}`}`),
    },
    { key: "next", kind: "text", value: ({ next }) => next, cell: ({ next, until }) => (until === null ? "" : (next ?? WORDS.nobody)) },
    { key: "override", kind: "boolean", always: true, value: ({ override }) => override },
    { key: "instead", kind: "text", value: ({ instead }) => instead },
  ]);

/** What a pipe and a table get where nobody chose. */
export const ONCALL_DEFAULT: readonly string[] = ["rota", "person", "until", "next", "group"];
