// `npm run torture`: bundles torture.ts below node_modules, where its packages are found, and runs it.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "node_modules/.cache/itsm-torture", `${process.pid}-run`);
mkdirSync(folder, { recursive: true });
try {
  const outfile = join(folder, "torture.mjs");
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, "bundle.mjs"), "torture.ts", outfile], { stdio: "inherit" });
  if (status !== 0) throw new Error("torture.ts could not be bundled");
  const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: "inherit", cwd: root });
  // It takes back what it mounted and made; only then this ends.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => signal === "SIGINT" || child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
