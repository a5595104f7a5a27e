import { type Desk, deskOf } from "../../app/desk.ts";
import type { Reads } from "../../app/ports.ts";
import { neverBegins } from "../../domain/policy/overtaken.ts";
import { VERSION_DEFAULT, VERSION_FIELDS, type VersionRow } from "../../render/fields/policy-version.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** One that a later version keeps from ever being in force is overtaken; of the others, one that begins later is to come. */
function stateOf({ version: inForce, policyOf }: Desk, version: number, later: readonly VersionRow[], now: number): VersionRow["state"] {
  if (version === inForce) return "in_force";
  const { from } = policyOf(version);
  const isOvertaken = neverBegins(
    from,
    later.map(({ policy, recordedAt }) => ({ from: policy.from, recordedAt })),
  );
  return isOvertaken ? "overtaken" : (from ?? 0) > now ? "to_come" : "past";
}

/** The versions, the latest first. */
async function versionRows(reads: Reads, desk: Desk, now: number): Promise<readonly VersionRow[]> {
  const open = await (await reads.policyUse()).openByTerms();
  const rows: VersionRow[] = [];
  for (const { version, operation: seq } of (await reads.versions(desk.state.policy)).toReversed()) {
    const operation = seq === 0 ? null : await reads.operation(seq);
    rows.push({
      version,
      state: stateOf(desk, version, rows, now),
      policy: desk.policyOf(version),
      recordedAt: operation?.recordedAt ?? desk.state.createdAt,
      actor: operation?.actor ?? null,
      operation: seq === 0 ? null : seq,
      open: open.get(version) ?? 0,
    });
  }
  return rows;
}

/** The versions of the policy. */
export const verb: Verb = {
  name: "policy log",
  async run(program, { flags }) {
    if (fieldsTold(program, flags, VERSION_FIELDS, VERSION_DEFAULT)) return 0;
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const { now } = program.clock;
      await printFew(program, flags, {
        document: "policyLog",
        query: null,
        all: VERSION_FIELDS,
        few: VERSION_DEFAULT,
        idOf: ({ version }) => String(version),
        look: plainLook(program),
        rows: await versionRows(reads, await deskOf(reads, now), now),
        none: "no_versions",
      });
      return 0;
    });
  },
};
