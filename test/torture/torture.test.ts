import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { untried } from "./calls.ts";
import { lineOf, wrongIn } from "./case.ts";
import { CASES } from "./cases.ts";
import { makeGround } from "./ground.ts";

/** Long enough for a machine that is busy with other things; what hangs is ended by the cases themselves. */
const PATIENCE_MS = 240_000;

describe("the fault tests, at their small size", () => {
  let ground: ReturnType<typeof makeGround>;
  beforeEach(() => {
    ground = makeGround();
  });
  afterEach(() => ground.end(), PATIENCE_MS);

  for (const each of CASES) {
    const why = each.missing();
    // Where everything is to be proved, what cannot run has failed.
    const runs = why === null || (process.env.CI === "true" && each.elsewhere === undefined);
    it.runIf(runs)(
      why === null ? each.name : `${each.name} (${why})`,
      async () => {
        expect(why).toBeNull();
        const findings = await each.run(ground, each.sizes.ci);
        expect(wrongIn(findings), lineOf(each, findings)).toEqual([]);
      },
      PATIENCE_MS,
    );
  }
});

it("has a call of every verb, or knows that it needs none", () => {
  expect(untried(), "say in test/torture/calls.ts how these verbs are called").toEqual([]);
});
