import { fail } from "../../app/failure.ts";
import type { Item } from "../../app/outcome.ts";
import { cleanLines } from "../../render/clean.ts";
import { localInstant } from "../../render/due.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { isOn, textOf } from "../flag-values.ts";
import type { Args, Flags, Program } from "../program.ts";
import { withBodies } from "./bodies.ts";
import type { ByFlags, Opened } from "./by-flags.ts";
import { draftsWaiting, draftToResume, type Resumed } from "./choose-draft.ts";
import { commandLine, joiningLine } from "./command-line.ts";
import { converse } from "./converse.ts";
import { newDraft } from "./draft.ts";
import { hushed } from "./hearing.ts";
import { joined } from "./join.ts";
import { toldNote } from "./join-agreed.ts";
import { keeperOf } from "./keeping.ts";
import { nextStep, type Progress } from "./order-of-steps.ts";
import { preview } from "./preview.ts";
import { answeredSoFar } from "./review.ts";
import { withKnownErrorInUse, withTwinsSince } from "./still-known.ts";
import { begunBy, filledIn, templateNamed } from "./template.ts";

/** So long may the end of a conversation take. */
const UNNOTICED_MS = 80;

/** Logs what a template, a draft or a conversation states together with the flags. Resolves to the exit code. */
export async function logPrepared(program: Program, args: Args, byFlags: ByFlags): Promise<number> {
  const { operands } = args;
  const resuming = isOn(args.flags, "resume");
  if (resuming && !program.mayAsk) throw fail("usage", "resume_nobody");
  if (resuming && operands.length + (args.flags.title === undefined ? 0 : 1) > 0) throw fail("usage", "resume_with_title");
  const opened = await byFlags.opened(program);
  const name = textOf(args.flags, "template");
  const template = name === null ? {} : templateNamed(program, opened.desk, name);
  const given = withoutOwn(args.flags);
  const hasTitle = operands.length > 0 || given.title !== undefined;
  if (!hasTitle && program.mayAsk) {
    const resumed = resuming ? await draftToResume(program, opened.desk.rules) : null;
    const fresh = begunBy(template, given);
    const progress = resumed === null ? fresh : { ...resumed.progress, given: { ...resumed.progress.given, ...fresh.given } };
    return guided(program, byFlags, opened, resumed, progress, isOn(args.flags, "print-command"));
  }
  const flags: Flags = { ...filledIn(template, given, false), ...(operands.length > 0 && { title: given.title }) };
  const title = byFlags.refuseFlags({ operands, flags });
  if (isOn(args.flags, "print-command")) return printed(program, commandLine(program.row, flags, title));
  return byFlags.carriedOut(program, flags, await byFlags.ordered(program, flags, title, opened), opened);
}

/** The flags of a call without those that only say how it comes about. */
function withoutOwn(flags: Flags): Flags {
  const own = new Set(["resume", "template", "print-command"]);
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !own.has(name)));
}

function printed(program: Program, line: string): number {
  program.io.stdout.write(`${program.io.stdout.isTerminal ? cleanLines(line) : line}\n`);
  return 0;
}

/** The command that comes to what is known. */
function commandOf(program: Program, known: Flags): string {
  const joins = textOf(known, "joins");
  const name = textOf(known, "requester");
  return joins !== null && name !== null
    ? joiningLine(joins, name, known["join-with"] === "note" ? toldNote(known, program.me) : null, known)
    : commandLine(program.row, known, textOf(known, "title") ?? "");
}

async function guided(program: Program, byFlags: ByFlags, opened: Opened, resumed: Resumed | null, from: Progress, printing: boolean): Promise<number> {
  // What is wrong with the flags as such is said before anything is asked.
  const { resolve, close } = from.given;
  byFlags.refuseFlags({ operands: [], flags: { resolve, close, title: "-", ...((resolve ?? close) && { code: "-", note: "-" }) } });
  // What is planned again and again is read once, and a draft holds what a file said.
  const read = { ...from, given: (await withBodies(program, { flags: from.given, text: null }, false)).flags };
  const current = await withKnownErrorInUse(opened.register, read);
  const begun = resumed === null ? current : await withTwinsSince(opened.register, current, resumed.at);
  const keeping = keeperOf(program, resumed?.draft ?? newDraft(program), resumed !== null, (known) => commandOf(program, known));
  tellBeginning(program, resumed, nextStep(begun, opened.desk.rules) === null);
  const still = hushed(program);
  const foreseen = async (known: Flags): Promise<Item> => {
    const order = await byFlags.ordered(still, known, textOf(known, "title") ?? "", opened);
    return (await preview(opened, order))[0] as Item;
  };
  try {
    const known = await converse({ program, opened, foreseen, keep: keeping.keep, printing }, begun);
    const { joins } = known;
    if (typeof joins === "string" && printing) return keeping.ended(printed(program, commandOf(program, known)), known);
    if (typeof joins === "string") return await learning(opened, known, keeping.ended(await joined(program, known, Number(joins), opened), known));
    const title = byFlags.refuseFlags({ operands: [], flags: known });
    if (printing) return keeping.ended(printed(program, commandOf(program, known)), known);
    const exit = await byFlags.carriedOut(program, known, await byFlags.ordered(program, known, title, opened), opened);
    return await learning(opened, known, keeping.ended(exit, known));
  } finally {
    keeping.close();
  }
}

/** Hands on the exit code. What the desk closed meanwhile is learnt from once all is said and saved, so that the next guess is a better one. */
async function learning({ register }: Opened, known: Flags, exit: number): Promise<number> {
  if (exit === 0 && !isOn(known, "dry-run")) {
    const { learnALittle } = await import("../../app/learn.ts");
    const begun = performance.now();
    await learnALittle(register, () => performance.now() - begun < UNNOTICED_MS);
  }
  return exit;
}

function tellBeginning(program: Program, resumed: Resumed | null, isWhole: boolean): void {
  if (resumed === null) {
    program.tell(GUIDED.begins);
    const waiting = draftsWaiting(program);
    if (waiting > 0) program.tell(GUIDED.drafts.waiting(waiting));
    return;
  }
  const { given, answers } = resumed.progress;
  program.tell(GUIDED.resumes({ moment: localInstant(program.zone, resumed.at), title: textOf({ ...given, ...answers }, "title") }));
  // The review is about to show it all.
  if (!isWhole) for (const line of answeredSoFar(resumed.progress)) program.tell(line);
}
