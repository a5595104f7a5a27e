import type { Policy } from "../domain/policy/policy.ts";
import type { PolicyTest } from "../domain/policy/policy-test.ts";

/** One fault of a policy file: where, and what was expected, as a key of `src/words/policy.en.ts` with its parameters. */
export interface PolicyFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}

export type PolicyRead =
  | { readonly ok: true; readonly policy: Policy; readonly tests: readonly PolicyTest[] }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

/** Reads the text of a policy file; `beside` gives the text of a file named in it (an .ics), null where there is none. */
export type ReadPolicy = (text: string, file: string, beside: (name: string) => string | null) => PolicyRead;

/** The text of a policy with dates in the place of the files they came from; null where it has to be written anew for that. */
export type InlineFiles = (source: string, policy: Policy) => string | null;

/** A text that reads back as this policy; `notes` stand above its sections, by their keys, `head` above all. */
export type WritePolicy = (policy: Policy, notes: Readonly<Record<string, readonly string[]>>) => string;
