import { LEARNT_FIELDS, type LearntField } from "../../app/insight.ts";
import type { Score } from "../../domain/learn/hold-out.ts";
import { LEARNT_LABELS } from "../../words/learnt.en.ts";
import { type Field, labelled } from "../field.ts";
import { percent, thousandths } from "../share.ts";

/** What is suggested for one field; value null: nothing. */
export interface FieldSuggestion {
  readonly field: LearntField;
  readonly value: string | null;
  readonly probability: number | null;
  /** Ids of the tickets it rests on. */
  readonly from: readonly string[];
}

export const SUGGESTION_FIELDS = labelled<FieldSuggestion>(LEARNT_LABELS, [
  { key: "field", kind: LEARNT_FIELDS, always: true, value: ({ field }) => field },
  { key: "value", kind: "text", value: ({ value }) => value, cell: ({ value }) => value ?? "-" },
  {
    key: "probability",
    kind: "number",
    value: ({ probability }) => (probability === null ? null : thousandths(probability)),
    cell: ({ probability }) => (probability === null ? "" : percent(probability)),
  },
  { key: "from", kind: "texts", always: true, value: ({ from }) => from, cell: ({ from }) => from.join(" ") },
]);

/** How well one field was guessed. */
export interface FieldScore extends Score {
  readonly field: LearntField;
}

const share = (key: "accuracy" | "macroF1" | "majority" | "expected"): Field<FieldScore> => ({
  key,
  kind: "number",
  value: (score) => (score.tested === 0 ? null : thousandths(score[key])),
  cell: (score) => (score.tested === 0 ? "-" : key === "macroF1" ? thousandths(score[key]).toFixed(3) : `${(score[key] * 100).toFixed(1)} %`),
});

export const EVALUATION_FIELDS = labelled<FieldScore>(LEARNT_LABELS, [
  { key: "field", kind: LEARNT_FIELDS, always: true, value: ({ field }) => field },
  { key: "trained", kind: "integer", always: true, value: ({ trained }) => trained },
  { key: "tested", kind: "integer", always: true, value: ({ tested }) => tested },
  { key: "labels", kind: "integer", always: true, value: ({ labels }) => labels },
  share("accuracy"),
  share("macroF1"),
  share("majority"),
  share("expected"),
]);

export const SUGGESTION_DEFAULT: readonly string[] = SUGGESTION_FIELDS.map(({ key }) => key);
export const EVALUATION_DEFAULT: readonly string[] = EVALUATION_FIELDS.map(({ key }) => key);
