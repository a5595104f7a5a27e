// Bundles a TypeScript program of this folder: `node test/torture/bundle.mjs hand.ts OUT.mjs`. Each source keeps its own folder.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundled } from "../bundled.mjs";

const ownFolders = {
  name: "own-folders",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
      loader: "ts",
    }));
  },
};

/** What the tests stand on speaks of them too; loading vitest would take longer than much of what a hand does. */
const withoutTests = {
  name: "without-tests",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: "vitest", namespace: "without-tests" }));
    onLoad({ filter: /.*/, namespace: "without-tests" }, () => ({ contents: "export const it = { runIf: () => undefined }; export const describe = it;" }));
  },
};

const [program, outfile] = process.argv.slice(2);
await bundled(join(import.meta.dirname, program), outfile, [ownFolders, withoutTests]);
