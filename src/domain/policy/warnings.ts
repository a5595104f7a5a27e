import { formatHours } from "../time/duration.ts";
import { spanText, targetName } from "./facts.ts";
import type { Policy } from "./policy.ts";

/** What a policy may say and will hardly mean: a key of `src/words/policy-warnings.en.ts` with its parameters. */
export type PolicyWarning =
  | { readonly key: "priority_without_target"; readonly with: { readonly priority: string } }
  | {
      readonly key: "response_after_resolution";
      readonly with: { readonly target: string; readonly calendar: string; readonly response: string; readonly resolution: string };
    }
  | { readonly key: "rota_of_nobody"; readonly with: { readonly rota: string } }
  | { readonly key: "reminder_after_max"; readonly with: { readonly reason: string; readonly remind: string; readonly max: string } };

const untargeted = ({ priorities, targets }: Policy): readonly PolicyWarning[] =>
  priorities
    .filter((priority) => targets.every((line) => line.priority !== undefined && line.priority !== priority))
    .map((priority) => ({ key: "priority_without_target", with: { priority } }));

const lateResponses = ({ targets }: Policy): readonly PolicyWarning[] =>
  targets.flatMap((line): readonly PolicyWarning[] => {
    const { responseSeconds: response, resolutionSeconds: resolution, calendar } = line;
    if (response === null || resolution === null || response <= resolution) return [];
    const times = { response: formatHours(response), resolution: formatHours(resolution) };
    return [{ key: "response_after_resolution", with: { target: targetName(line), calendar, ...times } }];
  });

const emptyRotas = ({ oncall = {} }: Policy): readonly PolicyWarning[] =>
  Object.entries(oncall).flatMap(([rota, { people }]) => (people.length > 0 ? [] : [{ key: "rota_of_nobody", with: { rota } }]));

const lateReminders = ({ holdReasons }: Policy): readonly PolicyWarning[] =>
  Object.entries(holdReasons).flatMap(([reason, { remind, max }]): readonly PolicyWarning[] =>
    remind === undefined || max === undefined || remind.calendar !== max.after.calendar || remind.seconds <= max.after.seconds
      ? []
      : [{ key: "reminder_after_max", with: { reason, remind: spanText(remind), max: spanText(max.after) } }],
  );

/** What should be looked at before a policy is applied; none of it is a fault. */
export const warningsOf = (policy: Policy): readonly PolicyWarning[] => [untargeted, lateResponses, emptyRotas, lateReminders].flatMap((look) => look(policy));
