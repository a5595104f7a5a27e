import { writeSync } from "node:fs";
import { openSqlite } from "../../src/store/sqlite.ts";
import { log, NOW, operation } from "./desk.ts";

/** A program of its own: logs so many tickets (`many`), or starts a register and logs one, and says each number after its commit. */
const [path = "", migrations = "", many = "1"] = process.argv.slice(2);

async function run(): Promise<void> {
  const register = await openSqlite(path, { migrations, create: "file", name: "desk", now: NOW });
  for (let i = 0; i < Number(many); i += 1) {
    const number = await register.write((tx) => log(tx, {}, {}, operation("log", `w${process.pid}`)), { timeoutSeconds: 60, onWait: () => undefined });
    writeSync(1, `${number}\n`);
  }
  await register.close();
}

run().catch((error: unknown) => {
  writeSync(2, `${String(error)}\n`);
  process.exitCode = 1;
});
