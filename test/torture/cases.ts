import type { Case } from "./case.ts";
import { KILL } from "./kill.ts";

/** Every case, in the order of the table. */
export const CASES: readonly Case[] = [KILL];
