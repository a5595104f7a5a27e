import type { SimilarTicket } from "../../app/similar.ts";
import { LEARNT_LABELS } from "../../words/learnt.en.ts";
import { labelled, lift } from "../field.ts";
import { percent, thousandths } from "../share.ts";
import { TICKET_FIELDS } from "./ticket.ts";

/** A ticket with how like it is and the words that say so. */
export const SIMILAR_FIELDS = labelled<SimilarTicket>(LEARNT_LABELS, [
  ...lift(TICKET_FIELDS, ({ row }: SimilarTicket) => row),
  { key: "score", kind: "number", always: true, value: ({ score }) => thousandths(score), cell: ({ score }) => percent(score) },
  { key: "shared", kind: "texts", always: true, value: ({ shared }) => shared, cell: ({ shared }) => shared.join(" ") },
]);

/** What a pipe and a table get where nobody chose. */
export const SIMILAR_DEFAULT: readonly string[] = ["id", "score", "status", "title", "shared"];
