import type { Policy } from "../domain/policy/policy.ts";
import type { PolicyTest } from "../domain/policy/policy-test.ts";

/** What a policy file says, or every fault in it with its place. */
export type PolicyFileRead =
  | { readonly ok: true; readonly policy: Policy; readonly tests: readonly PolicyTest[] }
  | {
      readonly ok: false;
      readonly faults: readonly {
        readonly file: string;
        readonly line: number;
        readonly column: number;
        readonly key: string;
        readonly with: Readonly<Record<string, unknown>>;
      }[];
    };

/** Reads the text of a policy file; `beside` gives the text of a file named in it, null where there is none. */
export type ReadPolicy = (text: string, file: string, beside: (name: string) => string | null) => PolicyFileRead;
