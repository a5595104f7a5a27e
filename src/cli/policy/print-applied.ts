import type { Begun } from "../../domain/policy/overtaken.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { cleanLine } from "../../render/clean.ts";
import { localInstant, localMinute } from "../../render/due.ts";
import { operationId } from "../../render/fields/event.ts";
import { APPLIED_FIELDS, type AppliedPolicy, changeLine } from "../../render/fields/policy-version.ts";
import { APPLIED_WORDS } from "../../words/policy-versions.en.ts";
import { formNamed } from "../flags/output.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** The versions that never come into force because of another, a line each. */
export const overtakenLines = (program: Program, overtaken: readonly Begun[], would: boolean): readonly string[] =>
  overtaken.map(({ version, from }) => APPLIED_WORDS.overtakes(version, from === null ? "" : localMinute(program.zone, from), would));

/** Says them on standard error where the result has no lines for them. */
export async function tellOvertaken(program: Program, { counts, dryRun }: AppliedPolicy): Promise<void> {
  if (program.io.stdout.isTerminal && formNamed(program.flags) === null) return;
  for (const line of overtakenLines(program, counts.overtaken, dryRun)) program.tell(line);
}

/** What became of open tickets. `openByTerms`: how many run under each version by now; null: nobody counted. */
function ticketLines(
  { version, from, counts, dryRun, operation }: AppliedPolicy,
  now: Instant,
  openByTerms: ReadonlyMap<number, number> | null,
): readonly string[] {
  const { adopted, renamed, breached, recovered } = counts;
  const kept = [...(openByTerms ?? [])].reduce((sum, [terms, count]) => sum + (terms === version ? 0 : count), 0);
  const words = APPLIED_WORDS;
  return [
    ...(adopted > 0 ? [dryRun ? words.wouldAdopt(adopted, version) : words.adopted(adopted, version)] : []),
    ...(breached > 0 ? [words.breached(breached)] : []),
    ...(recovered > 0 ? [words.recovered(recovered)] : []),
    ...(renamed > 0 ? [words.renamed(renamed)] : []),
    ...(kept > 0 ? [words.kept(kept)] : []),
    ...(kept > 0 && from !== null && from > now ? [words.keptAhead(version)] : []),
    ...(operation !== null && adopted + renamed > 0 ? [words.undo(operation)] : []),
  ];
}

function headline(program: Program, { version, from, operation, outcome, dryRun, changes, counts }: AppliedPolicy): string {
  const words = APPLIED_WORDS;
  const since = from === null ? "" : localInstant(program.zone, from);
  if (outcome === "unchanged" || (changes.length === 0 && operation === null && counts.overtaken.length === 0)) return words.unchanged(version);
  return dryRun || operation === null ? words.wouldApply(version, since) : words.applied(version, operationId(operation), since);
}

/** Prints what came of an application in the form asked for. */
export function printApplied(program: Program, about: AppliedPolicy, openByTerms: ReadonlyMap<number, number> | null = null): void {
  const { stdout } = program.io;
  const form = formNamed(program.flags);
  if (form === "quiet") {
    if (about.outcome === "changed") stdout.write(`${about.version}\n`);
    return;
  }
  if (form !== null) {
    printOne(program, APPLIED_FIELDS, about, String(about.version), plainLook(program));
    return;
  }
  if (about.outcome === "refused") return;
  const first = headline(program, about);
  if (!stdout.isTerminal) {
    stdout.write(`${[about.version, about.outcome, first].join("\t")}\n`);
    return;
  }
  const changes = about.dryRun ? about.changes.map((change) => `  ${cleanLine(changeLine(change, plainLook(program)))}`) : [];
  const overtaken = overtakenLines(program, about.counts.overtaken, about.dryRun);
  const lines = [first, ...changes, ...overtaken, ...ticketLines(about, program.clock.now, openByTerms)];
  for (const line of shownOn(stdout, lines)) stdout.write(`${line}\n`);
}
