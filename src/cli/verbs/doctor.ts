import { existsSync } from "node:fs";
import { cleanLine } from "../../render/clean.ts";
import { DIAGNOSIS_FIELDS, type Diagnosis, DOCTOR_FIELDS } from "../../render/fields/doctor.ts";
import { type Labelled, recordsLines } from "../../render/records.ts";
import { DOCTOR_LABELS, diagnosis, LOOKED_AT, summary } from "../../words/doctor.en.ts";
import { fileItems } from "../doctor/file-checks.ts";
import { type Item, note } from "../doctor/item.ts";
import { programItems } from "../doctor/program-checks.ts";
import { registerItems } from "../doctor/register-checks.ts";
import { terminalItems } from "../doctor/terminal-checks.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { printItems } from "../print-items.ts";
import { plainLook } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";
import { isServerAddress } from "../server-address.ts";
import { shownOn } from "../shown-on.ts";

const told = ({ check, state, key, with: about }: Item): Diagnosis => {
  const { message, cure } = diagnosis(key, about);
  return { check, state, rule: key, message: cleanLine(message), cure: cure === null ? null : cleanLine(cure) };
};

/** Everything looked at. A register that has still to be made is none that could be looked at. */
async function itemsOf(program: Program): Promise<readonly Item[]> {
  const { place } = program;
  const isUrl = isServerAddress(place);
  const own = !isUrl && !existsSync(place) ? [note("register", "register_none", { place })] : await registerItems(program);
  const files = isUrl ? null : fileItems(place, program.clock.now * 1000);
  return [...(await programItems(program)), ...terminalItems(program), ...own, ...(files ?? [])];
}

function page(program: Program, items: readonly Diagnosis[]): readonly string[] {
  const { stdout } = program.io;
  if (!stdout.isTerminal) return items.map(({ state, check, message, cure }) => [state, check, message, cure ?? ""].join("\t"));
  const name = (check: string): string => LOOKED_AT[check] ?? check;
  const end = summary(items.filter(({ state }) => state === "wrong").length, items.filter(({ state }) => state === "note").length);
  if (isHeard(program)) {
    const records = items.map(({ check, state, message, cure }): readonly Labelled[] => [
      [DOCTOR_LABELS.check, name(check)],
      [DOCTOR_LABELS.state, state],
      [DOCTOR_LABELS.message, message],
      ...(cure === null ? [] : [[DOCTOR_LABELS.cure, cure] as const]),
    ]);
    return [...recordsLines(records, stdout.columns), "", end];
  }
  const width = Math.max(...items.map(({ check }) => name(check).length));
  const lines = items.flatMap(({ check, state, message, cure }) => {
    const head = `${state.padEnd(5)}  ${name(check).padEnd(width)}  `;
    const indent = head.length;
    return [...shownOn(stdout, [head + message], indent), ...(cure === null ? [] : shownOn(stdout, [" ".repeat(indent) + cure], indent))];
  });
  return [...lines, end];
}

/** Looks at the program, the terminal, the register and its file. Exit 1 if something is wrong. */
export const verb: Verb = {
  name: "doctor",
  async run(program, { flags }) {
    const form = formNamed(flags);
    const items = (await itemsOf(program)).map(told);
    const ok = items.every(({ state }) => state !== "wrong");
    await printItems(program, form, {
      document: DOCTOR_FIELDS,
      head: { asOf: program.clock.now, place: program.place, ok },
      fields: DIAGNOSIS_FIELDS,
      rows: form === "quiet" ? items.filter(({ state }) => state === "wrong") : items,
      idOf: ({ check }) => check,
      look: plainLook(program),
      page: () => page(program, items),
    });
    return ok ? 0 : 1;
  },
};
