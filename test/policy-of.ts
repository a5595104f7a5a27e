import Database from "better-sqlite3";
import type { HoldRule, Outstayed, Policy, Span } from "../src/domain/policy/policy.ts";

/** Changes the policy a register holds, as no verb does: in place, under the version it has. */
export function changePolicy(register: string, changes: Partial<Policy>): void {
  const db = new Database(register);
  const policy = JSON.parse(db.prepare<[], string>("select compiled from policy where version = 1").pluck().get() ?? "") as Policy;
  db.prepare("update policy set compiled = ? where version = 1").run(JSON.stringify({ ...policy, ...changes }));
  db.close();
}

/** How long a hold may last, and what follows. */
export const longest = (after: Span, then: Outstayed): Required<Pick<HoldRule, "max">> => ({ max: { after, then } });
