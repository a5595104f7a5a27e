import type { Desk } from "../app/desk.ts";
import { Failure, fail, type Problem } from "../app/failure.ts";
import { flagTerms, flagWords, type ListFlags } from "../domain/query/list-flags.ts";
import { type Parsed, parse } from "../domain/query/parse.ts";
import type { Query, Sort } from "../domain/query/term.ts";
import type { Program } from "./program.ts";

function parsed(program: Program, desk: Desk, words: string | readonly string[], open: "add" | "leave", sort: Sort | null): Parsed {
  const zone = { name: null, offsetAt: (at: number): number => program.zone.offsetAt(at) };
  return parse(words, {
    now: program.clock.now,
    get me() {
      return program.me;
    },
    zone,
    policy: desk.rules,
    open,
    sort,
  });
}

/** Every fault as a problem: of a query as typed where it is, of a flag which flag it is. */
const problemsOf = (outcome: Parsed, flag: string | null): readonly Problem[] =>
  outcome.ok ? [] : outcome.faults.map(({ key, column, with: about }) => ({ key, with: flag === null ? { ...about, column } : { ...about, by: flag } }));

/** The query that words or a flag's value say; every fault in it is one problem of a `usage` failure. */
export function queryFrom(program: Program, desk: Desk, words: string | readonly string[], open: "add" | "leave", sort: Sort | null = null): Query {
  const outcome = parsed(program, desk, words, open, sort);
  if (outcome.ok) return outcome.query;
  throw new Failure("usage", problemsOf(outcome, null));
}

/** What lies ahead has not been opened yet. */
function refuseAhead(program: Program, desk: Desk, since: string): void {
  if (since.trim().startsWith("-")) throw fail("usage", "since_negative", { value: since, write: since.trim().slice(1) });
  const word = flagTerms({ since })[0]?.word ?? "";
  const outcome = parsed(program, desk, [word], "leave", null);
  const [term] = outcome.ok ? outcome.query.terms : [];
  if (term?.kind === "within" && term.ranges.some(({ from }) => from !== null && from > program.clock.now))
    throw fail("usage", "since_ahead", { value: since });
}

/** The query that the words of a listing and its flags say together. */
export function listedQuery(program: Program, desk: Desk, words: readonly string[], flags: ListFlags, open: "add" | "leave", sort: Sort | null): Query {
  const added = flagWords(flags);
  const outcome = parsed(program, desk, [...words, ...added.words], open === "leave" ? "leave" : added.open, sort);
  if (outcome.ok) {
    if (flags.since !== undefined) refuseAhead(program, desk, flags.since);
    return outcome.query;
  }
  const problems = [
    ...problemsOf(parsed(program, desk, words, "leave", sort), null),
    ...flagTerms(flags).flatMap(({ flag, word }) => problemsOf(parsed(program, desk, [word], "leave", null), flag)),
  ];
  throw new Failure("usage", problems.length > 0 ? problems : problemsOf(outcome, null));
}
