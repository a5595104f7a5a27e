import { deskOf } from "../../app/desk.ts";
import { fail, type Problem } from "../../app/failure.ts";
import { refoldBy } from "../../app/refold.ts";
import { type AuditFault, type AuditReport, VERIFY_FIELDS } from "../../render/fields/register.ts";
import { AUDIT } from "../../words/audit.en.ts";
import { DOING } from "../../words/care.en.ts";
import { progressOn } from "../care/progress.ts";
import { textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Flags, Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** So many faults are kept; a register altered throughout has one for every event. */
const KEPT = 1000;

/** `op-215:HASH`, as `audit head` printed it. */
function againstOf(flags: Flags): { readonly seq: number; readonly hash: string } | null {
  const text = textOf(flags, "against");
  if (text === null) return null;
  const parts = /^op-(0|[1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.trim());
  if (parts === null) throw fail("usage", "no_head", { text });
  return { seq: Number(parts[1]), hash: (parts[2] as string).toLowerCase() };
}

const integerOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const faultOf = ({ key, with: about }: Problem): AuditFault => ({
  rule: key,
  message: AUDIT[key]?.(about) ?? key,
  operation: integerOrNull(about.seq),
  number: integerOrNull(about.number),
  version: integerOrNull(about.version),
});

/** Proves chains, numbers, texts, and that every row is what its history makes of it. Exit 1 on a fault. */
export const verb: Verb = {
  name: "audit verify",
  async run(program, { flags }) {
    const against = againstOf(flags);
    const register = await program.openRegister("read");
    const { calendarOf } = await deskOf(register, program.clock.now);
    const faults: AuditFault[] = [];
    let found = 0;
    const { progress, end } = progressOn(program, DOING.checking);
    const options = { refold: refoldBy(calendarOf), against, progress };
    const counts = await register
      .verify(options, (problem) => {
        found += 1;
        if (faults.length < KEPT) faults.push(faultOf(problem));
      })
      .finally(end);
    const report: AuditReport = { ...counts, against: textOf(flags, "against"), faults };
    const head = `op-${counts.operations}:${counts.head}`;
    if (formNamed(flags) !== null) printOne(program, VERIFY_FIELDS, report, head, plainLook(program));
    else {
      const { stdout } = program.io;
      const lines = [...faults.map(({ message }) => message), await program.say("audited", { ...counts, faults: found })];
      for (const line of shownOn(stdout, lines)) stdout.write(`${line}\n`);
    }
    if (found > 0) program.io.stderr.write(`error: ${await program.say("audit_failed", { found })}\n`);
    return found > 0 ? 1 : 0;
  },
};
