import type { Problem } from "../app/failure.ts";
import type { RegisterState } from "../app/ports.ts";
import { type HashedPolicy, policyText } from "../domain/ticket/canonical.ts";
import type { Hash } from "./chain.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

/** The verb of the operations that apply a version. */
export const APPLIES = "policy apply";

interface Applied {
  readonly version: number;
  readonly digest: string;
}

/** The versions that operations applied, by the operation, with their digests as the register has them now. */
export async function appliedPolicies(db: Db, hash: Hash): Promise<ReadonlyMap<number, Applied>> {
  const rows = await db.all<HashedPolicy & { readonly operation: number }>(sql`select version, operation, source, compiled from policy order by version`);
  return new Map(
    rows.flatMap((row) => {
      if (row.operation === 0) return [];
      const vouched = rows.find(({ version, operation }) => version === row.version - 1 && operation === 0)?.compiled ?? null;
      return [[row.operation, { version: row.version, digest: hash(policyText(row, vouched)) }] as const];
    }),
  );
}

/** The versions of the policy count up without a gap to the latest. */
export async function verifyVersions(db: Db, state: RegisterState, report: (problem: Problem) => void): Promise<void> {
  const rows = await db.all<{ readonly version: number }>(sql`select version from policy order by version`);
  let last = 0;
  for (const { version } of rows) {
    if (version > last + 1) report({ key: "policy_missing", with: { version: last + 1, to: version - 1 } });
    last = version;
  }
  if (last !== state.policy) report({ key: "policies_differ", with: { stated: state.policy, found: last } });
}
