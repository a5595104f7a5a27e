import { type Desk, deskOf } from "../../app/desk.ts";
import type { Reads } from "../../app/ports.ts";
import { VERSION_DEFAULT, VERSION_FIELDS, type VersionRow } from "../../render/fields/policy-version.ts";
import { fieldsTold, printFew } from "../print-few.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** One that begins later, or none of whose successors has begun, is to come; the others were replaced. */
function stateOf({ version: inForce, policyOf }: Desk, version: number, now: number): VersionRow["state"] {
  if (version === inForce) return "in_force";
  return version > inForce && (policyOf(version).from ?? 0) > now ? "to_come" : "past";
}

/** The versions, the latest first. */
async function versionRows(reads: Reads, desk: Desk, now: number): Promise<readonly VersionRow[]> {
  const open = await (await reads.policyUse()).openByTerms();
  const rows: VersionRow[] = [];
  for (const { version, operation: seq } of (await reads.versions(desk.state.policy)).toReversed()) {
    const operation = seq === 0 ? null : await reads.operation(seq);
    rows.push({
      version,
      state: stateOf(desk, version, now),
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
