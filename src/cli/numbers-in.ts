import type { Desk } from "../app/desk.ts";
import { Failure, fail, type Problem } from "../app/failure.ts";
import type { Reads } from "../app/ports.ts";
import { parseNumberLines } from "../domain/query/number-lines.ts";
import { distinct, parseSpec } from "../domain/query/numbers.ts";
import type { Query } from "../domain/query/term.ts";
import { idOf } from "../domain/ticket/number.ts";
import { textOf } from "./flag-values.ts";
import type { Flags, Program } from "./program.ts";
import { readNamedFile, readStdin, utf8 } from "./stdin-in.ts";

/** The tickets a call is about, and how they were named. */
export type Chosen =
  | { readonly kind: "where"; readonly query: Query }
  | { readonly kind: "numbers"; readonly numbers: readonly number[]; readonly source: "operands" | "stdin" | "file" };

/** Reads the one source of tickets a call has: SPECs, `-`, `--where` or `--ids-from`. None or two are `usage` failures. */
export async function chosenTickets(program: Program, reads: Reads, desk: Desk, specs: readonly string[], flags: Flags): Promise<Chosen> {
  const where = textOf(flags, "where");
  const path = textOf(flags, "ids-from");
  const dash = specs.includes("-");
  const sources = [
    ...(specs.some((spec) => spec !== "-") ? [specs.find((spec) => spec !== "-")!] : []),
    ...(dash ? ["-"] : []),
    ...(where === null ? [] : ["--where"]),
    ...(path === null ? [] : ["--ids-from"]),
  ];
  if (sources.length > 1) throw fail("usage", "sources_two", { sources });
  if (sources.length === 0) throw fail("usage", "sources_none", { verb: program.row.name, example: program.row.examples[0] });
  if (where !== null) {
    if (where.trim() === "") throw fail("usage", "where_empty");
    const { queryFrom } = await import("./query-in.ts");
    return { kind: "where", query: queryFrom(program, desk, where, "leave") };
  }
  if (dash) return { kind: "numbers", numbers: await listed(program, await readStdin(program, "-", isNoList), "stdin"), source: "stdin" };
  if (path === "-") return { kind: "numbers", numbers: await listed(program, await readStdin(program, "--ids-from -", isNoList), "stdin"), source: "stdin" };
  if (path !== null) return { kind: "numbers", numbers: await listed(program, readNamedFile(path, "--ids-from"), path), source: "file" };
  return { kind: "numbers", numbers: await namedTickets(program, reads, specs), source: "operands" };
}

/** The numbers that SPECs mean, each once, in the order written; every fault of every SPEC in one `usage` failure. `-` is left to `chosenTickets`. */
export async function namedTickets(program: Program, reads: Reads, specs: readonly string[]): Promise<readonly number[]> {
  const numbers: number[] = [];
  const problems: Problem[] = [];
  for (const text of specs) {
    const parsed = parseSpec(text);
    if (!parsed.ok) problems.push(...parsed.faults.map(({ key, with: about }) => ({ key, with: { ...about, word: text } })));
    else if (parsed.spec.kind === "numbers") for (const number of parsed.spec.numbers) numbers.push(number);
    else if (parsed.spec.kind === "key") numbers.push(await byKey(reads, parsed.spec.key));
    else if (parsed.spec.kind === "last") numbers.push(await lastOf(program, reads));
  }
  if (problems.length > 0) throw new Failure("usage", problems);
  return distinct(numbers);
}

async function byKey(reads: Reads, key: string): Promise<number> {
  const number = await reads.byKey(key);
  if (number === null) throw fail("not_found", "no_key", { key });
  return number;
}

/** Whoever writes `@last` is told which ticket that is. */
async function lastOf(program: Program, reads: Reads): Promise<number> {
  const number = await reads.lastChangedBy(program.me);
  if (number === null) throw fail("not_found", "no_last", { me: program.me });
  const [row] = await reads.tickets([number]);
  if (row !== undefined) await program.notice("last_is", { id: idOf(row), title: row.title });
  return number;
}

/** What a pipe or a file lists. An empty one is no mistake: a query before it found nothing. */
async function listed(program: Program, bytes: Uint8Array, from: string): Promise<readonly number[]> {
  const parsed = parseNumberLines(linesOf(utf8(bytes, from)));
  if (!parsed.ok) {
    const more = parsed.total - parsed.faults.length;
    throw new Failure("usage", [
      ...parsed.faults.map(({ key, line, with: about }): Problem => ({ key, with: { ...about, line } })),
      ...(more > 0 ? [{ key: "more_faults", with: { count: more } }] : []),
    ]);
  }
  if (parsed.numbers.length === 0) await program.notice("none_given");
  return parsed.numbers;
}

/** More faults than are shown, in lines that may be the first of an endless stream. */
function isNoList(lines: Uint8Array): boolean {
  const parsed = parseNumberLines(linesOf(new TextDecoder().decode(lines)));
  return !parsed.ok && parsed.total > parsed.faults.length;
}

function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const to = text.indexOf("\n", from);
    yield to === -1 ? text.slice(from) : text.slice(from, to);
    from = to === -1 ? text.length : to + 1;
  }
}
