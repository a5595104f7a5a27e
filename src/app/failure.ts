/** What ends a run early. The numbers are the contract of `itsm help exit-codes`. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  partial: 5,
  unavailable: 6,
  cancelled: 7,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type FailureCode = "failed" | "usage" | "refused" | "not_found" | "unavailable" | "cancelled";

const EXIT_OF: Readonly<Record<FailureCode, number>> = {
  failed: EXIT.failed,
  usage: EXIT.usage,
  refused: EXIT.refused,
  not_found: EXIT.notFound,
  unavailable: EXIT.unavailable,
  cancelled: EXIT.cancelled,
};

/** One problem: a key of `src/words/errors.en.ts` and its parameters. */
export interface Problem {
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}

/**
 * A failure a person can do something about. Chunks are bundled apart, so it is told from other errors by
 * `code`, never by `instanceof`.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly problems: readonly Problem[];

  constructor(code: FailureCode, problems: readonly Problem[], cause?: unknown) {
    super(problems[0]?.key ?? code, cause === undefined ? {} : { cause });
    this.code = code;
    this.problems = problems;
  }
}

export const fail = (code: FailureCode, key: string, about: Readonly<Record<string, unknown>> = {}, cause?: unknown): Failure =>
  new Failure(code, [{ key, with: about }], cause);

export const isFailure = (error: unknown): error is Failure =>
  error instanceof Error && "problems" in error && "code" in error && (error as Failure).code in EXIT_OF;

/** The same failure, of which something more is known. */
export const knowing = (failure: Failure, more: Problem["with"]): Failure =>
  new Failure(
    failure.code,
    failure.problems.map((problem, place) => (place === 0 ? { ...problem, with: { ...problem.with, ...more } } : problem)),
    failure,
  );

export const exitOf = (failure: Failure): number => EXIT_OF[failure.code];
