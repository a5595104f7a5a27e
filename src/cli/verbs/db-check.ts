import { type Desk, deskOf } from "../../app/desk.ts";
import { refoldBy } from "../../app/refold.ts";
import { CHECK_FIELDS, type Checked, type Finding } from "../../render/fields/care.ts";
import { DOING, findingWords } from "../../words/care.en.ts";
import { progressOn } from "../care/progress.ts";
import { isOn } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** So many findings are kept; a register that was overwritten has one on every page. */
const KEPT = 1000;

async function printFindings(program: Program, checked: Checked): Promise<void> {
  const { stdout } = program.io;
  const lines = checked.findings.flatMap(({ message, cure }) => [message, `  ${cure}`]);
  for (const line of shownOn(stdout, [...lines, await program.say("checked", { ...checked, findings: checked.found })])) stdout.write(`${line}\n`);
}

/** Looks the register over, quickly or through and through. Exit 1 on a finding. */
export const verb: Verb = {
  name: "db check",
  async run(program, { flags }) {
    const full = isOn(flags, "full");
    const form = formNamed(flags);
    const register = await program.openRegister("read", { upgrade: false });
    const keeper = await register.keeper();
    let desk: Desk | null = null;
    if (full) desk = await deskOf(register, program.clock.now);
    const findings: Finding[] = [];
    let found = 0;
    const { progress, end } = progressOn(program, DOING.checking);
    const options = { full, refold: refoldBy((...about) => (desk as Desk).calendarOf(...about)), progress };
    const held = await keeper
      .check(options, ({ key, with: about }) => {
        found += 1;
        if (findings.length < KEPT) findings.push({ rule: key, ...findingWords(key, about) });
      })
      .finally(end);
    const checked: Checked = { ...held, place: register.place, full, found, findings };
    if (form !== null) printOne(program, CHECK_FIELDS, checked, found === 0 ? "ok" : findings.map(({ rule }) => rule).join("\n"), plainLook(program));
    else await printFindings(program, checked);
    program.io.stdout.flush();
    if (found > 0) program.io.stderr.write(`error: ${await program.say("check_failed", { findings: found })}\n`);
    return found > 0 ? 1 : 0;
  },
};
