import { MANIFEST } from "./manifest.ts";
import type { VerbRow } from "./verb-row.ts";

/** Pages of `itsm help TOPIC`. */
export const TOPICS = ["topics", "query", "dates", "output", "exit-codes", "environment", "bulk", "accessibility", "schema"] as const;

/** The row a verb is called by, its name or an alias; a noun's verbs have two words. */
export const rowOf = (name: string): VerbRow | undefined => MANIFEST.find((row) => row.name === name || row.aliases?.includes(name) === true);

/** The verbs of a noun: `db` -> db info, db init, db migrate. Empty for what is no noun. */
export const verbsOf = (noun: string): readonly VerbRow[] => MANIFEST.filter((row) => row.name.startsWith(`${noun} `));

/** The file and chunk of a verb: `op list` -> `op-list`. */
export const chunkOf = (row: VerbRow): string => row.name.replace(" ", "-");
