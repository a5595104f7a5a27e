import type { Verb } from "../program.ts";
import { reportVerb } from "../report/report-verb.ts";

/** How old what is open is. */
export const verb: Verb = reportVerb("aging");
