import { explain } from "../domain/query/explain.ts";
import type { Query } from "../domain/query/term.ts";
import { cleanLine } from "../render/clean.ts";
import { explainedQuery } from "../words/query-explained.en.ts";
import type { Program } from "./program.ts";

/** Says a query in words, for `--explain`, and the query as it was understood. */
export function printExplained(program: Program, query: Query): number {
  program.io.stdout.write(`${cleanLine(query.text)}\n${cleanLine(explainedQuery(explain(query, program.zone)))}\n`);
  return 0;
}
