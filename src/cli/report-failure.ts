import { EXIT, exitOf, type Failure, isFailure, type Problem } from "../app/failure.ts";
import { errorDocument } from "../render/error-document.ts";
import type { Said } from "../words/errors.en.ts";
import { CONTINUED, ERROR_LABEL } from "../words/errors.en.ts";
import { sample } from "../words/writes.en.ts";
import { typedWith } from "./cure.ts";
import { isInterrupt } from "./interrupt.ts";
import type { Surroundings } from "./program.ts";
import { saidOf } from "./say.ts";
import { shownOn } from "./shown-on.ts";
import type { VerbRow } from "./verb-row.ts";

/** What the system says when standard output cannot take any more. */
const STREAM_ERRORS = new Set(["ENOSPC", "EIO", "EDQUOT", "EFBIG", "EBADF"]);

/** The native part of SQLite was made for another Node than this. */
const OTHER_NODE = "ERR_DLOPEN_FAILED";

/**
 * Says on stderr what ended a run, in the order: what happened, the facts, what to do; with `--json` also as a document
 * on stdout. Returns the exit code. A stack is shown only under ITSM_DEBUG=1.
 */
export function reportFailure(around: Surroundings, row: VerbRow | null, error: unknown): number {
  if (isInterrupt(error)) return error.exit;
  if ((error as NodeJS.ErrnoException | null)?.code === "EPIPE") return EXIT.ok;
  const failure = isFailure(error) ? error : null;
  const said = tellFailure(around, error);
  const exit = failure === null ? EXIT.failed : exitOf(failure);
  if (wantsJson(around.argv) && !isBrokenStream(error)) around.io.stdout.write(documentOf(failure, said, exit, row));
  return exit;
}

const isBrokenStream = (error: unknown): boolean => {
  const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
  return !isFailure(error) && syscall === "write" && STREAM_ERRORS.has(code ?? "");
};

/** The part of it that is for people, and what was said. */
export function tellFailure({ io, env, argv }: Pick<Surroundings, "io" | "env" | "argv">, error: unknown): readonly Said[] {
  const said = isFailure(error)
    ? error.problems.map((problem) => saidOf(asTyped(problem, argv)))
    : [
        saidOf({
          key: isBrokenStream(error) ? "output_broken" : (error as NodeJS.ErrnoException | null)?.code === OTHER_NODE ? "native_part" : "unexpected",
          with: { why: messageOf(error), node: process.version },
        }),
      ];
  io.stderr.write(`${shownOn(io.stderr, linesOf(said)).join("\n")}\n`);
  if (env.ITSM_DEBUG === "1") io.stderr.write(`${error instanceof Error ? stackOf(error) : String(error)}\n`);
  return said;
}

/** What a call lacks is told as the call with it, so that nothing typed has to be typed again. */
function asTyped({ key, with: about }: Problem, argv: readonly string[]): Problem {
  if (key !== "flags_missing" || !Array.isArray(about.missing)) return { key, with: about };
  const samples = about.missing.map((flag: string) => sample(String(about.verb), flag));
  return { key, with: { ...about, line: typedWith(argv, samples), samples } };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
const stackOf = (error: Error): string => `${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : ""}`;

/** Asked of the words as typed, for a line that could not be parsed has no flags. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).includes("--json");
}

/** The first problem bears the label; what belongs to it stands indented below. */
function linesOf(said: readonly Said[]): readonly string[] {
  return said.flatMap(({ what, facts = [], todo }, index) => {
    const [first = "", ...rest] = what.split("\n");
    return [
      index === 0 ? `${ERROR_LABEL} ${first}` : `${CONTINUED}${first}`,
      ...[...rest, ...facts, ...(todo === undefined ? [] : [todo])].map((line) => `  ${line}`),
    ];
  });
}

function documentOf(failure: Failure | null, said: readonly Said[], exit: number, row: VerbRow | null): string {
  const problems = failure?.problems ?? [];
  const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
  const ids = problems.flatMap((problem) => (Array.isArray(problem.with.ids) ? problem.with.ids.map(String) : []));
  return errorDocument({
    code: failure?.code ?? "failed",
    message: said[0]?.what ?? "",
    ids,
    hint: said.find(({ todo }) => todo !== undefined)?.todo ?? (failure?.code === "usage" && row !== null ? `itsm ${row.name} --help` : null),
    problems: said.map(({ what, todo }, index) => ({
      message: what,
      hint: todo ?? null,
      line: number(problems[index]?.with.line),
      column: number(problems[index]?.with.column),
    })),
    exit,
  });
}
