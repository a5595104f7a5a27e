import { expect, it } from "vitest";
import { makeWorld } from "../world.ts";

const TUESDAY = Date.UTC(2026, 10, 24, 2) / 1000;

it("a list says of a ticket resolved in time that its response was missed", async () => {
  const world = makeWorld(TUESDAY);
  try {
    await world.ok('log "VPN drops" --impact high --urgency high');
    world.pass(3600);
    await world.ok("resolve 1 --code fixed --note 'Restarted it.' --yes");
    const shown = await world.ok("ls status:resolved", { terminal: "all", columns: 120, rows: 50, env: { NO_COLOR: "1" } });
    expect(shown).toContain("response missed");
  } finally {
    world.remove();
  }
});
