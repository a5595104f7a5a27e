import { BACKUPS } from "./backups.ts";
import { BIT_FLIPS } from "./bit-flips.ts";
import { BULK_KILLED } from "./bulk-killed.ts";
import type { Case } from "./case.ts";
import { FAIL_OVER } from "./fail-over.ts";
import { FAILING_CALLS } from "./failing-calls.ts";
import { KILL } from "./kill.ts";
import { MIGRATION } from "./migration.ts";
import { NO_ROOM } from "./no-room.ts";
import { POWER_CUT } from "./power-cut.ts";
import { QUESTIONS } from "./questions.ts";
import { TAMPERING } from "./tampering.ts";
import { TERMINATED } from "./terminated.ts";
import { UNSYNCED } from "./unsynced.ts";
import { WENT_AWAY } from "./went-away.ts";
import { WRITERS } from "./writers.ts";

/** Every case, in the order of the table. */
export const CASES: readonly Case[] = [
  POWER_CUT,
  UNSYNCED,
  KILL,
  FAILING_CALLS,
  NO_ROOM,
  WRITERS,
  BULK_KILLED,
  MIGRATION,
  BACKUPS,
  BIT_FLIPS,
  TAMPERING,
  QUESTIONS,
  TERMINATED,
  FAIL_OVER,
  WENT_AWAY,
];
