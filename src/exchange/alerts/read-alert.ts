import type { AlertField, AlertState, Mapped, ReadAlert, UnusableAlert } from "../../app/alert-ports.ts";
import { type Refusal, refuse } from "../../domain/ticket/refusal.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { type CompiledMapping, FIELDS } from "./compile-mapping.ts";
import type { Subject } from "./expression.ts";
import { fitKey } from "./fit-key.ts";
import { isObject } from "./lookup.ts";
import { instantIn } from "./times.ts";

const STATES: readonly string[] = ["firing", "recovered", "ignored"] satisfies readonly AlertState[];

const unusable = (place: number, { about, ...refusal }: Refusal): UnusableAlert => ({ place, refusal: { ...refusal, about: { ...about, alert: place } } });

/** One alert by its mapping; what it cannot do without is named where it lacks it. */
export function readAlert(mapping: CompiledMapping, subject: Subject, place: number, now: Instant): ReadAlert | UnusableAlert {
  if (!isObject(subject.alert)) return unusable(place, refuse("alert_no_object"));
  const { give: stateOf, names: stateNames, raw } = mapping.state;
  const state = stateOf(subject);
  const stated = state?.value ?? raw?.(subject) ?? null;
  if (state === null || !STATES.includes(state.value)) return unusable(place, refuse("alert_state", { names: stateNames, value: stated }));
  const fields = new Map<AlertField, Mapped>();
  for (const field of FIELDS) {
    const given = mapping.fields.get(field)?.give(subject) ?? null;
    if (given !== null) fields.set(field, given);
  }
  const key = fitKey(fields.get("key")?.value ?? "");
  if (key === null) return unusable(place, refuse("alert_no_key", { names: mapping.fields.get("key")?.names ?? [] }));
  const timeOf = (field: "startsAt" | "endsAt"): Instant | null => {
    const at = instantIn(fields.get(field)?.value ?? "");
    return at === null ? null : Math.min(at, now);
  };
  const startsAt = timeOf("startsAt");
  return {
    place,
    state: state.value as AlertState,
    stateFrom: state.from,
    key,
    fields,
    startsAt,
    endsAt: timeOf("endsAt"),
    openedAt: startsAt !== null && now - startsAt <= mapping.openedWithin ? startsAt : null,
    lacking: mapping.wants.filter((field) => !fields.has(field)).map((field) => ({ field, names: mapping.fields.get(field)?.names ?? [] })),
  };
}

export const isUnusable = (alert: ReadAlert | UnusableAlert): alert is UnusableAlert => "refusal" in alert;
