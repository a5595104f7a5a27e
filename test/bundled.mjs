import { build } from "esbuild";

/** Bundles a TypeScript program into one file; packages stay where they are. */
export const bundled = (program, outfile, plugins = []) =>
  build({
    entryPoints: [program],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    plugins,
  });
