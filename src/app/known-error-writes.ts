import { describedIn } from "../domain/ticket/fold.ts";
import { idOf } from "../domain/ticket/number.ts";
import type { Refusal } from "../domain/ticket/refusal.ts";
import { textFault, titleFault } from "../domain/ticket/texts.ts";
import type { Instant } from "../domain/time/instant.ts";
import { Failure, fail } from "./failure.ts";
import { entriesOf, type KnownErrorEntry, searchedWords } from "./known-errors.ts";
import { lapse } from "./lapse.ts";
import type { Reads, Register, Tx, WaitOptions } from "./ports.ts";
import { operationOf, tokenOf } from "./replay.ts";
import { namingToken } from "./unknown-outcome.ts";

/** Who writes, and whether it is to be written. */
export interface Writing {
  readonly me: string;
  readonly via: string;
  readonly now: Instant;
  readonly heldClock: boolean;
  /** The token that says it is the same call; null: none was given. */
  readonly run: string | null;
  readonly dryRun: boolean;
  readonly wait: WaitOptions;
}

/** What somebody said of a new known error; null: not said. */
export interface Stated {
  readonly title: string | null;
  readonly symptom: string | null;
  readonly cause: string | null;
  readonly workaround: string | null;
  /** The ticket it is promoted from. */
  readonly from: number | null;
}

/** A known error as it was written, or would be: then its operation is null. */
export interface Written {
  readonly entry: KnownErrorEntry;
  readonly operation: number | null;
  /** The call was made before. */
  readonly repeated: boolean;
}

type Told = Pick<KnownErrorEntry, "title" | "symptom" | "cause" | "workaround">;

const inUsage = (faults: readonly (Refusal | null)[]): void => {
  const found = faults.filter((fault) => fault !== null);
  if (found.length > 0)
    throw new Failure(
      "usage",
      found.map(({ rule, about }) => ({ key: rule, with: about })),
    );
};

function checked(told: Told): Told {
  inUsage([
    titleFault(told.title),
    textFault("symptom", told.symptom),
    told.cause === null ? null : textFault("cause", told.cause),
    textFault("workaround", told.workaround),
  ]);
  return told;
}

/** A text nobody gave is an empty one, which cannot be kept. */
const toldBy = ({ title, symptom, cause, workaround }: Stated): Told => ({ title: title ?? "", symptom: symptom ?? "", cause, workaround: workaround ?? "" });

/** What a ticket says, where nobody said otherwise: title, description, and its workaround or how it was resolved. */
async function promoted(reads: Reads, { from, title, symptom, cause, workaround }: Stated & { readonly from: number }): Promise<Told> {
  const [row] = await reads.tickets([from]);
  if (row === undefined) throw fail("not_found", "no_tickets", { ids: [String(from)] });
  const known = await (await reads.insight()).knownErrorFrom(from);
  if (known !== null) throw fail("refused", "kb_known_already", { id: idOf(row), known });
  const around = workaround ?? row.workaround ?? row.resolutionNote;
  if (around === null) throw fail("refused", "kb_no_workaround", { id: idOf(row) });
  const described = describedIn((await reads.histories([from])).get(from) ?? []);
  return { title: title ?? row.title, symptom: symptom ?? described ?? row.title, cause, workaround: around };
}

/** The result of an earlier call under the same token; null: the token is new. */
async function madeBefore(reads: Reads, verb: string, run: string | null): Promise<Written | null> {
  if (run === null) return null;
  const operation = await operationOf(reads, run);
  if (operation === null) return null;
  if (operation.verb !== verb) throw fail("refused", "token_of_another", { token: run, verb: operation.verb, operation: operation.seq });
  const id = await (await reads.insight()).knownErrorOf(operation.seq);
  const [entry] = id === null ? [] : await entriesOf(reads, [id]);
  return entry === undefined ? null : { entry, operation: operation.seq, repeated: true };
}

/** Records an operation that moves no ticket; its number. */
async function recorded(tx: Tx, verb: string, { me, via, now, heldClock, run }: Writing): Promise<number> {
  const { policy } = await tx.state();
  await tx.save({
    operation: { verb, recordedAt: now, actor: me, via, heldClock, policy, undoes: null, run, result: null },
    tickets: [],
    people: [],
  });
  return (await tx.state()).operations;
}

/** Plans on what is there, and writes under the lock what it then comes to. */
async function write(register: Register, verb: string, writing: Writing, work: (reads: Reads, tx: Tx | null) => Promise<Written>): Promise<Written> {
  if (writing.dryRun) return register.snapshot(async (reads) => (await madeBefore(reads, verb, writing.run)) ?? work(reads, null));
  let token = writing.run;
  const written = async (tx: Tx): Promise<Written> => {
    await lapse(tx, writing.now, writing.via, writing.heldClock);
    const before = await madeBefore(tx, verb, writing.run);
    if (before !== null) return before;
    const done = await work(tx, tx);
    token ??= tokenOf(await tx.state());
    return done;
  };
  return namingToken(register.write(written, writing.wait), () => token);
}

const nextId = async (reads: Reads): Promise<number> => ((await (await reads.insight()).knownErrors(null)).at(-1)?.id ?? 0) + 1;

/** Adds a known error, as an operation of its own. A `usage` failure names every text that cannot be kept; a promotion is refused where the ticket tells no workaround or is known already. */
export function addKnownError(register: Register, stated: Stated, writing: Writing): Promise<Written> {
  const { from } = stated;
  return write(register, "kb add", writing, async (reads, tx) => {
    const told = checked(from === null ? toldBy(stated) : await promoted(reads, { ...stated, from }));
    const record = { ...told, number: from, addedBy: writing.me, addedAt: writing.now, retiredBy: null, retiredAt: null, retireReason: null };
    if (tx === null) return { entry: { ...record, id: await nextId(reads), operation: 0, helped: 0 }, operation: null, repeated: false };
    const operation = await recorded(tx, "kb add", writing);
    const id = await (await tx.insight()).addKnownError({ ...record, operation }, searchedWords(told.title, told.symptom));
    return { entry: { ...record, id, operation, helped: 0 }, operation, repeated: false };
  });
}

/** The known error of an id, in use. */
export async function knownErrorInUse(reads: Reads, id: number): Promise<KnownErrorEntry> {
  const [entry] = await entriesOf(reads, [id]);
  if (entry === undefined) throw fail("not_found", "kb_none", { ids: [id] });
  if (entry.retiredAt !== null) throw fail("refused", "kb_retired", { id, by: entry.retiredBy, reason: entry.retireReason });
  return entry;
}

/** Takes a known error out of use; it stays to be read. */
export function retireKnownError(register: Register, id: number, reason: string, writing: Writing): Promise<Written> {
  return write(register, "kb retire", writing, async (reads, tx) => {
    inUsage([textFault("reason", reason)]);
    const entry = await knownErrorInUse(reads, id);
    const retired = { ...entry, retiredBy: writing.me, retiredAt: writing.now, retireReason: reason };
    if (tx === null) return { entry: retired, operation: null, repeated: false };
    const operation = await recorded(tx, "kb retire", writing);
    await (await tx.insight()).retireKnownError(id, { by: writing.me, at: writing.now, reason, operation });
    return { entry: retired, operation, repeated: false };
  });
}
