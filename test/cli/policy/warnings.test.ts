import { expect, it } from "vitest";
import { minimal } from "../../acceptance/policy/minimal.ts";
import { makeWorld } from "../../world.ts";

const SAID = [
  "Priority low has no target, so none of its tickets has a clock.",
  "Of the targets of request high in office, the response (8h) is longer than the resolution (4h).",
  "Rota night has nobody in it.",
  "Hold reason vendor is reminded of after 10d, but its max is 5d, which comes first.",
];

it("policy check warns of what can be applied and will hardly be meant", async () => {
  const world = makeWorld();
  const targets =
    "targets: [ { priority: high, resolution: 4h, calendar: office }, { type: request, priority: high, response: 8h, resolution: 4h, calendar: office } ]";
  const stdin = minimal(
    { targets },
    "oncall: { night: { starts: 2026-11-02, people: [] } }",
    "hold_reasons: { vendor: { remind: 10d, max: 5d }, user: { remind: 1d, max: 5d } }",
  );
  try {
    const { code, stdout, stderr } = await world.itsm("policy check -", { stdin });
    expect({ code, said: stderr.trimEnd().split("\n") }).toEqual({ code: 0, said: SAID.map((sentence) => `warning: ${sentence}`) });
    expect(stdout).toContain("can be applied");
    expect((await world.json("policy check -", { stdin })).warnings).toEqual(SAID);
    expect(await world.itsm("policy check -", { stdin: minimal() })).toMatchObject({ code: 0, stderr: "" });
    expect((await world.json("policy check -", { stdin: minimal() })).warnings).toEqual([]);
  } finally {
    world.remove();
  }
});
