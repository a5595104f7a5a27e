import { generate, sizeOf } from "./generate.ts";

const [size, path] = process.argv.slice(2);
if (size === undefined || path === undefined || !/^\d+$/.test(size)) {
  process.stderr.write("usage: node test/bench/run.mjs generate-cli.ts SIZE FILE\n");
  process.exitCode = 2;
} else {
  const begun = performance.now();
  await generate(path, sizeOf(Number(size)), {
    migrations: "migrations",
    tell: (done) => process.stderr.write(`${done} tickets, ${Math.round((performance.now() - begun) / 1000)} s\n`),
  });
  process.stderr.write(`complete after ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
}
