import type { Verb } from "../program.ts";
import { reportVerb } from "../report/report-verb.ts";

/** What was open at the end of a period. */
export const verb: Verb = reportVerb("backlog");
