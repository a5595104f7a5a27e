import { DAILY } from "./manifest/daily.ts";
import { DATA } from "./manifest/data.ts";
import { INSIGHT } from "./manifest/insight.ts";
import { ONCALL } from "./manifest/oncall.ts";
import { POLICY } from "./manifest/policy.ts";
import { POLICY_VERSIONS } from "./manifest/policy-versions.ts";
import { REGISTERS } from "./manifest/registers.ts";
import { REPORTING } from "./manifest/reporting.ts";
import { SETUP } from "./manifest/setup.ts";
import { WORKFLOW } from "./manifest/workflow.ts";
import type { VerbRow } from "./verb-row.ts";

/** Every verb of this program, in the order help tells of them. The build gives each chunk the row of its own verb alone in place of this file. */
export const MANIFEST: readonly VerbRow[] = [
  ...DAILY,
  ...WORKFLOW,
  ...ONCALL,
  ...REPORTING,
  ...INSIGHT,
  ...DATA,
  ...POLICY,
  ...POLICY_VERSIONS,
  ...REGISTERS,
  ...SETUP,
];
