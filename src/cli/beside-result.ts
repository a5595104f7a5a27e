import type { Desk } from "../app/desk.ts";
import type { Item, Result } from "../app/outcome.ts";
import type { Register } from "../app/ports.ts";
import { UNCLASSIFIED } from "../domain/policy/policy.ts";
import { idOf } from "../domain/ticket/number.ts";
import { tellNewName } from "./new-name.ts";
import type { Program } from "./program.ts";

/** So many tickets are spoken of one by one. */
const SHOWN = 10;

/** What a person should know beside the result: what stays, what is still to be said, and a name that may be a slip. */
export async function tellBeside(program: Program, register: Register, desk: Desk, result: Result): Promise<void> {
  const changed = result.items.filter(({ outcome, before, after }) => outcome === "changed" && before !== null && after !== null);
  for (const item of changed.slice(0, SHOWN)) await tellStandingOverride(program, item);
  if (result.verb === "resolve") await tellUnclassified(program, changed);
  await tellNewName(program, register, desk, result, changed);
}

async function tellStandingOverride(program: Program, { before, after }: Item): Promise<void> {
  if (before === null || after === null || before.overrideReason === null || after.overrideReason === null) return;
  if (after.computedPriority !== before.computedPriority)
    await program.notice("override_stays", { priority: after.priority, computed: after.computedPriority });
}

async function tellUnclassified(program: Program, changed: readonly Item[]): Promise<void> {
  const lacking = changed.flatMap(({ after }) => (after?.category === UNCLASSIFIED ? [after] : []));
  const [first] = lacking;
  if (first !== undefined) await program.notice("closing_needs_category", { n: lacking.length, id: idOf(first) });
}
