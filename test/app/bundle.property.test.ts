import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

/** What somebody may do to a desk; `n` is one of its tickets. A refusal is as good as anything. */
const ACTS: readonly ((n: number, text: string) => readonly string[])[] = [
  (_, text) => ["log", "--impact", "high", "--urgency", "high", "--requester", text, "--contact", text, "-t", "a", "--description", text, "--", text],
  (n, text) => ["note", `${n}`, text, "--public"],
  (n) => ["start", `${n}`, "--steal"],
  (n, text) => ["hold", `${n}`, "--reason", "awaiting-requester", "--until", "in 2h", "--note", text],
  (n) => ["resume", `${n}`],
  (n, text) => ["edit", `${n}`, "-p", "low", "--priority-reason", text, "--priority-until", "in 1h"],
  (n, text) => ["affected", `${n}`, "--add", text],
  (n) => ["link", `${n}`, "relates-to", "1"],
  (n, text) => ["resolve", `${n}`, "--code", "fixed", "--note", text],
  (n) => ["close", `${n}`, "--category", "other"],
  (n, text) => ["reopen", `${n}`, "--reason", text],
  (n, text) => ["cancel", `${n}`, "--reason", text],
  () => ["undo"],
  (n) => ["undo", `op-${n}`],
  () => ["sweep"],
  () => ["policy", "apply", "POLICY", "--open", "adopt"],
  (_, text) => ["kb", "add", "--title", text, "--symptom", text, "--workaround", text],
  (n) => ["kb", "use", "K-1", `${n}`],
];

const TEXT = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.constantFrom("Budi Santoso", "=1+1", '"quoted", \\back', "два слова", "__proto__", "1", "😀 \u202e x", "line\u2028sep"),
);
const STEP = fc.record({ act: fc.nat(ACTS.length - 1), n: fc.integer({ min: 1, max: 4 }), text: TEXT, pass: fc.integer({ min: 0, max: 200_000 }) });

async function live(world: World, steps: readonly { readonly act: number; readonly n: number; readonly text: string; readonly pass: number }[]): Promise<void> {
  const path = join(world.folder, "policy.yaml");
  await world.ok(["log", "The first"]);
  const usual = await world.ok(["policy", "show"]);
  let hours = 8;
  for (const { act, n, text, pass } of steps) {
    world.pass(pass);
    hours = hours === 8 ? 6 : 8;
    writeFileSync(path, usual.replaceAll("resolution: 8h", `resolution: ${hours}h`));
    await world.itsm((ACTS[act] as (typeof ACTS)[number])(n, text).map((word) => (word === "POLICY" ? path : word)));
  }
}

it("is the same, byte for byte, when what it made is exported again: a bundle", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 8, maxLength: 25 }), async (steps) => {
      const world = makeWorld();
      try {
        await live(world, steps);
        const [one, two, db] = ["one", "two", "copy.db"].map((name) => join(world.folder, name)) as [string, string, string];
        await world.ok(["export", "--bundle", one]);
        await world.ok(["import", "--bundle", one, "--db", db]);
        await world.ok(["export", "--bundle", two, "--db", db]);
        expect(readFileSync(two, "utf8")).toBe(readFileSync(one, "utf8"));
        expect((await world.json(["db", "check", "--full"])).findings).toEqual([]);
        expect((await world.json(["db", "check", "--full", "--db", db])).findings).toEqual([]);
        const listed = ["list", "is:open,closed", "sort:number", "--all"];
        expect((await world.json([...listed, "--db", db])).items).toEqual((await world.json(listed)).items);
      } finally {
        world.remove();
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);
