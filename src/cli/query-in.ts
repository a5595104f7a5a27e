import type { Desk } from "../app/desk.ts";
import { Failure, type Problem } from "../app/failure.ts";
import { parse } from "../domain/query/parse.ts";
import type { Query, Sort } from "../domain/query/term.ts";
import type { Program } from "./program.ts";

/** The query that words or a flag's value say; every fault in it is one problem of a `usage` failure. */
export function queryFrom(program: Program, desk: Desk, words: string | readonly string[], open: "add" | "leave", sort: Sort | null = null): Query {
  const zone = { name: null, offsetAt: (at: number): number => program.zone.offsetAt(at) };
  const parsed = parse(words, {
    now: program.clock.now,
    get me() {
      return program.me;
    },
    zone,
    policy: desk.rules,
    open,
    sort,
  });
  if (parsed.ok) return parsed.query;
  throw new Failure(
    "usage",
    parsed.faults.map(({ key, column, with: about }): Problem => ({ key, with: { ...about, column } })),
  );
}
