import { expect, it } from "vitest";
import { minimal } from "../../acceptance/policy/minimal.ts";
import { makeWorld } from "../../world.ts";

it("policy test tells what it expected and got by the clocks the check was read by", async () => {
  const world = makeWorld();
  const stdin = minimal(
    {},
    "timezone: Europe/Berlin",
    "tests:",
    "  - { name: calendar, calendar: office, from: 2026-11-27 16:30, add: 1h, due: 2026-11-30 09:30 }",
    "  - { name: ticket, type: incident, priority: high, opened: 2026-11-30 02:00, resolution_due: never }",
  );
  try {
    const ran = await world.itsm("policy test -", { stdin, terminal: ["stdout"], columns: 200, env: { ITSM_TZ: "UTC" } });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("expected 2026-11-30T09:30:00+07:00, got 2026-11-30T08:30:00+07:00");
    expect(ran.stdout).toContain("expected resolution never, got resolution 2026-11-30T11:00:00+01:00");
    const { items } = await world.json("policy test -", { stdin });
    expect(items[0]).toMatchObject({ expected: "2026-11-30T09:30:00+07:00", got: "2026-11-30T08:30:00+07:00" });
  } finally {
    world.remove();
  }
});
