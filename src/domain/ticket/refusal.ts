/**
 * A rule that says no. `rule` is a stable code (its words are in `src/words/refusals.en.ts`), `about` its facts,
 * `wants` the inputs, by flag name, that would cure it.
 */
export interface Refusal {
  readonly rule: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly wants: readonly string[];
}

export const refuse = (rule: string, about: Readonly<Record<string, unknown>> = {}, wants: readonly string[] = []): Refusal => ({ rule, about, wants });

/** Rules about a value as such, whatever the ticket: a mistake in the call, not a refusal of the desk. */
const ABOUT_THE_VALUE: readonly string[] = [
  "unknown_value",
  "bad_title",
  "bad_text",
  "bad_name",
  "bad_tag",
  "assignee_is_group",
  "reversed_times",
  "until_passed",
];

export const isAboutTheValue = (refusal: Refusal): boolean => ABOUT_THE_VALUE.includes(refusal.rule);
