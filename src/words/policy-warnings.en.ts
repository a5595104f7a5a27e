/** What a policy says that will hardly be meant, by the key of the warning. */
const WARNINGS: Readonly<Record<string, (about: Readonly<Record<string, string>>) => string>> = {
  priority_without_target: ({ priority }) => `Priority ${priority} has no target, so none of its tickets has a clock.`,
  response_after_resolution: ({ target, calendar, response, resolution }) =>
    `Of the targets of ${target || "all tickets"} in ${calendar}, the response (${response}) is longer than the resolution (${resolution}).`,
  rota_of_nobody: ({ rota }) => `Rota ${rota} has nobody in it.`,
  reminder_after_max: ({ reason, remind, max }) => `Hold reason ${reason} is reminded of after ${remind}, but its max is ${max}, which comes first.`,
};

/** A warning in a sentence. */
export const policyWarning = ({ key, with: about }: { readonly key: string; readonly with: Readonly<Record<string, string>> }): string =>
  WARNINGS[key]?.(about) ?? key;

/** How it stands among what is said to a person. */
export const warned = (sentence: string): string => `warning: ${sentence}`;
