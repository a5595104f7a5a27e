import { Failure, isFailure } from "../app/failure.ts";

/** The same failure, with the path of what was typed. */
export const withPath = (error: unknown, path: string): unknown =>
  isFailure(error) ? new Failure(error.code, [...error.problems, { key: "text_kept", with: { path } }], error) : error;
