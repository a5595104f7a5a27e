import { fstatSync, ftruncateSync, writeSync } from "node:fs";
import type { Desk } from "../app/desk.ts";
import { isFailure } from "../app/failure.ts";
import { type Item, isBad, isReopened, type Result, verbFor } from "../app/outcome.ts";
import { cleanLine } from "../render/clean.ts";
import { resultChunks, type SaidError } from "../render/document.ts";
import { itemId, RESULT_ITEM_FIELDS, type SaidItem } from "../render/fields/result-item.ts";
import { objectWriter } from "../render/json.ts";
import { changedIds, failedRecords, resultLines, resultRecord, troubleOf } from "../render/pages/result.ts";
import { againWords } from "../words/logged.en.ts";
import { refusalWords } from "../words/refusals.en.ts";
import { noTicketWords, nowWords, refusedWords, TO_BE_LOGGED } from "../words/writes.en.ts";
import type { Attempt } from "./attempt.ts";
import { cureOf } from "./cure.ts";
import { isOn } from "./flag-values.ts";
import { localized } from "./localized.ts";
import { lookOf } from "./look.ts";
import { printLogged } from "./print-logged.ts";
import type { Flags, Program } from "./program.ts";
import { shownOn } from "./shown-on.ts";

function messageOf(program: Program, item: Item, verb: string): Omit<SaidItem, "item"> {
  const row = item.after ?? item.before;
  switch (item.outcome) {
    case "refused": {
      const said = item.refusals.map((refusal) => refusalWords(refusal.rule, localized(program, refusal.about)));
      const hints = said.flatMap(({ hint }) => (hint === null ? [] : [hint]));
      return { message: said.map(({ message }) => message).join("; "), hint: hints.length === 0 ? null : hints.join("; ") };
    }
    case "not_found":
      return { message: "does not exist", hint: null };
    case "repeated":
      return { message: row === null ? null : againWords(row, isReopened(item)), hint: null };
    case "changed":
      return { message: row === null ? null : nowWords(verbFor(verb, item), row), hint: null };
    default:
      return { message: null, hint: null };
  }
}

/** One ticket that could not be changed speaks for itself; a set is headed by what became of it. */
function errorLines(program: Program, flags: Flags, result: Result, items: readonly SaidItem[]): readonly string[] {
  const [only] = items.filter(({ item }) => isBad(item));
  if (only === undefined) return [];
  if (result.counts.requested !== 1) {
    const { headline, lines, advice } = troubleOf(result, items, {
      spoken: program.accessible && program.io.stderr.isTerminal,
      few: program.io.stderr.isTerminal && !isOn(flags, "verbose"),
    });
    return [`error: ${headline}`, ...lines.map((line) => `  ${line}`), ...(advice === null ? [] : [advice])];
  }
  const id = result.verb === "log" && only.item.before === null ? TO_BE_LOGGED : itemId(only);
  const headline = only.item.outcome === "not_found" ? noTicketWords(id) : refusedWords(id, only.message ?? "");
  const cure = cureOf(program, result.verb, only.item.refusals);
  if (cure !== null) return [`error: ${headline}`, `  ${cure}`];
  return [`error: ${headline}`, ...(only.hint ?? "").split("; ").flatMap((hint) => (hint === "" ? [] : [`  ${hint}`]))];
}

function printPlain(program: Program, flags: Flags, result: Result, items: readonly SaidItem[]): void {
  const { stdout } = program.io;
  const { changed, repeated } = result.counts;
  const records = result.exit === 0 || changed + repeated > 0;
  const tickets = items.filter(({ item }) => item.number !== 0);
  const lines = stdout.isTerminal ? resultLines(result, tickets, isOn(flags, "verbose")) : records ? tickets.map(resultRecord) : [];
  for (const line of shownOn(stdout, lines)) stdout.write(`${line}\n`);
}

/** Why nothing could be done, told on stderr; null: something was, or each ticket says what spoke against it. */
async function toldError(program: Program, error: unknown): Promise<SaidError | null> {
  if (error === null) return null;
  const { tellFailure } = await import("./report-failure.ts");
  const said = tellFailure(program, error);
  return { code: isFailure(error) ? error.code : "failed", message: said[0]?.what ?? "", hint: said.find(({ todo }) => todo !== undefined)?.todo ?? null };
}

function writeFailed(file: number, items: readonly SaidItem[]): void {
  // A terminal or a pipe has no length.
  if (fstatSync(file).isFile()) ftruncateSync(file);
  writeSync(
    file,
    failedRecords(items)
      .map((line) => `${line}\n`)
      .join(""),
  );
}

/** Prints a result, and why nothing came of it, in the form asked for; gives its exit code. */
export async function printWhole(program: Program, flags: Flags, desk: Desk, { result, error }: Attempt, failedTo: number | null): Promise<number> {
  const { stdout, stderr } = program.io;
  const items = result.items.map((item): SaidItem => ({ item, ...messageOf(program, item, result.verb) }));
  const look = lookOf(program, desk);
  if (failedTo !== null) writeFailed(failedTo, items);
  const told = await toldError(program, error);
  if (isOn(flags, "json")) for (const chunk of resultChunks(result, items, look, told)) stdout.write(chunk);
  else if (isOn(flags, "jsonl")) {
    const write = objectWriter(RESULT_ITEM_FIELDS);
    for (const said of items) stdout.write(`${write(said, look)}\n`);
  } else if (isOn(flags, "quiet")) for (const id of changedIds(items)) stdout.write(`${id}\n`);
  else if (result.verb === "log") printLogged(program, desk, result);
  else printPlain(program, flags, result, items);

  // What was done stands above what is said about it.
  if (stdout.isTerminal) stdout.flush();
  if (result.repeated) await program.notice("replayed", { operation: result.operation });
  else if (result.dryRun && error === null) await program.notice("dry_run");
  const errors = errorLines(program, flags, result, items);
  if (errors.length > 0) stderr.write(`${shownOn(stderr, errors.map(cleanLine)).join("\n")}\n`);
  return result.exit;
}
