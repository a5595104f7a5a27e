import type { Desk } from "../app/desk.ts";
import type { Item, Result } from "../app/outcome.ts";
import type { Reads } from "../app/ports.ts";
import { foldName } from "../domain/fold-name.ts";
import { nearest } from "../domain/query/near.ts";
import type { Query, Term } from "../domain/query/term.ts";
import type { Program } from "./program.ts";

/** So many of the latest operations, and of the open tickets, say who works here. */
const RECENT = 500;

const assignedTo = (names: readonly string[]): Term => ({ kind: "one-of", field: "assignee", values: names, none: false, some: false, not: false });
const OPEN: Term = { kind: "is", not: false, flags: ["open"] };

/** Those the policy names, who acted of late, and who have open tickets but those just `given`. */
async function peopleHere(reads: Reads, { rules }: Desk, open: Query, given: ReadonlySet<number>): Promise<readonly string[]> {
  const named = [rules.members ?? {}, rules.managers].flatMap((lists) => Object.values(lists).flat());
  const onCall = Object.values(rules.oncall ?? {}).flatMap(({ people }) => people);
  const acted = (await reads.operations({ actor: null, limit: RECENT })).map(({ actor }) => actor);
  const assigned: string[] = [];
  for await (const { number, assignee } of reads.list({ query: open, limit: RECENT })) if (assignee !== null && !given.has(number)) assigned.push(assignee);
  return [...new Set([...named, ...onCall, ...acted, ...assigned])];
}

/**
 * Says at a terminal that a ticket went to a name nobody at this desk had before, for that may be a slip. `changed` are
 * the tickets of the result that changed.
 */
export async function tellNewName(program: Program, reads: Reads, desk: Desk, { dryRun }: Result, changed: readonly Item[]): Promise<void> {
  if (!program.io.stderr.isTerminal || program.quiet) return;
  const given = changed.filter(({ before, after }) => after !== null && after.assignee !== null && after.assignee !== before?.assignee);
  const name = given[0]?.after?.assignee ?? null;
  if (name === null || foldName(name) === foldName(program.me)) return;
  const folded = foldName(name);
  const query = (terms: readonly Term[]): Query => ({ terms, sort: null, text: "", me: program.me, now: program.clock.now });
  if ((await reads.count(query([assignedTo([folded])]))) > (dryRun ? 0 : given.length)) return;
  const others = await peopleHere(reads, desk, query([OPEN]), new Set(given.map(({ number }) => number)));
  if (others.some((one) => foldName(one) === folded)) return;
  await program.notice("name_is_new", { name, near: nearest(name, others), dryRun });
}
