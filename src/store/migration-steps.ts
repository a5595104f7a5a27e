import { fillSweep } from "./fill-sweep.ts";
import type { MigrationSteps } from "./migrations.ts";

/** What registers that hold tickets need beside the SQL. */
export const MIGRATION_STEPS: MigrationSteps = { "0004_sweep.sql": fillSweep };
