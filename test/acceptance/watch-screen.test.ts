import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type FakeScreen, fakeScreen } from "../cli/watch/fake-screen.ts";
import { makeWorld } from "../world.ts";

const PATH = join(import.meta.dirname, "../../README.md");
const BLOCK = /^```text watch\n(.*?)^```$/ms;

it("README.md shows the screen of a watch as it is", async () => {
  const world = makeWorld();
  await world.ok('log "VPN drops every hour" --impact high --urgency medium --channel phone');
  await world.ok('log "Printer on floor 3 is offline" --impact low --urgency high');
  await world.ok('log "New laptop for Ratna" --type request');
  world.pass(2 * 3600);
  let shown = "";
  const screen: FakeScreen = fakeScreen(
    [
      "j",
      async () => {
        world.pass(48);
        await world.ok("start 2 --as budi");
        await world.ok('log "Mail is down for everybody" --impact high --urgency high');
      },
      () => {
        shown = screen.text();
      },
      "q",
    ],
    [80, 10],
  );
  await world.ok("watch", { terminal: "all", env: { TERM: "xterm", NO_COLOR: "1" }, screen });
  world.remove();
  const block = `\`\`\`text watch\n${shown}\n\`\`\``;
  const page = readFileSync(PATH, "utf8");
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PATH, page.replace(BLOCK, block));
  else expect(BLOCK.exec(page)?.[0]).toBe(block);
});
