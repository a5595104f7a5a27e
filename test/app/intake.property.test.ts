import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { OPEN } from "../../src/domain/ticket/ticket.ts";
import { cancel, close, resolve, start } from "../domain/ticket/commands.ts";
import { onPostgres } from "../postgres.ts";
import { refold } from "../store/desk.ts";
import { deliver } from "./alerts.ts";
import { TestDesk } from "./desk.ts";

const KEYS = ["a", "b", "c"];
const word = fc.constantFrom(...KEYS, ...KEYS.map((key) => `-${key}`));
const delivery = fc.record({ says: fc.array(word, { minLength: 1, maxLength: 8 }), resolves: fc.boolean() });
/** What people do in between to some ticket there is. */
const act = fc.record({ act: fc.constantFrom("resolve", "close", "cancel", "start", "undo"), which: fc.nat(20) });
const life = fc.array(fc.oneof({ weight: 3, arbitrary: delivery }, { weight: 1, arbitrary: act }), { minLength: 1, maxLength: 12 });

let desk: TestDesk;
afterEach(async () => desk.register.close());

async function step(one: { readonly says: readonly string[]; readonly resolves: boolean } | { readonly act: string; readonly which: number }): Promise<void> {
  if ("says" in one) {
    await deliver(desk, { says: one.says.join(" "), resolves: one.resolves });
    return;
  }
  const { numbers, operations } = await desk.register.state();
  if (numbers === 0) return;
  const number = (one.which % numbers) + 1;
  if (one.act === "undo") await desk.undo((one.which % operations) + 1).catch(() => undefined);
  else if (one.act === "resolve") await desk.do("resolve", [number], resolve());
  else if (one.act === "close") await desk.do("close", [number], close({ code: "fixed", note: "x" }));
  else if (one.act === "cancel") await desk.do("cancel", [number], cancel());
  else await desk.do("start", [number], start());
}

it("whatever comes in whatever order, one key never has two open tickets, every firing is counted and the history is whole", async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      desk = await TestDesk.open();
      const undone = steps.some((one) => "act" in one && one.act === "undo");
      for (const one of steps) {
        await step(one);
        const { numbers } = await desk.register.state();
        const rows = await desk.register.tickets(Array.from({ length: numbers }, (_, i) => i + 1));
        const open = rows.filter((row) => OPEN.includes(row.status)).map((row) => row.key);
        // Undoing the end of a ticket that another one follows by now is a person's doing.
        if (!undone) expect(new Set(open).size).toBe(open.length);
        if (!("says" in one)) continue;
        for (const key of KEYS) {
          const last = one.says.findLast((said) => said.endsWith(key));
          const meant = rows.filter((row) => row.key === key && row.void === 0).at(-1);
          if (last === key) expect(OPEN).toContain(meant?.status);
        }
      }
      const firings = steps.flatMap((one) => ("says" in one ? one.says.filter((said) => !said.startsWith("-")) : []));
      const { numbers } = await desk.register.state();
      const rows = await desk.register.tickets(Array.from({ length: numbers }, (_, i) => i + 1));
      if (!undone) expect(rows.reduce((sum, row) => sum + row.occurrences, 0)).toBe(firings.length);
      const faults: unknown[] = [];
      await desk.register.verify({ refold, against: null, progress: () => undefined }, (fault) => faults.push(fault));
      expect(faults).toEqual([]);
      await desk.register.close();
    }),
    { numRuns: onPostgres ? 15 : 60 },
  );
});
