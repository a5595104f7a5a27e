import type { Suggestion } from "../../app/suggest.ts";
import { TICKET_TYPES, UNCLASSIFIED } from "../../domain/policy/policy.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { CHANNELS } from "../../domain/ticket/ticket.ts";
import { GUIDED } from "../../words/guided.en.ts";
import type { Choice } from "../ask.ts";
import { NONE } from "../flag-values.ts";
import { categoryInTitle } from "./category-in-title.ts";
import { GUESSED_TYPE, manner, type Step, type Talk, textIn } from "./talk.ts";

/** Below this the words of the title tell more than what the desk has seen. */
const LIKELY = 0.5;

const likely = (suggestion: Suggestion | null): Suggestion | null => (suggestion !== null && suggestion.probability >= LIKELY ? suggestion : null);

/** How most tickets come in that are logged while somebody is asked. */
export const USUAL_CHANNEL = "phone";

export const CHANNEL: Step = {
  name: "channel",
  flags: ["channel"],
  asks: () => true,
  async put(talk) {
    const choices = CHANNELS.map((channel) => ({ value: channel, label: channel }));
    return {
      channel: await talk.ask.choose(
        GUIDED.channel.ask,
        choices,
        manner(talk, { suggested: textIn(talk.known, "channel", USUAL_CHANNEL), as: GUIDED.channel.as }),
      ),
    };
  },
};

export const TYPE: Step = {
  name: "type",
  flags: ["type"],
  aside: true,
  asks: () => true,
  async put(talk) {
    const choices = TICKET_TYPES.map((type) => ({ value: type, label: GUIDED.type[type], hint: GUIDED.typeHint[type] }));
    return {
      [GUESSED_TYPE]: undefined,
      type: await talk.ask.choose(GUIDED.type.ask, choices, manner(talk, { suggested: textIn(talk.known, "type", "incident"), as: GUIDED.type.as })),
    };
  },
};

const FROM = 3;

/** What the ticket is likely to be a matter of, and what says so: the desk's own tickets, or else the words of the title. */
async function guessed({ desk, known, reads, suggestions }: Talk): Promise<{ readonly value: string; readonly hint: string } | null> {
  const { categories } = desk.rules;
  const { category } = await suggestions();
  const seen = category !== null && categories.includes(category.value) ? category : null;
  const read = likely(seen) === null ? categoryInTitle(textIn(known, "title", ""), categories) : null;
  if (read !== null) return { value: read, hint: GUIDED.category.guessed([]) };
  if (seen === null) return null;
  const rows = await reads.tickets(seen.from.slice(0, FROM));
  return { value: seen.value, hint: GUIDED.category.guessed(rows.map(idOf)) };
}

export const CATEGORY: Step = {
  name: "category",
  flags: ["category"],
  asks: () => true,
  async put(talk) {
    const guess = await guessed(talk);
    const later: readonly Choice<string>[] = talk.wanted ? [] : [{ value: UNCLASSIFIED, label: UNCLASSIFIED, hint: GUIDED.category.later }];
    const others = talk.desk.rules.categories.filter((category) => category !== guess?.value).map((category) => ({ value: category, label: category }));
    const choices = [...(guess === null ? [] : [{ value: guess.value, label: guess.value, hint: guess.hint }]), ...later, ...others];
    const before = textIn(talk.known, "category", UNCLASSIFIED);
    const suggested = before !== UNCLASSIFIED ? before : (guess?.value ?? UNCLASSIFIED);
    return { category: await talk.ask.choose(GUIDED.category.ask, choices, manner(talk, { suggested, as: GUIDED.category.as })) };
  },
};

/** Asked where the desk has a list of services, or has seen such a ticket on one. */
export const SERVICE: Step = {
  name: "service",
  flags: ["service"],
  asks: () => true,
  async put(talk) {
    const { services } = talk.desk.rules;
    const guess = likely((await talk.suggestions()).service)?.value ?? null;
    const before = textIn(talk.known, "service", "");
    const suggested = before !== "" ? before : (guess ?? "");
    if (services.length === 0 && suggested === "" && !talk.wanted && !talk.changing) return null;
    if (services.length === 0) {
      const service = (await talk.ask.text(GUIDED.service.ask, undefined, { ...manner(talk, { suggested, as: GUIDED.service.as }) })).trim();
      return { service: service === "" || service === NONE ? undefined : service };
    }
    const choices = [{ value: "", label: GUIDED.service.none }, ...services.map((service) => ({ value: service, label: service }))];
    const service = await talk.ask.choose(
      GUIDED.service.ask,
      choices,
      manner(talk, { suggested: services.includes(suggested) ? suggested : "", as: GUIDED.service.as }),
    );
    return { service: service === "" ? undefined : service };
  },
};
