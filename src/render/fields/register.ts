import type { RegisterFacts, RegisterState } from "../../app/ports.ts";
import type { TicketEvent } from "../../domain/ticket/event.ts";
import { NO_NAMES, REGISTER_LABELS } from "../../words/headings.en.ts";
import { type Field, labelled, lift } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { EVENT_FIELDS, operationId } from "./event.ts";
import { NOTICE_FIELDS, noticesOf } from "./notice.ts";
import { OPERATION_FIELDS, type OperationRow } from "./operation.ts";

/** Where a register is and how far it has come. */
export interface RegisterInfo {
  readonly place: string;
  readonly readOnly: boolean;
  readonly state: RegisterState;
  readonly facts: RegisterFacts;
}

export const REGISTER_FIELDS = labelled<RegisterInfo>(REGISTER_LABELS, [
  schemaName("db-info"),
  { key: "place", kind: "text", always: true, value: ({ place }) => place },
  { key: "name", kind: "text", always: true, value: ({ state }) => state.name },
  { key: "createdAt", kind: "instant", always: true, value: ({ state }) => state.createdAt },
  { key: "readOnly", kind: "boolean", always: true, value: ({ readOnly }) => readOnly },
  { key: "numbers", kind: "integer", always: true, value: ({ state }) => state.numbers },
  { key: "operations", kind: "integer", always: true, value: ({ state }) => state.operations },
  { key: "policy", kind: "integer", always: true, value: ({ state }) => state.policy },
  { key: "head", kind: "text", always: true, value: ({ state }) => headText(state) },
  { key: "schemaVersion", kind: "integer", value: ({ facts }) => facts.version },
  { key: "bytes", kind: "integer", always: true, value: ({ facts }) => facts.bytes },
  { key: "journalMode", kind: "text", value: ({ facts }) => facts.journal },
]);

/** Those that people are shown of a register: only a file has a journal. A document has every key. */
export const registerFields = ({ journal }: RegisterFacts, document: boolean): readonly Field<RegisterInfo>[] =>
  journal === null && !document ? REGISTER_FIELDS.filter(({ key }) => key !== "journalMode") : REGISTER_FIELDS;

/** What a register is brought up from and to, and by which steps. */
export interface Migration {
  readonly place: string;
  readonly dryRun: boolean;
  /** As it was found; null: there is none. */
  readonly version: number | null;
  readonly known: number | null;
  readonly pending: readonly string[];
  readonly applied: readonly string[];
}

const namesOf = (names: readonly string[]): string => (names.length === 0 ? NO_NAMES : names.join(", "));

export const MIGRATION_FIELDS = labelled<Migration>(REGISTER_LABELS, [
  schemaName("db-migrate"),
  { key: "place", kind: "text", always: true, value: ({ place }) => place },
  { key: "dryRun", kind: "boolean", always: true, value: ({ dryRun }) => dryRun },
  { key: "schemaVersion", kind: "integer", value: ({ version }) => version },
  { key: "programVersion", kind: "integer", value: ({ known }) => known },
  { key: "pending", kind: "texts", always: true, value: ({ pending }) => pending, cell: ({ pending }) => namesOf(pending) },
  { key: "applied", kind: "texts", always: true, value: ({ applied }) => applied, cell: ({ applied }) => namesOf(applied) },
]);

/** `op-215:HASH`, to be kept elsewhere. */
export const headText = (state: RegisterState): string => `${operationId(state.operations)}:${state.head}`;

export const HEAD_FIELDS: readonly Field<RegisterState>[] = [
  schemaName("audit-head"),
  { key: "operation", kind: "text", always: true, value: ({ operations }) => operationId(operations) },
  { key: "hash", kind: "text", always: true, value: ({ head }) => head },
  { key: "head", kind: "text", always: true, value: headText },
];

/** Something an audit found. */
export interface AuditFault {
  readonly rule: string;
  readonly message: string;
  readonly operation: number | null;
  readonly number: number | null;
  readonly version: number | null;
}

export interface AuditReport {
  readonly operations: number;
  readonly events: number;
  readonly tickets: number;
  readonly head: string;
  readonly against: string | null;
  readonly faults: readonly AuditFault[];
}

const FAULT_FIELDS: readonly Field<AuditFault>[] = [
  { key: "rule", kind: "text", always: true, value: ({ rule }) => rule },
  { key: "message", kind: "text", always: true, value: ({ message }) => message },
  { key: "operation", kind: "text", value: ({ operation }) => (operation === null ? null : operationId(operation)) },
  { key: "number", kind: "integer", value: ({ number }) => number },
  { key: "version", kind: "integer", value: ({ version }) => version },
];

export const VERIFY_FIELDS: readonly Field<AuditReport>[] = [
  schemaName("audit-verify"),
  { key: "ok", kind: "boolean", always: true, value: ({ faults }) => faults.length === 0 },
  { key: "operations", kind: "integer", always: true, value: ({ operations }) => operations },
  { key: "events", kind: "integer", always: true, value: ({ events }) => events },
  { key: "tickets", kind: "integer", always: true, value: ({ tickets }) => tickets },
  { key: "head", kind: "text", always: true, value: ({ head }) => head },
  { key: "against", kind: "text", value: ({ against }) => against },
  { key: "faults", kind: { items: FAULT_FIELDS }, always: true, value: ({ faults }) => faults },
];

/** An event beside the ticket it belongs to. */
export const AUDIT_FIELDS: readonly Field<TicketEvent>[] = [{ key: "number", kind: "integer", always: true, value: (event) => event.number }, ...EVENT_FIELDS];

/** An operation with all it recorded. */
export interface ShownOperation {
  readonly row: OperationRow;
  readonly events: readonly TicketEvent[];
}

export const SHOWN_OPERATION_FIELDS: readonly Field<ShownOperation>[] = [
  ...lift(OPERATION_FIELDS, ({ row }: ShownOperation) => row),
  { key: "events", kind: { items: AUDIT_FIELDS }, always: true, value: ({ events }) => events },
  { key: "notices", kind: { items: NOTICE_FIELDS }, always: true, value: ({ events }) => noticesOf(events) },
];

/** Who acts, and why they are taken for that. */
export interface Identity {
  readonly name: string;
  readonly source: "flag" | "environment" | "settings" | "system";
  readonly via: string;
  readonly place: string;
}

export const IDENTITY_FIELDS = labelled<Identity>(REGISTER_LABELS, [
  schemaName("whoami"),
  { key: "name", kind: "text", always: true, value: ({ name }) => name },
  { key: "source", kind: ["flag", "environment", "settings", "system"], always: true, value: ({ source }) => source },
  { key: "via", kind: "text", always: true, value: ({ via }) => via },
  { key: "place", kind: "text", always: true, value: ({ place }) => place },
]);
