import { foldName } from "../../domain/fold-name.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { flagOf } from "../flags/flag.ts";
import { GROUPS } from "../flags/groups.ts";
import type { Flags } from "../program.ts";
import { isKnown, manner, type Step, textIn } from "./talk.ts";

const WORDS = GUIDED.join;
/** What the note and the person hold. */
const TAKEN = new Set(["title", "description", "description-file", "requester", "contact", "channel"]);

/** Who is added to a ticket. */
export const joining = (known: Flags, me: string): string => {
  const name = textIn(known, "requester", "");
  return name === "@me" ? me : name;
};

/** What a person told, as a note of the ticket they are added to. */
export function toldNote(known: Flags, me: string): string {
  const [title, details] = [textIn(known, "title", ""), textIn(known, "description", "")];
  return WORDS.note({ name: joining(known, me), channel: textIn(known, "channel", ""), told: [title, details].filter((text) => text !== "").join("\n") });
}

/** Shows, before anything is written, what is added to a ticket there is; a ticket of its own is still possible. */
export const JOIN: Step = {
  name: "join",
  flags: ["join-with"],
  asks: (known) => isKnown(known, "joins"),
  async put(talk) {
    const { ask, known, program, reads } = talk;
    const [row] = await reads.tickets([Number(known.joins)]);
    if (row === undefined) return { joins: undefined };
    const isSaid = !isKnown(known, "description") && foldName(textIn(known, "title", "")) === foldName(row.title);
    const left = GROUPS.fields.map(flagOf).filter(({ long }) => !TAKEN.has(long) && isKnown(known, long));
    const added = WORDS.added({ name: joining(known, program.me), id: idOf(row), title: row.title });
    const question = [added, ...(left.length === 0 ? [] : [WORDS.leftOut(left.map(({ long }) => `--${long}`))]), WORDS.ask].join("\n");
    const choices = [
      ...(isSaid ? [] : [{ value: "note", label: WORDS.withNote, hint: textIn(known, "title", "") }]),
      { value: "alone", label: isSaid ? WORDS.yes : WORDS.alone },
      { value: "own", label: WORDS.own },
    ];
    const chosen = await ask.choose(question, choices, manner(talk, { suggested: isSaid ? "alone" : "note", as: "" }));
    if (chosen !== "own") return { "join-with": chosen };
    talk.say(WORDS.ownBegins(joining(known, program.me)));
    return { joins: undefined, "join-with": undefined };
  },
};
