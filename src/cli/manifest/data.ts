import type { VerbRow } from "../verb-row.ts";

/** What comes from other programs, and goes to them. */
export const DATA: readonly VerbRow[] = [];
