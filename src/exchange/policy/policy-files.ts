import type { PolicyFiles } from "../../app/policy-files.ts";
import { readPolicy } from "./read-policy.ts";
import { writePolicy } from "./write-policy.ts";

export const POLICY_FILES: PolicyFiles = { read: readPolicy, write: writePolicy };
