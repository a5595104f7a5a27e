import { isFailure, type Problem } from "../../app/failure.ts";
import { isAboutTheValue } from "../../domain/ticket/refusal.ts";
import { refusedWords } from "../../words/writes.en.ts";
import { checked } from "../build.ts";
import { flagOf } from "../flags/flag.ts";
import { notationsOf } from "../flags/groups.ts";
import type { FormFault, FormRead } from "../form/read-form.ts";
import { localized } from "../localized.ts";
import type { Flags } from "../program.ts";
import { saidOf } from "../say.ts";
import type { Call, Stated } from "../write-verb.ts";
import { hushed } from "./hearing.ts";
import { preview } from "./preview.ts";

/** The key of the form that a fault is about. */
function keyOf(about: Readonly<Record<string, unknown>>, wants: readonly string[]): string | null {
  const [field] = Array.isArray(about.fields) ? about.fields : [];
  const name = [wants[0], about.flag, about.from, about.field, field].find((each) => typeof each === "string") as string | undefined;
  const key = name?.replace(/^--/, "").replace(/-file$/, "") ?? null;
  return key === "untag" ? "tag" : key;
}

/** A fault at the key it is about; null: at none. */
interface KeyFault {
  readonly key: string | null;
  readonly problem: Problem;
  /** A rule about the ticket, not about a value. */
  readonly ofTicket?: boolean;
}

/** What speaks against the flags of a form, as on the command line. A call stops at the first value it cannot read, so there may be more. */
async function speakingAgainst(call: Call, stated: Stated, changes: Flags): Promise<readonly KeyFault[]> {
  const notations = notationsOf(call.program.row).map(flagOf);
  const kinds = Object.entries(changes).flatMap(([name, value]) => {
    const flag = notations.find((each) => each.long === name);
    return flag === undefined || typeof value !== "string" ? [] : attributed(() => void checked(flag, value)).map((problem) => ({ key: name, problem }));
  });
  if (kinds.length > 0) return kinds;
  try {
    const items = await preview(call, await call.order({ ...stated, flags: { ...stated.flags, ...changes } }, hushed(call.program)));
    return items.flatMap(({ refusals }) =>
      refusals.map((refusal) => ({
        key: keyOf(refusal.about, refusal.wants),
        problem: { key: refusal.rule, with: localized(call.program, refusal.about) },
        ofTicket: !isAboutTheValue(refusal),
      })),
    );
  } catch (error) {
    if (!isFailure(error) || (error.code !== "usage" && error.code !== "not_found")) throw error;
    return error.problems.map((problem) => ({ key: keyOf(problem.with, []), problem }));
  }
}

/** What is given together is left out together. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  priority: ["priority", "priority-reason", "priority-until"],
  tag: ["tag", "untag"],
};

/** Every fault in what a form of the ticket `id` says: what is faulty is left out, and the rest looked at again. */
export async function formFaults(call: Call, stated: Stated, id: string, read: FormRead): Promise<readonly FormFault[]> {
  const found: KeyFault[] = [];
  let changes = read.flags;
  for (;;) {
    const round = (await speakingAgainst(call, stated, changes)).filter(({ key }) => key === null || found.every((known) => known.key !== key));
    found.push(...round);
    const dropped = round.flatMap(({ key }) => (key === null ? [] : (TOGETHER[key] ?? [key]))).filter((name) => changes[name] !== undefined);
    if (dropped.length === 0) break;
    changes = Object.fromEntries(Object.entries(changes).filter(([name]) => !dropped.includes(name)));
  }
  const faults = found.map(({ key, problem, ofTicket }): FormFault => {
    const { what, facts = [], todo } = saidOf({ key: problem.key, with: { ...problem.with, ...(key !== null && { flag: key }) } });
    const head = ofTicket === true ? refusedWords(id, what) : what.replace(/^--/, "");
    return { line: key === null ? null : (read.lineOf[key] ?? null), message: [head, ...facts, ...(todo === undefined ? [] : [todo])].join("\n") };
  });
  return faults.filter((fault, at) => faults.findIndex(({ line, message }) => line === fault.line && message === fault.message) === at);
}

/** The problems of a failure that a check throws. */
function attributed(check: () => void): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.problems;
  }
}
