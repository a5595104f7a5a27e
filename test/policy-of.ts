import type { HoldRule, Outstayed, Policy, Span } from "../src/domain/policy/policy.ts";
import { rawOf } from "./raw.ts";

/** Changes the policy a register holds, as no verb does: in place, under the version it has. */
export async function changePolicy(register: string, changes: Partial<Policy>): Promise<void> {
  const raw = await rawOf(register);
  const [row] = await raw.rows<{ readonly compiled: string }>("select compiled from policy where version = 1");
  const policy = JSON.parse(row?.compiled ?? "") as Policy;
  await raw.rows("update policy set compiled = ? where version = 1", JSON.stringify({ ...policy, ...changes }));
  await raw.close();
}

/** How long a hold may last, and what follows. */
export const longest = (after: Span, then: Outstayed): Required<Pick<HoldRule, "max">> => ({ max: { after, then } });
