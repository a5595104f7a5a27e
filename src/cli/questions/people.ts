import { foldName } from "../../domain/fold-name.ts";
import { isVip } from "../../domain/policy/marks.ts";
import { storedFault, textFault } from "../../domain/ticket/texts.ts";
import { GUIDED } from "../../words/guided.en.ts";
import type { Check, Find } from "../ask.ts";
import { NONE } from "../flag-values.ts";
import { saidOf } from "../say.ts";
import { isKnown, type Step, type Talk, textIn } from "./talk.ts";

const SHOWN = 6;

/** Known people by what was typed, each with the way to reach them. */
export const peopleFound =
  ({ reads }: Pick<Talk, "reads">): Find =>
  async (typed) =>
    (await reads.peopleLike(foldName(typed), SHOWN)).map(({ name, contact }) => ({ value: name, label: name, ...(contact !== null && { hint: contact }) }));

const saying = (fault: ReturnType<typeof textFault>): string | null => (fault === null ? null : saidOf({ key: fault.rule, with: fault.about }).what);

const somebody: Check = (name) => saying(textFault("requester", name));

/** How a person of that name is reached, if they are known. */
async function contactOf({ reads }: Talk, name: string): Promise<string | null> {
  const [person] = await reads.people([foldName(name)]);
  return person?.contact ?? null;
}

export const REQUESTER: Step = {
  name: "requester",
  flags: ["requester"],
  carries: ["contact"],
  asks: () => true,
  async put(talk) {
    const { ask, known, back } = talk;
    const joins = isKnown(known, "joins");
    const { ask: question, as } = joins ? GUIDED.joining : GUIDED.requester;
    // Only somebody can be added to a ticket; a ticket of nobody's can be logged.
    const before = textIn(known, "requester", "");
    const suggested = joins && before === "" ? {} : { suggested: before };
    const { value } = await ask.seek(question, peopleFound(talk), somebody, { as, hint: GUIDED.requester.hint, back, ...suggested });
    if (value === "") return { requester: undefined, contact: undefined };
    if (!joins && isVip(talk.desk.rules, value)) talk.say(GUIDED.requester.vip(value));
    // The same name again: it may be how to reach them that is wrong.
    return value === before ? { requester: value } : { requester: value, contact: (await contactOf(talk, value)) ?? undefined };
  },
};

export const CONTACT: Step = {
  name: "contact",
  flags: ["contact"],
  asks: (known) => isKnown(known, "requester") && known.requester !== NONE,
  async put(talk) {
    const suggested = textIn(talk.known, "contact", (await contactOf(talk, textIn(talk.known, "requester", ""))) ?? "");
    const fault: Check = (answer) => saying(storedFault("contact", answer));
    const contact = await talk.ask.text(GUIDED.contact.ask, fault, { as: GUIDED.contact.as, suggested, back: talk.back });
    return { contact: contact.trim() === "" ? undefined : contact };
  },
};
