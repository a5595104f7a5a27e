import { createHash } from "node:crypto";
import type { BundleRecord, Numbered } from "../../app/bundle.ts";
import { unembedded } from "./bundle-lines.ts";
import { BUNDLE_FORMAT_1, LONGEST_LINE, SHAPES, type Shape } from "./bundle-shapes.ts";

/** A line that cannot be taken: which, and what is wrong, as a key of `src/words/care.en.ts`. */
interface BundleFault {
  readonly line: number;
  readonly what: string;
  readonly key?: string;
}

/** Fails the reading; the caller says how. */
export type Refuse = (fault: BundleFault) => Error;

const NEWLINE = 10;

/** The lines of a stream of bytes, each as UTF-8; null: it is not. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, refuse: Refuse): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  let count = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      held.push(bytes.subarray(from, at));
      count += 1;
      yield held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
      held = [];
      length = 0;
      from = at + 1;
    }
    if (from < bytes.length) held.push(Buffer.from(bytes.subarray(from)));
    length += bytes.length - from;
    if (length > LONGEST_LINE) throw refuse({ line: count + 1, what: "line_long" });
  }
  if (length > 0) yield Buffer.concat(held);
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case "text":
      return typeof value === "string";
    case "text?":
      return value === null || typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value);
    case "integer?":
      return value === null || Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "hash":
      return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
    case "json":
      return typeof value === "string" || (typeof value === "object" && value !== null && !Array.isArray(value));
    case "json?":
      return value === null || fits(value, "json");
  }
}

function recordOf(bytes: Buffer, line: number, refuse: Refuse): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refuse({ line, what: line === 1 ? "no_bundle" : "no_json" });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refuse({ line, what: line === 1 ? "no_bundle" : "no_json" });
  const record = value as Readonly<Record<string, unknown>>;
  const shape = Object.hasOwn(SHAPES, String(record.kind)) ? SHAPES[String(record.kind)] : undefined;
  if (line === 1 && record.kind !== "register") throw refuse({ line, what: "no_bundle" });
  if (line === 1 && record.format !== BUNDLE_FORMAT_1) throw refuse({ line, what: "other_format" });
  if (shape === undefined) throw refuse({ line, what: "kind_unknown", key: String(record.kind) });
  for (const [key, wanted] of Object.entries(shape)) if (!fits(record[key], wanted)) throw refuse({ line, what: "value_unusable", key });
  for (const key of Object.keys(record)) if (key !== "kind" && !Object.hasOwn(shape, key)) throw refuse({ line, what: "key_unknown", key });
  return record;
}

/** The records of a bundle. A line that is damaged, or a sum that is not that of the lines, is refused. */
export async function* readBundle(chunks: AsyncIterable<Uint8Array>, refuse: Refuse): AsyncGenerator<Numbered> {
  const sum = createHash("sha256");
  let line = 0;
  for await (const bytes of linesOf(chunks, refuse)) {
    line += 1;
    const { sha256, ...record } = recordOf(bytes, line, refuse);
    if (record.kind === "end") {
      if (sha256 !== sum.copy().digest("hex")) throw refuse({ line, what: "sum" });
    } else sum.update(bytes).update("\n");
    if (record.kind !== "event") yield { line, record: record as unknown as BundleRecord };
    else yield { line, record: { ...record, data: unembedded(record.data), texts: unembedded(record.texts) } as unknown as BundleRecord };
  }
}
