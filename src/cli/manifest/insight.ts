import type { VerbRow } from "../verb-row.ts";

/** What the desk has learnt. */
export const INSIGHT: readonly VerbRow[] = [];
