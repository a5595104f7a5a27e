import { expect, it } from "vitest";
import { fail, isFailure } from "../../src/app/failure.ts";
import { addKnownError, retireKnownError, type Writing } from "../../src/app/known-error-writes.ts";
import type { Register } from "../../src/app/ports.ts";
import { TestDesk } from "./desk.ts";

const WRITING: Writing = {
  me: "sari",
  via: "tester",
  now: 1_795_488_065,
  heldClock: true,
  run: null,
  dryRun: false,
  wait: { timeoutSeconds: 5, onWait: () => undefined },
};
const STATED = { title: "VPN drops", symptom: "The tunnel is lost every hour", cause: null, workaround: "Reconnect.", from: null };

/** The same register on a disk whose last sync fails: what was written is there, and nobody can say so. */
const unsure = (register: Register): Register => ({
  ...register,
  write: async (work, wait) => {
    await register.write(work, wait);
    throw fail("unavailable", "outcome_unknown", { path: "itsm.db" });
  },
});

async function tokenOf(write: Promise<unknown>): Promise<string> {
  const error = await write.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isFailure(error)) throw new Error("it did not fail");
  expect(error.problems[0]).toMatchObject({ key: "outcome_unknown", with: { path: "itsm.db", token: expect.stringMatching(/^op-\d+:[0-9a-f]{16}$/) } });
  return String(error.problems[0]?.with?.token);
}

it("of a known error names the token under which the same call writes it once", async () => {
  const { register } = await TestDesk.open();
  const added = await tokenOf(addKnownError(unsure(register), STATED, WRITING));
  expect(await addKnownError(register, STATED, { ...WRITING, run: added })).toMatchObject({ repeated: true, entry: { id: 1 } });
  const retired = await tokenOf(retireKnownError(unsure(register), 1, "outdated", WRITING));
  expect(await retireKnownError(register, 1, "outdated", { ...WRITING, run: retired })).toMatchObject({ repeated: true, entry: { id: 1 } });
  expect(await (await register.insight()).knownErrors(null)).toHaveLength(1);
});

it("names the token that was given", async () => {
  const { register } = await TestDesk.open();
  const write = addKnownError(unsure(register), STATED, { ...WRITING, run: "mine" });
  await expect(write).rejects.toMatchObject({ problems: [{ key: "outcome_unknown", with: { token: "mine" } }] });
});
