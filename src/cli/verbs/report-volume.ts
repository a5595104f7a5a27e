import type { Verb } from "../program.ts";
import { reportVerb } from "../report/report-verb.ts";

/** What came in and what was done. */
export const verb: Verb = reportVerb("volume");
