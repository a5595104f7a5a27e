import type { Verb } from "../program.ts";
import { reportVerb } from "../report/report-verb.ts";

/** Whether what was agreed was kept, and how long things took. */
export const verb: Verb = reportVerb("sla");
