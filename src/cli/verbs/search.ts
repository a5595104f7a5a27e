import type { Verb } from "../program.ts";
import { readVerb } from "../read-verb.ts";

/** The newest ticket has the highest number. */
export const verb: Verb = readVerb({ name: "search", open: "leave", needsWords: true, sort: { field: "number", descending: true } });
