import type { AlertField } from "../../app/alert-ports.ts";
import type { Problem } from "../../app/failure.ts";
import { nearest } from "../../domain/query/near.ts";
import { parseDuration } from "../../domain/time/duration.ts";
import { type Compiled, compile, type ExpressionFault } from "./expression.ts";

/** The fields that expressions give, in the order they are told. */
export const FIELDS: readonly AlertField[] = [
  "key",
  "title",
  "description",
  "impact",
  "urgency",
  "category",
  "service",
  "ci",
  "group",
  "startsAt",
  "endsAt",
  "note",
];
const OTHERS = ["about", "knownBy", "alerts", "state", "openedWithin", "recovery", "code", "wants"];
const KEYS = [...OTHERS, ...FIELDS];

/** A mapping ready to read payloads with. Durations in seconds. */
export interface CompiledMapping {
  readonly knownBy: readonly (readonly string[])[];
  readonly alerts: string | null;
  readonly state: Compiled;
  readonly fields: ReadonlyMap<AlertField, Compiled>;
  readonly openedWithin: number;
  readonly resolvesAs: string | null;
  readonly wants: readonly AlertField[];
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === "string");
const isOneOf =
  (...allowed: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === "string" && allowed.includes(value);

/** What each key that is no expression has to be; the words for it are in `intake.en.ts`. */
const SHAPES: Readonly<Record<string, readonly [kind: string, holds: (value: unknown) => boolean]>> = {
  about: ["text", (value) => typeof value === "string"],
  knownBy: ["lists", (value) => Array.isArray(value) && value.every(isTexts)],
  alerts: ["text", (value) => typeof value === "string"],
  openedWithin: ["duration", (value) => typeof value === "string" && parseDuration(value)?.service === false],
  recovery: ["recovery", isOneOf("note", "resolve")],
  code: ["text", (value) => typeof value === "string" && value !== ""],
  wants: ["fields", (value) => isTexts(value) && value.every((name) => (FIELDS as readonly string[]).includes(name))],
};

/** Says "firing" for every alert. */
const ALWAYS_FIRING = "firing";
const CODE = "resolved-by-change";

/** Checks what a mapping file holds, every fault at once, and makes it ready. */
export function compileMapping(
  source: unknown,
): { readonly ok: true; readonly mapping: CompiledMapping } | { readonly ok: false; readonly faults: readonly Problem[] } {
  if (typeof source !== "object" || source === null || Array.isArray(source)) return { ok: false, faults: [{ key: "mapping_no_object", with: {} }] };
  const given = new Map<string, unknown>(Object.entries(source));
  const faults: ExpressionFault[] = [];
  for (const key of given.keys())
    if (!KEYS.includes(key)) faults.push({ key: "mapping_key_unknown", with: { name: key, near: nearest(key, KEYS), keys: KEYS } });
  for (const [key, [kind, holds]] of Object.entries(SHAPES))
    if (given.has(key) && !holds(given.get(key))) faults.push({ key: "mapping_value", with: { at: key, kind } });
  if (!given.has("key")) faults.push({ key: "mapping_no_key", with: {} });
  const fields = new Map<AlertField, Compiled>();
  for (const field of FIELDS) if ((given.get(field) ?? null) !== null) fields.set(field, compile(given.get(field), field, faults));
  const state = compile(given.get("state") ?? ALWAYS_FIRING, "state", faults);
  if (faults.length > 0) return { ok: false, faults };
  const within = parseDuration(String(given.get("openedWithin") ?? "0s"));
  return {
    ok: true,
    mapping: {
      knownBy: (given.get("knownBy") ?? []) as CompiledMapping["knownBy"],
      alerts: (given.get("alerts") as string | undefined) ?? null,
      state,
      fields,
      openedWithin: within?.seconds ?? 0,
      resolvesAs: given.get("recovery") === "resolve" ? String(given.get("code") ?? CODE) : null,
      wants: (given.get("wants") ?? []) as readonly AlertField[],
    },
  };
}
