import { fail, isFailure } from "../../app/failure.ts";
import { editable } from "../../domain/ticket/acts/edit.ts";
import { describedIn } from "../../domain/ticket/fold.ts";
import { ticketOf } from "../../domain/ticket/row-of.ts";
import type { Attempt } from "../attempt.ts";
import { withPath } from "../edit-kept.ts";
import { discard, edited, kept } from "../editor.ts";
import { textOf } from "../flag-values.ts";
import { clashes, type FormRead, readForm, withFaults, withoutFaults } from "../form/read-form.ts";
import { type Form, type FormSubject, formOf, formText } from "../form/ticket-form.ts";
import { saidOf } from "../say.ts";
import { settled } from "../settled.ts";
import type { Call, Stated } from "../write-verb.ts";
import { formFaults } from "./form-faults.ts";
import { tellLines } from "./hearing.ts";

/** The one ticket of a form; null: there is none that could be edited. */
async function subjectOf({ register, desk, program }: Call, number: number): Promise<FormSubject | null> {
  return register.snapshot(async (reads) => {
    const [row] = await reads.tickets([number]);
    if (row === undefined || row.void === 1 || editable(row.status)?.length === 0) return null;
    const history = (await reads.histories([number])).get(number) ?? [];
    return { ticket: ticketOf(row), description: describedIn(history), rules: desk.rules, zone: program.zone };
  });
}

const isSame = (a: string, b: string): boolean => a.trimEnd() === b.trimEnd();

/** A form as somebody filled it in, without a fault. `stated`: with what it says. */
interface Filled {
  readonly text: string;
  readonly read: FormRead;
  readonly stated: Stated;
}

/** Has a form filled in until it has no fault. Null: nothing was changed. */
async function filledIn(call: Call, stated: Stated, form: Form, first: string): Promise<Filled | null> {
  const { program } = call;
  const name = `${form.id}.txt`;
  for (let shown = first; ; ) {
    const saved = await edited(program, shown, name).catch((error: unknown) => {
      // What the editor did not touch is still what was typed before.
      throw shown === first || (isFailure(error) && error.problems.some(({ key }) => key === "text_kept"))
        ? error
        : withPath(error, kept(program, shown, name));
    });
    if (saved.trim() === "") return null;
    if (shown !== first && isSame(saved, shown)) throw withPath(fail("cancelled", "form_given_up"), kept(program, saved, name));
    const text = withoutFaults(saved);
    const read = readForm(text, form);
    const said = { ...stated, flags: { ...stated.flags, ...read.flags } };
    if (read.faults.length === 0 && Object.keys(read.changed).length === 0) return null;
    const faults = [...read.faults, ...(await formFaults(call, stated, form.id, read))];
    if (faults.length === 0) return { text, read, stated: said };
    shown = withFaults(text, faults);
  }
}

/**
 * Edits one ticket in a form, in the person's editor, and carries out the difference. What somebody else changed meanwhile
 * and the form did not stays; what both changed is refused. Where nothing came of it the form stays in a file.
 */
export async function byForm(call: Call, stated: Stated): Promise<Attempt> {
  const { program, register, chosen } = call;
  const numbers = chosen.kind === "numbers" ? chosen.numbers : [];
  const [number] = numbers;
  if (chosen.kind === "where" || numbers.length > 1) throw fail("usage", "form_one_ticket", { count: chosen.kind === "where" ? null : numbers.length });
  await settled(program, register);
  const subject = number === undefined ? null : await subjectOf(call, number);
  // Any change at all has it say why there can be none.
  if (number === undefined || subject === null) return call.attempt(await call.order({ ...stated, flags: { ...stated.flags, title: "…" } }));
  const form = formOf(subject, textOf(stated.flags, "reason") ?? "");
  const filled = await filledIn(call, stated, form, formText(form, subject));
  if (filled === null) return call.attempt(await call.order(stated));
  const path = kept(program, filled.text, `${form.id}.txt`);
  try {
    const own = new Map([
      [
        number,
        {
          changedSince: (ticket: FormSubject["ticket"], description: string | null) =>
            clashes(filled.read.changed, form, formOf({ ...subject, ticket, description })),
        },
      ],
    ]);
    const done = await call.attempt(await call.order({ ...filled.stated, own }));
    if (done.error === null && done.result.exit === 0) discard(path);
    else tellLines(program, [saidOf({ key: "text_kept", with: { path } }).what]);
    return done;
  } catch (error) {
    throw withPath(error, path);
  }
}
