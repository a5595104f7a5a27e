import { type Applied, type Applying, type Dropped, foreseeApply, type OpenTickets, type PlannedApply, planApply, versionsBetween } from "../../app/apply.ts";
import { type Desk, deskOf } from "../../app/desk.ts";
import { EXIT, type Failure, fail, isFailure } from "../../app/failure.ts";
import { operate } from "../../app/operate.ts";
import type { Order } from "../../app/order.ts";
import type { Result } from "../../app/outcome.ts";
import type { Reads, Register } from "../../app/ports.ts";
import type { Wish } from "../../domain/policy/drops.ts";
import { changesBetween, type PolicyChange } from "../../domain/policy/facts.ts";
import { isNamedField } from "../../domain/policy/named-fields.ts";
import { overtakenBy } from "../../domain/policy/overtaken.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { cleanLine } from "../../render/clean.ts";
import { type AppliedPolicy, changeLine } from "../../render/fields/policy-version.ts";
import { APPLIED_WORDS, APPLY_QUESTIONS } from "../../words/policy-versions.en.ts";
import { instantOf, isOn, listOf, textOf } from "../flag-values.ts";
import { plainLook } from "../print-one.ts";
import type { Flags, Program } from "../program.ts";
import { tellFailure } from "../report-failure.ts";
import { shownOn } from "../shown-on.ts";
import { orderOf } from "../write-verb.ts";
import type { GivenPolicy } from "./given-policy.ts";
import { overtakenLines, printApplied, tellOvertaken } from "./print-applied.ts";

/** As many changes as stand above a question. */
const SHOWN = 20;
const NOTHING: Omit<Applied, "version"> = { adopted: 0, renamed: 0, breached: 0, recovered: 0, overtaken: [] };

/** `category:old=new`, or without the field. */
function wishIn(text: string): Wish {
  const at = text.indexOf("=");
  const [left, now] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const colon = left.indexOf(":");
  const field = left.slice(0, colon);
  const named = colon > 0 && isNamedField(field);
  const old = named ? left.slice(colon + 1).trim() : left;
  if (at < 1 || old === "" || now === "") throw fail("usage", "map_shape", { text });
  return { text, field: named ? field : null, old, now };
}

/** The policy that the new one takes the place of: at `from`, among the versions before `version`. */
function replacedBy(desk: Desk, version: number, from: Instant): Policy {
  for (let before = version - 1; before > 1; before -= 1) {
    const policy = desk.policyOf(before);
    if ((policy.from ?? 0) <= from) return policy;
  }
  return desk.policyOf(1);
}

/** What stands above the question: what changes, and which versions it overtakes. */
function linesAbove(program: Program, changes: readonly PolicyChange[], { overtaken }: Applied): readonly string[] {
  const look = plainLook(program);
  const lines = changes.slice(0, SHOWN).map((change) => changeLine(change, look));
  const more = changes.length > SHOWN ? [APPLIED_WORDS.more(changes.length - SHOWN)] : [];
  return [...(lines.length === 0 ? [APPLIED_WORDS.noChange] : lines), ...more, ...overtakenLines(program, overtaken, true)].map(cleanLine);
}

/** Says what would change, asks what becomes of open tickets and whether to go on; what is to be done then, or null: there is nothing to ask. */
async function agreed(program: Program, register: Register, applying: Applying, said: OpenTickets | null): Promise<Applying> {
  const { now } = program.clock;
  const { stderr } = program.io;
  const seen = await register.snapshot(async (reads) => {
    const desk = await deskOf(reads, now);
    const acting = { me: program.me, now, at: null, atReason: null };
    const from = applying.from ?? now;
    const planned = await planApply(reads, desk, acting, { ...applying, open: said ?? (from > now ? "keep" : "adopt") });
    const bound = from > now ? 0 : await (await reads.policyUse()).boundElsewhere(planned.applied.version ?? desk.version, applying.from);
    // Counted as they are decided: what adopting does is known before it is agreed to.
    if (bound > 0 && said !== "keep" && planned.more !== undefined) for await (const _ of planned.more()) void _;
    return { desk, planned, bound, changes: changesBetween(desk.policyOf(desk.termsAt(from)), applying.policy) };
  });
  const { desk, planned, bound, changes } = seen;
  if (planned.policy === undefined && (planned.more === undefined || said !== "adopt")) return applying;
  for (const line of shownOn(stderr, linesAbove(program, changes, planned.applied))) stderr.write(`${line}\n`);
  const ask = await program.ask();
  const { open: question, keep, adopt, adopting, apply } = APPLY_QUESTIONS;
  const { breached, recovered } = planned.applied;
  if (said === "adopt" && bound > 0) for (const line of shownOn(stderr, [adopting(bound, breached, recovered)])) stderr.write(`${line}\n`);
  const choices = [{ value: "keep", label: "keep", hint: keep } as const, { value: "adopt", label: "adopt", hint: adopt(breached, recovered) } as const];
  const open = said ?? (bound === 0 ? "keep" : await ask.choose<OpenTickets>(question(bound), choices, { suggested: "keep" }));
  if (!(await ask.confirm(apply(planned.applied.version ?? desk.version), planned.applied.overtaken.length === 0))) throw fail("cancelled", "declined");
  return { ...applying, open, seen: desk.state.policy };
}

