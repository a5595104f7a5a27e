import { LEVELS } from "../domain/policy/escalation-rule.ts";
import { CLOCKS, TICKET_TYPES } from "../domain/policy/policy.ts";
import { POLICY_KEYS } from "../words/policy-schema.en.ts";

type Schema = Readonly<Record<string, unknown>>;

const about = (key: string): Schema => (POLICY_KEYS[key] === undefined ? {} : { description: POLICY_KEYS[key] });
/** YAML reads some names as numbers or switches; they are names all the same. */
const name: Schema = { type: ["string", "number", "boolean"] };
const text: Schema = { type: ["string", "number"] };
const names: Schema = { type: "array", items: name };
const oneOrMore = (items: Schema): Schema => ({ anyOf: [items, { type: "array", items }] });
const oneOf = (values: readonly unknown[]): Schema => ({ enum: values });
const whole = (from: number, to: number): Schema => ({ type: "integer", minimum: from, maximum: to });

const keys = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: "object",
  additionalProperties: false,
  ...(required.length > 0 && { required }),
  properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, { ...about(key), ...schema }])),
});
const orNothing = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const byName = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
const named = (values: Schema): Schema => ({ anyOf: [names, byName(orNothing(values))] });

const SERVICE = "\\d+bd ?(\\d+bh)?|\\d+bh|(\\d+h)? ?(\\d+m)? ?(\\d+s)?";
const elapsed: Schema = { type: "string", pattern: "^\\s*(?=\\d)(\\d+w)? ?(\\d+d)? ?(\\d+h)? ?(\\d+m)? ?(\\d+s)?\\s*$" };
const service: Schema = { type: "string", pattern: `^\\s*(?=\\d)(${SERVICE})\\s*$` };
const signed: Schema = { type: "string", pattern: `^[-\u2212]?(?=\\d)(${SERVICE})\\s*$` };
const span: Schema = { anyOf: [elapsed, service] };
const instant: Schema = { type: "string", pattern: "^\\s*\\d{4,6}-" };
const due: Schema = { type: "string", pattern: "^\\s*(\\d{4,6}-|never$)" };
const spell: Schema = { type: "string", pattern: "^\\s*\\d{1,2}:\\d{2}\\s*[-\u2013]\\s*\\d{1,2}:\\d{2}\\s*$" };
const spells: Schema = oneOrMore(spell);
const DATE = "^(\\d{4}|\\*)-\\d{2}-\\d{2}$";
const date: Schema = { type: "string", pattern: DATE };
const always: Schema = { const: true };

const calendar: Schema = {
  ...keys({
    always,
    timezone: { type: "string", ...about("zone") },
    hours: { type: "object", additionalProperties: spells },
    holidays: { type: "array", items: { anyOf: [date, keys({ file: { type: "string" } }, ["file"])] } },
    dates: { type: "object", propertyNames: { pattern: DATE }, additionalProperties: spells },
    day: elapsed,
  }),
  anyOf: [{ required: ["always"] }, { required: ["hours"] }, { required: ["dates"] }],
};

const target: Schema = {
  ...keys(
    {
      service: name,
      site: name,
      type: oneOf(TICKET_TYPES),
      priority: name,
      response: { anyOf: [service, { const: "none" }] },
      resolution: { anyOf: [service, { const: "none" }] },
      calendar: name,
    },
    ["calendar"],
  ),
  anyOf: [{ required: ["response"] }, { required: ["resolution"] }],
};

const holdReason = keys({
  stops: oneOrMore(oneOf(CLOCKS)),
  needs: oneOrMore(oneOf(["until", "note"])),
  remind: span,
  max: span,
  // biome-ignore lint/suspicious/noThenProperty: it is a word of the file, and no function.
  then: oneOf(["resolve", "resume", "remind"]),
  calendar: name,
});

const rule = keys(
  {
    name,
    when: { type: "string", pattern: `^\\s*(${CLOCKS.join("|")})\\s+(${LEVELS.join("|")})\\s*%\\s*$` },
    priority: oneOrMore(name),
    type: oneOrMore(oneOf(TICKET_TYPES)),
    category: oneOrMore(name),
    group: oneOrMore(name),
    service: oneOrMore(name),
    site: oneOrMore(name),
    notify: oneOrMore({ type: "string" }),
    to: name,
    kind: oneOf(["functional", "hierarchical"]),
    levels: whole(1, 10),
  },
  ["when"],
);

const rota = keys(
  {
    group: name,
    calendar: name,
    starts: instant,
    turn: elapsed,
    people: names,
    overrides: { type: "array", items: keys({ person: name, from: instant, until: instant }, ["person", "from", "until"]) },
  },
  ["starts", "people"],
);

const pauses: Schema = { type: "array", items: { type: "array", items: instant, minItems: 2, maxItems: 2 } };
const check: Schema = {
  anyOf: [
    keys({ name: text, calendar: name, from: instant, add: signed, pauses, due }, ["calendar", "from", "add", "due"]),
    keys({ name: text, calendar: name, from: instant, to: instant, elapsed: signed }, ["calendar", "from", "to", "elapsed"]),
    keys({ name: text, impact: name, urgency: name, priority: name }, ["impact", "urgency", "priority"]),
    {
      ...keys(
        { name: text, type: oneOf(TICKET_TYPES), priority: name, service: name, site: name, opened: instant, pauses, response_due: due, resolution_due: due },
        ["type", "priority", "opened"],
      ),
      anyOf: [{ required: ["response_due"] }, { required: ["resolution_due"] }],
    },
  ],
};

const scale: Schema = { ...names, minItems: 2, maxItems: 6, uniqueItems: true };

/** The schema of a policy file, for an editor. What refers to another part of the file only `policy check` knows. */
export const policySchema = (): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "itsm policy",
  ...about(""),
  ...keys(
    {
      version: { const: 1 },
      name: text,
      timezone: { type: "string" },
      priorities: scale,
      impacts: scale,
      urgencies: scale,
      matrix: byName(byName(name)),
      calendars: { ...byName(calendar), minProperties: 1 },
      targets: { type: "array", minItems: 1, items: target },
      categories: { anyOf: [names, byName({ $ref: "#/$defs/category" })] },
      services: named(keys({ group: name })),
      groups: named(keys({ members: names, manager: oneOrMore(name) })),
      oncall: byName(rota),
      sites: named(keys({ phone: text })),
      vip: names,
      hold_reasons: named(holdReason),
      resolution_codes: named(keys({ types: oneOrMore(oneOf(TICKET_TYPES)) })),
      closure: keys({ auto_after: span, calendar: name, reopen_days: whole(0, 3650) }),
      escalation: { type: "array", items: rule },
      next_update: byName(elapsed),
      major_update: elapsed,
      templates: byName(byName({ anyOf: [{ type: ["string", "number", "boolean"] }, names] })),
      tests: { type: "array", items: check },
    },
    ["version", "priorities", "impacts", "urgencies", "matrix", "calendars", "targets"],
  ),
  $defs: {
    category: orNothing({
      type: "object",
      properties: { group: { anyOf: [name, { $ref: "#/$defs/category" }] }, impact: { anyOf: [name, { $ref: "#/$defs/category" }] } },
      additionalProperties: { $ref: "#/$defs/category" },
    }),
  },
});
