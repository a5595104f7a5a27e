import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { builtProgram, type Ended } from "../built-program.ts";

const folder = mkdtempSync(join(tmpdir(), "itsm-at-once-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const itsm = builtProgram(folder);

it("gives two processes that apply at once a version each, and the same policy only one", async () => {
  const path = join(folder, "policies.db");
  expect((await itsm(["log", "One", "--db", path])).code).toBe(0);
  const text = (await itsm(["policy", "show", "--db", path])).stdout;
  const files = ["15m", "10m", "5m"].map((response, i) => {
    const file = join(folder, `policy-${i}.yaml`);
    writeFileSync(file, text.replace("response: 15m", `response: ${response}`).replace("name: default", `name: rules ${Math.min(i, 1)}`));
    return file;
  });
  const apply = (file: string): Promise<Ended> => itsm(["policy", "apply", file, "--open", "adopt", "--json", "--db", path]);
  const [one, other] = await Promise.all([apply(files[0]!), apply(files[1]!)]);
  expect([JSON.parse(one.stdout).version, JSON.parse(other.stdout).version].toSorted()).toEqual([2, 3]);
  const same = await Promise.all([apply(files[2]!), apply(files[2]!)]);
  expect(same.map(({ stdout }) => JSON.parse(stdout).outcome).toSorted()).toEqual(["changed", "unchanged"]);
  expect((await itsm(["policy", "log", "--db", path, "-o", "version,open"])).stdout).toBe("4\t1\n3\t0\n2\t0\n1\t0\n");
  expect((await itsm(["audit", "verify", "--db", path])).code).toBe(0);
}, 60_000);
