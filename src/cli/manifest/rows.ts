import type { Group } from "../verb-row.ts";

const MANY = Number.POSITIVE_INFINITY;

/** What rows of the manifest have in common. */
export const READ: readonly Group[] = ["program", "formats"];
export const WRITE: readonly Group[] = ["program", "brief", "write"];
export const BULK: readonly Group[] = ["program", "brief", "write", "bulk"];

export const nothing = { operands: "", least: 0, most: 0 } as const;
/** Any number of words, the first of them a title or a query. */
export const words = { least: 0, most: MANY } as const;
/** What a verb on a set of tickets alone has in common: any number of SPECs, and the flags of a bulk write. */
export const specs = { operands: "SPEC…", least: 1, most: MANY, selects: true, writes: true } as const;
export const specAndText = { operands: "SPEC TEXT", least: 1, most: 2, selects: true, writes: true } as const;
