import { listFields, RESULT_FIELDS, showFields } from "./document.ts";
import { ERROR_FIELDS } from "./error-document.ts";
import { type Field, isListOf, isRowOf, type Kind } from "./field.ts";
import { BRIEF_FIELDS } from "./fields/brief.ts";
import { BACKUP_FIELDS, BUNDLE_FIELDS, CHECK_FIELDS, COPY_FIELDS, EXPORT_FIELDS, IMPORT_FIELDS, RESTORE_FIELDS } from "./fields/care.ts";
import { CLOCK_CHECK_FIELDS } from "./fields/clock-check.ts";
import { DOCTOR_FIELDS } from "./fields/doctor.ts";
import { EXPLANATION_FIELDS } from "./fields/explanation.ts";
import { EXPLAINED_ALERT_FIELDS } from "./fields/intake.ts";
import { KNOWN_ERROR_FIELDS } from "./fields/known-error.ts";
import { NEXT_FIELDS } from "./fields/next.ts";
import { oncallFields } from "./fields/oncall.ts";
import { OPERATION_FIELDS } from "./fields/operation.ts";
import { POLICY_CHECK_FIELDS, POLICY_TEST_FIELDS } from "./fields/policy.ts";
import { APPLIED_FIELDS, CHANGE_FIELDS, SHOWN_POLICY_FIELDS, VERSION_FIELDS } from "./fields/policy-version.ts";
import { AUDIT_FIELDS, HEAD_FIELDS, IDENTITY_FIELDS, MIGRATION_FIELDS, REGISTER_FIELDS, SHOWN_OPERATION_FIELDS, VERIFY_FIELDS } from "./fields/register.ts";
import { REPORTS, reportDocument } from "./fields/report.ts";
import { SHOW_FIELDS } from "./fields/show.ts";
import { SIMILAR_FIELDS } from "./fields/similar.ts";
import { CALC_FIELDS } from "./fields/sla-calc.ts";
import { EVALUATION_FIELDS, SUGGESTION_FIELDS } from "./fields/suggestion.ts";
import { SWEEP_FIELDS, SWEEP_STATUS_FIELDS } from "./fields/sweep.ts";
import { TICKET_FIELDS } from "./fields/ticket.ts";
import { WATCH_FIELDS } from "./fields/watch.ts";
import { WHAT_IF_FIELDS } from "./fields/what-if.ts";

type Schema = Readonly<Record<string, unknown>>;

const TYPE: Readonly<Record<Extract<Kind, string>, Schema>> = {
  text: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  seconds: { type: "integer", description: "seconds" },
  boolean: { type: "boolean" },
  instant: { type: "string", format: "date-time", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" },
  texts: { type: "array", items: { type: "string" } },
  data: { type: "object" },
};

function typeOf(kind: Kind): Schema {
  if (typeof kind === "string") return TYPE[kind];
  if (isListOf(kind)) return { type: "array", items: objectSchema(kind.items) };
  if (isRowOf(kind)) return objectSchema(kind.row);
  return kind.length === 1 ? { const: kind[0] } : { enum: kind };
}

/** What a field without `always` may be: its type, or null. */
function orNull(schema: Schema): Schema {
  if (Array.isArray(schema.enum)) return { enum: [...schema.enum, null] };
  return typeof schema.type === "string" ? { ...schema, type: [schema.type, "null"] } : { anyOf: [schema, { type: "null" }] };
}

/** The schema of the object that a list of fields makes: every key is there, and no other. */
function objectSchema(fields: readonly Field<never>[], depth = 0): Schema {
  const properties: Record<string, Schema> = {};
  for (const field of fields) {
    const [name = "", ...inner] = field.key.split(".").slice(depth);
    if (name in properties) continue;
    const prefix = field.key
      .split(".")
      .slice(0, depth + 1)
      .join(".");
    const group = fields.filter(({ key }) => key.startsWith(`${prefix}.`));
    const own = typeOf(field.kind);
    properties[name] = inner.length > 0 ? objectSchema(group, depth + 1) : field.always === true ? own : orNull(own);
  }
  return { type: "object", additionalProperties: false, required: Object.keys(properties), properties };
}

const DOCUMENTS: Readonly<Record<string, () => readonly Field<never>[]>> = {
  list: () => listFields("list", TICKET_FIELDS),
  show: () => showFields("show", SHOW_FIELDS),
  result: () => RESULT_FIELDS,
  error: () => ERROR_FIELDS,
  "op-list": () => listFields("op-list", OPERATION_FIELDS),
  "op-show": () => showFields("op-show", SHOWN_OPERATION_FIELDS),
  "sla-explain": () => showFields("sla-explain", EXPLANATION_FIELDS),
  "sla-calc": () => CALC_FIELDS,
  "sla-verify": () => CLOCK_CHECK_FIELDS,
  "sla-what-if": () => WHAT_IF_FIELDS,
  "intake-explain": () => showFields("intake-explain", EXPLAINED_ALERT_FIELDS),
  "db-info": () => REGISTER_FIELDS,
  "db-migrate": () => MIGRATION_FIELDS,
  "db-backup": () => BACKUP_FIELDS,
  "db-copy": () => COPY_FIELDS,
  "db-restore": () => RESTORE_FIELDS,
  "db-check": () => CHECK_FIELDS,
  export: () => EXPORT_FIELDS,
  "export-bundle": () => BUNDLE_FIELDS,
  import: () => IMPORT_FIELDS,
  "audit-head": () => HEAD_FIELDS,
  "audit-verify": () => VERIFY_FIELDS,
  "audit-show": () => listFields("audit-show", AUDIT_FIELDS),
  policyShow: () => SHOWN_POLICY_FIELDS,
  policyDiff: () => listFields("policyDiff", CHANGE_FIELDS),
  policyApply: () => APPLIED_FIELDS,
  policyLog: () => listFields("policyLog", VERSION_FIELDS),
  brief: () => BRIEF_FIELDS,
  next: () => NEXT_FIELDS,
  oncall: () => listFields("oncall", oncallFields()),
  "report-sla": () => reportDocument(REPORTS.sla),
  "report-volume": () => reportDocument(REPORTS.volume),
  "report-backlog": () => reportDocument(REPORTS.backlog),
  "report-aging": () => reportDocument(REPORTS.aging),
  similar: () => listFields("similar", SIMILAR_FIELDS),
  suggest: () => listFields("suggest", SUGGESTION_FIELDS),
  "suggest-evaluation": () => listFields("suggest-evaluation", EVALUATION_FIELDS),
  "kb-list": () => listFields("kb-list", KNOWN_ERROR_FIELDS),
  "kb-show": () => showFields("kb-show", KNOWN_ERROR_FIELDS),
  policyCheck: () => POLICY_CHECK_FIELDS,
  policyTest: () => POLICY_TEST_FIELDS,
  sweep: () => SWEEP_FIELDS,
  "sweep-status": () => SWEEP_STATUS_FIELDS,
  doctor: () => DOCTOR_FIELDS,
  whoami: () => IDENTITY_FIELDS,
  watch: () => WATCH_FIELDS,
};

/** What `itsm help schema NAME` prints, by name: JSON Schema of draft 2020-12. */
export const SCHEMAS: Readonly<Record<string, () => Schema>> = Object.fromEntries(
  Object.entries(DOCUMENTS).map(([name, fields]) => [
    name,
    () => ({ $schema: "https://json-schema.org/draft/2020-12/schema", title: `itsm.${name}/1`, ...objectSchema(fields()) }),
  ]),
);
