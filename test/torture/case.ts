import type { Ground } from "./ground.ts";

/** What a fault was made of, and what was seen. */
export interface Findings {
  /** What was done, with its numbers: `1,000 kills`. */
  readonly done: string;
  /** Tickets that somebody was told are kept; of these, those that were not there afterwards, and those told of two times. */
  readonly acknowledged?: number;
  readonly lost?: number;
  readonly twice?: number;
  /** Operations of which a part was there. */
  readonly half?: number;
  /** Whatever else ought not to be, a sentence each. */
  readonly faults: readonly string[];
  /** More to be said of it, as `slowest next start 412 ms`. */
  readonly beside?: readonly string[];
  readonly control: Control;
}

/** The same fault where it must do harm, or be seen: without that, nobody knows that the case could see anything. */
export interface Control {
  readonly what: string;
  /** What was found of the harm; null: nothing, so the case is blind. */
  readonly found: string | null;
}

/** One line of the table. */
export interface Case {
  readonly name: string;
  readonly store: "sqlite" | "postgresql";
  /** What the sizes count. */
  readonly of: string;
  /** Size inside `npm test`, at `npm run torture`, and with `--full`. */
  readonly sizes: { readonly ci: number; readonly usual: number; readonly full: number };
  /** Why it cannot run here; null: it can. */
  readonly missing: () => string | null;
  /** Of a case that needs root or a package: what proves the same, less truly, where it cannot run. */
  readonly elsewhere?: string;
  readonly run: (ground: Ground, size: number) => Promise<Findings>;
}

export const count = (value: number): string => value.toLocaleString("en-US");

/** All that was found wrong. */
export function wrongIn({ lost = 0, twice = 0, half = 0, faults, control }: Findings): readonly string[] {
  return [
    ...(lost > 0 ? [`${count(lost)} acknowledged tickets were lost`] : []),
    ...(twice > 0 ? [`${count(twice)} tickets were there twice`] : []),
    ...(half > 0 ? [`${count(half)} operations were there in part`] : []),
    ...faults,
    ...(control.found === null ? [`the control saw nothing, so this proves nothing: ${control.what}`] : []),
  ];
}

/** The line of a case that ran. */
export function lineOf({ name, store }: Case, findings: Findings): string {
  const { done, acknowledged, lost, twice, half, beside = [], control } = findings;
  const figure = (what: string, value: number | undefined): readonly string[] => (value === undefined ? [] : [`${what} ${count(value)}`]);
  const figures = [...figure("acknowledged", acknowledged), ...figure("lost", lost), ...figure("twice", twice), ...figure("half", half), ...beside];
  const verdict = wrongIn(findings).length === 0 ? "ok" : "FAILED";
  return `${name.padEnd(14)} ${store.padEnd(10)} ${verdict.padEnd(7)} ${done}${figures.length > 0 ? `: ${figures.join(", ")}` : ""}; control (${control.what}): ${control.found ?? "saw nothing"}`;
}
