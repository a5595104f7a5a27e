import type { Item } from "../../app/outcome.ts";
import { phoneAt } from "../../domain/policy/marks.ts";
import { padEnd } from "../../render/width.ts";
import { GUIDED } from "../../words/guided.en.ts";
import type { Choice } from "../ask.ts";
import { NONE } from "../flag-values.ts";
import { flagOf } from "../flags/flag.ts";
import { GROUPS } from "../flags/groups.ts";
import type { Flags } from "../program.ts";
import { saidOf } from "../say.ts";
import { knownBy, type Progress } from "./order-of-steps.ts";
import { GUESSED_TYPE, isKnown, type StepName, type Talk, textIn } from "./talk.ts";

const WORDS = GUIDED.review;
const LABEL = 10;

/** What the lines of the review say, by their steps; each is changed by its digit. */
function valuesOf(known: Flags, group: string | null): Readonly<Partial<Record<StepName, readonly [label: string, value: string]>>> {
  const text = (flag: string): string => textIn(known, flag, WORDS.nothing);
  const rated = (flag: string, words: Readonly<Record<string, string>>): string => {
    const name = text(flag);
    return words[name] === undefined ? name : `${name}: ${words[name]}`;
  };
  const [first = "", ...more] = text("description").split("\n");
  const contact = isKnown(known, "contact") ? `, ${text("contact")}` : "";
  return {
    title: [GUIDED.title.as, text("title")],
    requester: [GUIDED.requester.as, `${text("requester")}${contact}`],
    channel: [GUIDED.channel.as, text("channel")],
    category: [GUIDED.category.as, text("category")],
    service: [GUIDED.service.as, text("service")],
    impact: [GUIDED.impact.as, rated("impact", GUIDED.impact.said)],
    urgency: [GUIDED.urgency.as, rated("urgency", GUIDED.urgency.said)],
    description: [
      GUIDED.description.as,
      isKnown(known, "description-file") ? text("description-file") : more.length === 0 ? first : `${first} (${WORDS.lines(more.length + 1)})`,
    ],
    handover: [GUIDED.handover.as, handedTo(known, group)],
    type: [GUIDED.type.as, isKnown(known, GUESSED_TYPE) ? GUIDED.type.guessed(text("type")) : textIn(known, "type", GUIDED.type.incident)],
  };
}

function handedTo(known: Flags, group: string | null): string {
  const words = GUIDED.handover;
  const ending = [textIn(known, "code", ""), textIn(known, "note", "")].filter((each) => each !== "").join(", ");
  if (known.close === true) return `${words.close} (${ending})`;
  if (known.resolve === true) return `${words.resolve} (${ending})`;
  const to = [group === null ? "" : words.group(group), known.start === true ? words.me : textIn(known, "assignee", "")];
  return to.filter((each) => each !== "").join(", ") || words.waits;
}

const IN_LINES = new Set([
  "title",
  "requester",
  "contact",
  "channel",
  "category",
  "service",
  "impact",
  "urgency",
  "description",
  "description-file",
  "group",
  "assignee",
  "type",
]);

/** Fields that no line has, from flags or a template. `phone`: the desk's number at its site. */
function others(known: Flags, phone: string | null): readonly string[] {
  const said = [...GROUPS.fields, "--known-error K"].map(flagOf).flatMap(({ long }) => {
    const value = known[long];
    if (value === undefined || IN_LINES.has(long)) return [];
    if (long === "site" && phone !== null) return [`${long} ${WORDS.phone(textIn(known, long, ""), phone)}`];
    return [value === true ? long : `${long} ${typeof value === "string" ? value : (value as readonly string[]).join(", ")}`];
  });
  return said.length === 0 ? [] : [`${WORDS.given}: ${said.join("; ")}`];
}

/** What a conversation has come to, a line for each answer. */
export function answeredSoFar(progress: Progress): readonly string[] {
  const known = knownBy(progress);
  const lines = Object.entries(valuesOf(known, isKnown(known, "group") ? textIn(known, "group", NONE) : null));
  return lines
    .filter(([step, [, value]]) => progress.done.includes(step as StepName) && value !== WORDS.nothing)
    .map(([, [label, value]]) => `${label}: ${value}`);
}

/** Shows the whole ticket as it would be logged. Resolves to the step whose line is to be changed, or to "log". */
export async function reviewed(talk: Talk, item: Item, priority: string, printing: boolean): Promise<StepName | "log"> {
  const { ask, known, program, desk } = talk;
  const given = textIn(known, "group", NONE);
  const group = item.after === null ? (given === NONE ? null : given) : item.after.group;
  const phone = phoneAt(desk.rules, item.after?.site ?? null);
  const refused = item.refusals.map(({ rule, about }) => WORDS.refused(saidOf({ key: rule, with: about }).what));
  const label = ([name, value]: readonly [string, string]): string =>
    program.accessible || program.env.TERM === "dumb" ? `${name}: ${value}` : `${padEnd(name, LABEL)} ${value}`;
  const lines = Object.entries(valuesOf(known, group)).map(
    ([step, line], place): Choice<StepName> => ({ value: step as StepName, label: label(line), key: `${(place + 1) % 10}` }),
  );
  const log: Choice<"log"> = { value: "log", label: printing ? WORDS.print : WORDS.log, key: printing ? "p" : "l" };
  const question = [...(refused.length > 0 ? refused : [priority]), ...others(known, phone), WORDS.ask].join("\n");
  const choices: readonly Choice<StepName | "log">[] = refused.length > 0 ? lines : [...lines, log];
  return ask.choose(question, choices, { suggested: "log", hint: WORDS.change, back: talk.back, as: "" });
}
