// Bundles a TypeScript program of this folder and runs it: `node test/bench/run.mjs bench.ts --quick`.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundled } from "../bundled.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [program, ...args] = process.argv.slice(2);
// Below node_modules, so that the packages it leaves out are found from there.
const folder = join(here, "../../node_modules/.cache/itsm-bench");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, program.replace(/\.ts$/, ".mjs"));
await bundled(join(here, program), outfile);
process.argv = [process.argv[0], outfile, ...args];
await import(pathToFileURL(outfile).href);
