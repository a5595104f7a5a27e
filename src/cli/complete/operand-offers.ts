import type { Glimpse, GlimpsedBy } from "../../app/glimpse.ts";
import { RELATIONS } from "../../domain/ticket/ticket.ts";
import { TOPIC_TITLES } from "../../words/topics.en.ts";
import { SHELLS } from "../completion/shells.ts";
import { TOPICS } from "../find-verb.ts";
import type { VerbRow } from "../verb-row.ts";
import type { Asked } from "./cursor.ts";
import { knownErrorOffers } from "./known-error-offers.ts";
import { type Answer, begins, NOTHING, type Offer, offer, words } from "./offer.ts";
import { operationOffers } from "./operations.ts";
import { queryOffers } from "./query-words.ts";
import { specAnswer } from "./tickets.ts";
import { verbOffers } from "./verb-offers.ts";

/** The tickets a verb can do something with, where not all of them. */
const AMONG: Readonly<Record<string, GlimpsedBy["among"]>> = {
  start: "open",
  hold: "open",
  resume: "held",
  resolve: "open",
  assign: "open",
  escalate: "open",
  workaround: "open",
  cancel: "open",
  reopen: "ended",
};

/** What the manifest calls the operand at a place: `SPEC…` goes on for ever. */
function operandAt(row: VerbRow, index: number): string {
  const names = row.operands.replace(/[[\]]/g, "").replace(" | ", "|").split(" ");
  const last = names.at(-1) ?? "";
  return (names[index] ?? (last.endsWith("…") ? last : "")).replace("…", "");
}

/** What may stand as the next operand of a verb. */
export async function operandOffers(known: Glimpse, { row, typed, operands, given }: Extract<Asked, { kind: "operand" }>): Promise<Answer> {
  const isReplaced = row.selects === true && (given.has("where") || given.has("ids-from"));
  const name = operandAt(row, operands.length + (isReplaced ? 1 : 0));
  const plain = (offers: readonly Offer[]): Answer => words(offers.filter(({ word }) => begins(word, typed)));
  switch (name) {
    case "SPEC":
      return specAnswer(known, typed, AMONG[row.name] ?? "any", row.operands.startsWith("K ") ? operands.slice(1) : operands);
    case "QUERY":
    case "WORDS":
      return words(await queryOffers(known, typed, false));
    case "K":
      return plain((await knownErrorOffers(known, typed)).filter(({ word }) => !operands.includes(word)));
    case "OP":
      return words(await operationOffers(known, typed));
    case "REL":
      return plain(RELATIONS.map((each) => offer(each)));
    case "SHELL":
      return plain(SHELLS.map((each) => offer(each)));
    case "PATH":
    case "FILE":
      return { kind: "files", before: "" };
    case "VERB|TOPIC":
      return plain(operands.length === 0 ? [...verbOffers(null), ...topicOffers()] : []);
    default:
      return /^[a-z]+(?:\|[a-z]+)+$/.test(name) ? plain(name.split("|").map((each) => offer(each))) : helpOffers(row, operands, plain);
  }
}

const topicOffers = (): readonly Offer[] => TOPICS.map((topic) => offer(topic, TOPIC_TITLES[topic] ?? ""));

/** Behind `help db` its verbs, behind `help schema` the names of the documents. */
async function helpOffers(row: VerbRow, [first]: readonly string[], plain: (offers: readonly Offer[]) => Answer): Promise<Answer> {
  if (row.name !== "help" || first === undefined) return NOTHING;
  if (first !== "schema") return plain(verbOffers(first));
  const { SCHEMAS } = await import("../../render/schema.ts");
  return plain(Object.keys(SCHEMAS).map((each) => offer(`itsm.${each}/1`)));
}
