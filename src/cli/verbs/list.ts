import type { Verb } from "../program.ts";
import { readVerb } from "../read-verb.ts";

export const verb: Verb = readVerb({ name: "list", open: "add", sort: null });
