import type { AlertFormats, AlertMapping, AlertPayload, ReadAlert, UnusableAlert } from "../../app/alert-ports.ts";
import type { Problem } from "../../app/failure.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { type CompiledMapping, compileMapping } from "./compile-mapping.ts";
import type { Subject } from "./expression.ts";
import { isObject, lookUp } from "./lookup.ts";
import type { Mapping } from "./mapping.ts";
import { ALERTMANAGER } from "./mappings/alertmanager.ts";
import { GRAFANA } from "./mappings/grafana.ts";
import { PLAIN_JSON } from "./mappings/plain-json.ts";
import { ZABBIX } from "./mappings/zabbix.ts";
import { parsePayload } from "./payload.ts";
import { isUnusable, readAlert } from "./read-alert.ts";

const MAPPINGS: Readonly<Record<string, Mapping>> = { json: PLAIN_JSON, alertmanager: ALERTMANAGER, grafana: GRAFANA, zabbix: ZABBIX };

const isKnownBy = (value: unknown, knownBy: Mapping["knownBy"]): boolean =>
  (knownBy ?? []).some((paths) => paths.every((path) => lookUp(value, path) !== undefined));

/** What kind a payload looks like that a mapping does not know; null: no telling, or none of another kind. */
function otherKind(values: readonly unknown[], { knownBy }: CompiledMapping, kind: string): string | null {
  const value = values.find(isObject);
  if (value === undefined || knownBy.length === 0 || isKnownBy(value, knownBy)) return null;
  return Object.keys(MAPPINGS).find((other) => other !== kind && isKnownBy(value, MAPPINGS[other]?.knownBy)) ?? null;
}

/** The alerts of a value: those its field lists, or itself. */
function subjectsIn(value: unknown, { alerts }: CompiledMapping): readonly Subject[] {
  const listed = alerts === null ? undefined : lookUp(value, alerts);
  return Array.isArray(listed) ? listed.map((alert) => ({ alert, payload: value })) : [{ alert: value, payload: value }];
}

function read(text: string, mapping: CompiledMapping, kind: string, now: Instant): AlertPayload {
  if (text.trim() === "") return { ok: true, alerts: [], unusable: [], broken: [] };
  const parsed = parsePayload(text);
  if (!parsed.ok) return parsed;
  const values = parsed.values.flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
  if (values.length > 0 && !values.some(isObject)) return { ok: false, fault: { key: "payload_no_alerts", with: { kind } } };
  const other = otherKind(values, mapping, kind);
  if (other !== null) return { ok: false, fault: { key: "payload_other_kind", with: { kind, other } } };
  const alerts: ReadAlert[] = [];
  const unusable: UnusableAlert[] = [];
  let place = 0;
  for (const value of values)
    for (const subject of subjectsIn(value, mapping)) {
      place += 1;
      const alert = readAlert(mapping, subject, place, now);
      if (isUnusable(alert)) unusable.push(alert);
      else alerts.push(alert);
    }
  return { ok: true, alerts, unusable, broken: parsed.broken };
}

const mappingOf = (mapping: CompiledMapping, kind: string): AlertMapping => ({
  resolvesAs: mapping.resolvesAs,
  read: (text, now) => read(text, mapping, kind, now),
});

function mappingIn(text: string, kind: string): ReturnType<AlertFormats["mappingIn"]> {
  const parsed = parsePayload(text);
  if (!parsed.ok)
    return { ok: false, faults: [{ key: "mapping_no_json", with: { why: parsed.fault.key === "payload_no_json" ? parsed.fault.with.why : null } }] };
  const [first] = parsed.values;
  const compiled = compileMapping(parsed.values.length === 1 ? first?.value : null);
  return compiled.ok ? { ok: true, mapping: mappingOf(compiled.mapping, kind) } : compiled;
}

function sourceOf(kind: string): Mapping {
  const source = Object.hasOwn(MAPPINGS, kind) ? MAPPINGS[kind] : undefined;
  if (source === undefined) throw new Error(`no mapping of the kind ${kind}`);
  return source;
}

/** The formats of alerts this program can read. */
export const ALERT_FORMATS: AlertFormats = {
  kinds: Object.keys(MAPPINGS),
  fileOf: (kind) => `${JSON.stringify(sourceOf(kind), null, 2)}\n`,
  builtIn(kind) {
    const made = mappingIn(JSON.stringify(sourceOf(kind)), kind);
    if (!made.ok) throw new Error(`the mapping of ${kind} has faults: ${made.faults.map((fault: Problem) => fault.key).join(", ")}`);
    return made.mapping;
  },
  mappingIn,
};
