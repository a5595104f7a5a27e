import { EXIT } from "../../app/failure.ts";
import { runTests, type TestRun } from "../../domain/policy/run-tests.ts";
import { answersText, POLICY_TEST_FIELDS, POLICY_TEST_ITEM_FIELDS } from "../../render/fields/policy.ts";
import { policyTestPage } from "../../render/pages/policy.ts";
import { tsvCell } from "../../render/tsv.ts";
import { POLICY_WORDS } from "../../words/policy.en.ts";
import { formNamed } from "../flags/output.ts";
import { policyGiven } from "../policy-in.ts";
import { printItems } from "../print-items.ts";
import { plainLook } from "../print-one.ts";
import type { Program, Verb } from "../program.ts";
import { shownOn } from "../shown-on.ts";

/** For a pipe: a record a check; the words of people are on stderr. */
const record = ({ test, zone, ok, expected, got }: TestRun): string =>
  [ok ? POLICY_WORDS.ok : POLICY_WORDS.failed, test.name, answersText(expected, zone), answersText(got, zone), String(test.line)].map(tsvCell).join("\t");

function linesFor(program: Program, runs: readonly TestRun[], summary: string): readonly string[] {
  const { stdout } = program.io;
  if (!stdout.isTerminal) return runs.map(record);
  return shownOn(stdout, [...policyTestPage(runs), ...(runs.length > 0 ? [summary] : [])]);
}

/** Runs the checks a policy file brings along, on the policy in that file; exit 1 if one fails. */
export const verb: Verb = {
  name: "policy test",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const { file, policy, tests } = await policyGiven(program, operands[0] ?? "");
    const runs = runTests(policy, tests);
    const failed = runs.filter(({ ok }) => !ok);
    const passed = runs.length - failed.length;
    await printItems(program, form, {
      document: POLICY_TEST_FIELDS,
      head: { file, passed, failed: failed.length },
      fields: POLICY_TEST_ITEM_FIELDS,
      rows: form === "quiet" ? failed : runs,
      idOf: ({ test }) => test.name,
      look: plainLook(program),
      page: () => linesFor(program, runs, POLICY_WORDS.summary(passed, failed.length)),
    });
    if (runs.length === 0) await program.notice("policy_no_tests", { file });
    else if (!program.io.stdout.isTerminal || form !== null) await program.notice("policy_tested", { passed, failed: failed.length });
    return failed.length > 0 ? EXIT.failed : EXIT.ok;
  },
};
