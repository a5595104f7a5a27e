import type { Policy } from "../domain/policy/policy.ts";

/** A fault of a policy file, and where. */
export interface FileFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}

/** What reads and writes the files that desks keep their rules in. */
export interface PolicyFiles {
  /** `beside` gives the text of a file named in it, null where there is none. */
  read(
    text: string,
    file: string,
    beside: (name: string) => string | null,
  ): { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly faults: readonly FileFault[] };
  /** A text that reads back as this policy; `notes` stand above its sections, by their keys. */
  write(policy: Policy, notes: Readonly<Record<string, readonly string[]>>): string;
}