/** What an application that is told again had made of its tickets, and of versions to come. */
async function countsOf(reads: Reads, desk: Desk, operation: number, version: number): Promise<Omit<Applied, "version">> {
  const recordedAt = (await reads.operation(operation))?.recordedAt ?? 0;
  const events = (await reads.eventsOf(operation)).filter((event) => event.type === "adopted");
  return {
    ...NOTHING,
    overtaken: overtakenBy(versionsBetween(desk, 2, version), desk.policyOf(version).from ?? 0, recordedAt),
    adopted: events.filter(({ data }) => data.terms !== undefined).length,
    renamed: events.filter(({ data }) => data.set !== undefined).length,
  };
}

interface Outcome {
  readonly result: Result;
  readonly applied: Applied;
  /** What the version in force at `from` said otherwise. */
  readonly changes: readonly PolicyChange[];
}

/** What is told of an outcome, read off the register as it is by now. */
async function told(program: Program, register: Register, applying: Applying, { result, applied, changes }: Outcome): Promise<AppliedPolicy> {
  return register.snapshot(async (reads) => {
    const desk = await deskOf(reads, program.clock.now);
    const { operation, dryRun, repeated, exit } = result;
    const common = { operation, dryRun, repeated, open: applying.open, dropped: [], exit };
    if (repeated && operation !== null) {
      const version = (await reads.versions(desk.state.policy)).find((one) => one.operation === operation)?.version ?? desk.version;
      const policy = desk.policyOf(version);
      const before = replacedBy(desk, version, policy.from ?? 0);
      return {
        ...common,
        outcome: "changed",
        version,
        from: policy.from,
        changes: changesBetween(before, policy),
        counts: await countsOf(reads, desk, operation, version),
      };
    }
    const { version, ...counts } = applied;
    const from = version === null ? desk.policyOf(desk.termsAt(applying.from ?? program.clock.now)).from : (applying.from ?? program.clock.now);
    const changed = version !== null || counts.adopted + counts.renamed > 0;
    return { ...common, outcome: changed ? "changed" : "unchanged", version: version ?? desk.version, from, changes: version === null ? [] : changes, counts };
  });
}

/** An order that keeps a policy as the next version, and what its plan said. */
async function carriedOut(program: Program, flags: Flags, register: Register, applying: Applying): Promise<Outcome> {
  const common = await orderOf(program, flags, { ...NO_HOURS });
  const last: { planned: PlannedApply | null; changes: readonly PolicyChange[] } = { planned: null, changes: [] };
  const order: Order = {
    ...common,
    verb: "policy apply",
    agree: null,
    numbers: async () => null,
    async plan(reads, desk) {
      last.planned = await planApply(reads, desk, common.acting, applying);
      last.changes = changesBetween(desk.policyOf(desk.termsAt(applying.from ?? common.acting.now)), applying.policy);
      return last.planned;
    },
  };
  const result = await operate(register, order);
  const applied = result.dryRun
    ? await register.snapshot((reads) => foreseeApply(reads, common.acting, applying))
    : (last.planned?.applied ?? { version: null, ...NOTHING });
  return { result, applied, changes: last.changes };
}

/** No flag here is a length of service time. */
const NO_HOURS = { always: true, zone: "Etc/UTC", offsets: [[0, 0]], week: [], dates: {}, daySeconds: 86_400 } as const;

const isDrop = (error: unknown): error is Failure => isFailure(error) && error.problems[0]?.key === "policy_drops";

/** What a policy drops that open tickets have: on stderr for people, in the document for programs. */
async function refusedFor(program: Program, flags: Flags, register: Register, applying: Applying, error: Failure): Promise<number> {
  tellFailure(program, error);
  const desk = await deskOf(register, program.clock.now);
  const dropped = error.problems.map((problem) => problem.with as unknown as Dropped);
  const about = { operation: null, outcome: "refused", dryRun: isOn(flags, "dry-run"), repeated: false, version: desk.version, from: desk.rules.from } as const;
  printApplied(program, { ...about, changes: [], open: applying.open, counts: NOTHING, dropped, exit: EXIT.refused });
  return EXIT.refused;
}

/** Keeps a policy as the next version, having asked where somebody can be asked; prints what came of it, and gives the exit code. */
export async function applyPolicy(program: Program, flags: Flags, given: GivenPolicy): Promise<number> {
  const wishes = listOf(flags, "map").map(wishIn);
  const from = await instantOf(program, flags, "from", "future");
  const said = textOf(flags, "open") as OpenTickets | null;
  const register = await program.openRegister("write");
  const wanted: Applying = { ...given, open: said ?? "keep", from, wishes, seen: null };
  const asks = program.mayAsk && !isOn(flags, "yes") && !isOn(flags, "dry-run");
  try {
    const applying = asks ? await agreed(program, register, wanted, said) : wanted;
    const outcome = await carriedOut(program, flags, register, applying);
    const about = await told(program, register, applying, outcome);
    await tellOvertaken(program, about);
    printApplied(program, about, outcome.result.dryRun ? null : await (await register.policyUse()).openByTerms());
    return about.exit;
  } catch (error) {
    if (!isDrop(error)) throw error;
    return refusedFor(program, flags, register, wanted, error);
  }
}
