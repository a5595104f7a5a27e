import { createHash } from "node:crypto";
import type { BundleRecord, EventRecord } from "../../app/bundle.ts";

/** JSON as a part of a line, where reading and writing it again gives the same text; else the text itself. */
function embedded(json: string | null): unknown {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && JSON.stringify(value) === json ? value : json;
  } catch {
    return json;
  }
}

/** The JSON text of what `embedded` made. */
export const unembedded = (value: unknown): string | null => (value === null || typeof value === "string" ? value : JSON.stringify(value));

const eventLine = ({ data, texts, ...event }: EventRecord): string => JSON.stringify({ ...event, data: embedded(data), texts: embedded(texts) });

/** The lines of a bundle, one a record, line ends left out. The last has the SHA-256 of all before it, line ends included. */
export async function* bundleLines(records: AsyncIterable<BundleRecord>): AsyncGenerator<string> {
  const sum = createHash("sha256");
  for await (const record of records) {
    if (record.kind === "end") {
      yield JSON.stringify({ ...record, sha256: sum.digest("hex") });
      return;
    }
    const line = record.kind === "event" ? eventLine(record) : JSON.stringify(record);
    sum.update(line).update("\n");
    yield line;
  }
}
