import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Failure } from "../../src/app/failure.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { STORE } from "../../src/words/store.en.ts";
import { log, OPTIONS, READING, refold, WAIT } from "./desk.ts";
import { folders } from "./folder.ts";

const folder = folders();
const mounted: string[] = [];
afterEach(() => {
  for (const place of mounted.splice(0)) execFileSync("umount", ["-l", place]);
});

/** A small disk in memory; null: this user may not mount. */
function disk(size: string): string | null {
  const place = join(folder(), "disk");
  mkdirSync(place);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", place], { stdio: "ignore" });
  } catch {
    return null;
  }
  mounted.push(place);
  return place;
}

/** Leaves a log behind that was never copied into the file. */
const KILLED = `const db = new (require(process.argv[1]))(process.argv[2]); db.pragma("journal_mode = wal");
  db.exec("update register set name = 'other'"); process.kill(process.pid, "SIGKILL");`;
const PACKAGE = `${import.meta.dirname}/../../node_modules/better-sqlite3`;
const killed = (path: string): unknown => spawnSync(process.execPath, ["-e", KILLED, PACKAGE, path]);

/** Writes until nothing more fits. */
function fill(place: string): void {
  for (const bytes of [100_000, 4096, 1]) {
    try {
      for (let i = 0; i < 1000; i += 1) writeFileSync(join(place, `ballast-${bytes}-${i}`), Buffer.alloc(bytes, 1));
    } catch {
      // The next size is smaller.
    }
  }
}

const probe = disk("1m");
if (probe !== null) execFileSync("umount", ["-l", mounted.pop() as string]);

describe.skipIf(probe === null)("a disk that is full", () => {
  it.each(["closed", "open in another program", "left by a program that was killed"])("is read, and refuses to be written: a register %s", async (how) => {
    const place = disk("4m") as string;
    const path = join(place, "itsm.db");
    const first = await openSqlite(path, OPTIONS);
    await first.write((tx) => log(tx), WAIT);
    if (how !== "open in another program") await first.close();
    if (how.startsWith("left")) killed(path);
    fill(place);
    const reader = await openSqlite(path, READING);
    expect(reader.readOnly).toBe(true);
    expect(await reader.tickets([1])).toHaveLength(1);
    await expect(reader.write((tx) => log(tx), WAIT)).rejects.toMatchObject({ code: "unavailable", problems: [{ key: "disk_full" }] });
    await reader.close();
    if (how === "open in another program") await first.close();
    execFileSync("sh", ["-c", `rm ${place}/ballast-*`]);
    const after = await openSqlite(path, READING);
    expect(await after.write((tx) => log(tx), WAIT)).toBe(2);
    await after.close();
  });

  it("that becomes full between two writes of a run is not said to have lost the first", async () => {
    const place = disk("4m") as string;
    const register = await openSqlite(join(place, "itsm.db"), OPTIONS);
    const much = (): Promise<void> =>
      register.write(async (tx) => {
        for (let i = 0; i < 200; i += 1) await log(tx, {}, { description: "x".repeat(60_000) });
      }, WAIT);
    const told = async (): Promise<string> => {
      const { problems } = (await much().catch((error: unknown) => error)) as Failure;
      return problems.map(({ key, with: about }) => STORE[key]?.(about)).join();
    };
    expect(await told()).toMatch(/is full\. Nothing was written\.$/);
    await register.write((tx) => log(tx), WAIT);
    expect(await told()).toMatch(/is full\. What this call had written before is kept\.$/);
    await register.close();
  });

  it("that becomes full during a write leaves the register as it was", async () => {
    const place = disk("4m") as string;
    const path = join(place, "itsm.db");
    const register = await openSqlite(path, OPTIONS);
    await register.write((tx) => log(tx), WAIT);
    await expect(
      register.write(async (tx) => {
        for (let i = 0; i < 200; i += 1) await log(tx, {}, { description: "x".repeat(60_000) });
      }, WAIT),
    ).rejects.toMatchObject({ code: "unavailable", problems: [{ key: "disk_full" }] });
    expect(await register.state()).toMatchObject({ numbers: 1 });
    expect(await register.write((tx) => log(tx), WAIT)).toBe(2);
    const faults: unknown[] = [];
    await register.verify({ refold, against: null, progress: () => undefined }, (fault) => faults.push(fault));
    expect(faults).toEqual([]);
    await register.close();
  });

  it("refuses to hold a new register", async () => {
    const place = disk("200k") as string;
    await expect(openSqlite(join(place, "itsm.db"), OPTIONS)).rejects.toMatchObject({ code: "unavailable", problems: [{ key: "disk_full" }] });
  });
});

describe.skipIf(probe === null)("a disk that is read-only", () => {
  it.each(["closed", "left by a program that was killed"])("is read, and refuses to be written: a register %s", async (how) => {
    const place = disk("4m") as string;
    const path = join(place, "itsm.db");
    const first = await openSqlite(path, OPTIONS);
    await first.write((tx) => log(tx), WAIT);
    await first.close();
    if (how.startsWith("left")) killed(path);
    execFileSync("mount", ["-o", "remount,ro", place]);
    const reader = await openSqlite(path, READING);
    expect(reader.readOnly).toBe(true);
    expect(await reader.tickets([1])).toHaveLength(1);
    await expect(reader.write((tx) => log(tx), WAIT)).rejects.toMatchObject({ code: "unavailable", problems: [{ key: "register_read_only" }] });
    await reader.close();
  });
});
