import type { Held } from "../../app/bundle.ts";
import { CARE_LABELS, COPY_LABELS } from "../../words/care.en.ts";
import { type Field, labelled } from "../field.ts";
import { schemaName } from "../schema-name.ts";
import { operationId } from "./event.ts";

/** A register as a copy of it is told. */
export interface Told extends Held {
  readonly path: string;
  readonly bytes: number;
  readonly name: string;
  readonly head: string;
}

const count = <Row extends Held>(key: keyof Held): Field<Row> => ({ key, kind: "integer", always: true, value: (row) => row[key] });

const COUNTS = <Row extends Held>(): readonly Field<Row>[] =>
  (["tickets", "operations", "events", "policies", "people", "knownErrors"] as const).map((key) => count<Row>(key));

const NAME: Field<Told> = { key: "name", kind: "text", always: true, value: ({ name }) => name };
const PATH: Field<Told> = { key: "path", kind: "text", always: true, value: ({ path }) => path };
const BYTES: Field<Told> = { key: "bytes", kind: "integer", always: true, value: ({ bytes }) => bytes };
const HEAD: Field<Told> = { key: "head", kind: "text", always: true, value: ({ operations, head }) => `${operationId(operations)}:${head}` };

export const BACKUP_FIELDS = labelled<Told>(CARE_LABELS, [schemaName("db-backup"), PATH, NAME, ...COUNTS<Told>(), HEAD, BYTES]);

export interface RestoredTold extends Told {
  readonly from: string;
  readonly kept: string | null;
  readonly dryRun: boolean;
}

export const RESTORE_FIELDS = labelled<RestoredTold>(CARE_LABELS, [
  schemaName("db-restore"),
  { ...PATH, key: "place" },
  { key: "from", kind: "text", always: true, value: ({ from }) => from },
  { key: "kept", kind: "text", value: ({ kept }) => kept },
  { key: "dryRun", kind: "boolean", always: true, value: ({ dryRun }) => dryRun },
  NAME,
  ...COUNTS<RestoredTold>(),
  HEAD,
]);

export const BUNDLE_FIELDS = labelled<Told>(CARE_LABELS, [schemaName("export-bundle"), PATH, NAME, ...COUNTS<Told>(), HEAD, BYTES]);

export const IMPORT_FIELDS = labelled<Told>(CARE_LABELS, [schemaName("import"), { ...PATH, key: "place" }, NAME, ...COUNTS<Told>(), HEAD]);

export interface CopyTold extends Told {
  readonly from: string;
  readonly resumed: boolean;
  readonly already: boolean;
}

export const COPY_FIELDS = labelled<CopyTold>(COPY_LABELS, [
  schemaName("db-copy"),
  { ...PATH, key: "place" },
  { key: "from", kind: "text", always: true, value: ({ from }) => from },
  { key: "resumed", kind: "boolean", always: true, value: ({ resumed }) => resumed },
  { key: "already", kind: "boolean", always: true, value: ({ already }) => already },
  NAME,
  ...COUNTS<CopyTold>(),
  HEAD,
]);

/** A file of tickets or events. */
export interface Exported {
  readonly path: string;
  readonly format: "jsonl" | "csv";
  readonly of: "tickets" | "events";
  readonly query: string;
  readonly count: number;
  readonly bytes: number;
}

export const EXPORT_FIELDS: readonly Field<Exported>[] = [
  schemaName("export"),
  { key: "path", kind: "text", always: true, value: ({ path }) => path },
  { key: "format", kind: ["jsonl", "csv"], always: true, value: ({ format }) => format },
  { key: "of", kind: ["tickets", "events"], always: true, value: ({ of }) => of },
  { key: "query", kind: "text", always: true, value: ({ query }) => query },
  { key: "count", kind: "integer", always: true, value: ({ count }) => count },
  { key: "bytes", kind: "integer", always: true, value: ({ bytes }) => bytes },
];

/** Something that is not as it should be, and what helps. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly cure: string;
}

const FINDING_FIELDS: readonly Field<Finding>[] = [
  { key: "rule", kind: "text", always: true, value: ({ rule }) => rule },
  { key: "message", kind: "text", always: true, value: ({ message }) => message },
  { key: "cure", kind: "text", always: true, value: ({ cure }) => cure },
];

export interface Checked extends Held {
  readonly place: string;
  readonly full: boolean;
  /** How many there are; `findings` may be fewer. */
  readonly found: number;
  readonly findings: readonly Finding[];
}

export const CHECK_FIELDS: readonly Field<Checked>[] = [
  schemaName("db-check"),
  { key: "ok", kind: "boolean", always: true, value: ({ found }) => found === 0 },
  { key: "place", kind: "text", always: true, value: ({ place }) => place },
  { key: "full", kind: "boolean", always: true, value: ({ full }) => full },
  ...COUNTS<Checked>(),
  { key: "found", kind: "integer", always: true, value: ({ found }) => found },
  { key: "findings", kind: { items: FINDING_FIELDS }, always: true, value: ({ findings }) => findings },
];
