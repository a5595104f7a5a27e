// One self-contained chunk a verb, so that a command loads nothing it does not run. esbuild cannot split CommonJS:
// what `src` imports late becomes a file of its own, `late-<name>.cjs`, required when it is needed.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { native } from "./native.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");
const src = join(root, "src");

/** Data and functions of a source file, for this script. */
async function loaded(file) {
  const { outputFiles } = await build({ entryPoints: [join(src, file)], bundle: true, format: "esm", write: false, logLevel: "silent" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

/** A chunk knows the row of its own verb alone: all others are somebody else's. Help tells about all. */
const ownRow = (row) => ({
  name: "own-row",
  setup({ onLoad }) {
    if (row === null || row.name === "help") return;
    onLoad({ filter: /[\\/]cli[\\/]manifest\.ts$/ }, () => {
      const kept = JSON.stringify({ ...row, examples: row.examples.slice(0, 1) }).replace('"most":null', '"most":Number.POSITIVE_INFINITY');
      return { contents: `export const MANIFEST = [${kept}];\n`, loader: "ts" };
    });
  },
});

const lateName = (file) => `late-${basename(file, ".ts")}`;

/** Takes late imports out of a bundle and remembers them. */
const lateFiles = (queue) => ({
  name: "late-files",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return null;
      const file = resolve(resolveDir, path);
      const known = queue.get(lateName(file));
      if (known !== undefined && known !== file)
        throw new Error(`two late files would be ${lateName(file)}.cjs: ${relative(root, known)} and ${relative(root, file)}`);
      queue.set(lateName(file), file);
      return { path: `./${lateName(file)}.cjs`, external: true };
    });
  },
});

const inPackage = (importer, name) => importer.includes(join("node_modules", name));

/**
 * Parts of packages that nothing here can reach: commander's help, suggestions and subprocesses (verbs are in this
 * process, and have words of their own), better-sqlite3's functions in SQL and backups, and the package that looks for
 * its native part, whose path is given as an option; pg's pool, native client and addresses in one text. What pg takes of
 * node:crypto is loaded where a server asks for a password.
 */
const UNUSED = [
  { package: "commander", filter: /^node:child_process$/, contents: "module.exports = {}" },
  { package: "commander", filter: /^\.\/(lib\/)?help(\.js)?$/, contents: "exports.Help = class {}; exports.stripColor = (text) => text" },
  { package: "commander", filter: /^\.\/suggestSimilar(\.js)?$/, contents: "exports.suggestSimilar = () => ''" },
  {
    package: "better-sqlite3",
    filter: /^\.\/methods\/(table|aggregate|function)(\.js)?$/,
    contents: "module.exports = () => { throw new Error('left out of this build') }",
  },
  {
    package: "better-sqlite3",
    filter: /^\.\/methods\/backup(\.js)?$/,
    contents: "module.exports = () => { throw new Error('left out of this build') }",
    butIn: ["db-backup", "late-restore"],
  },
  {
    package: "better-sqlite3",
    filter: /^bindings$/,
    contents: "module.exports = () => { throw new Error('better-sqlite3 is opened without the path of its native part') }",
  },
  { package: "pg", filter: /^(dns|pgpass|pg-cloudflare|\.\/native|pg-connection-string)$/, contents: "module.exports = {}" },
  { package: "pg", filter: /^pg-pool$/, contents: "module.exports = class {}" },
  {
    // To find out that it runs in Node, pg would load all that fetch needs, a third of a start.
    package: "pg",
    filter: /^\.\/stream$/,
    contents: `exports.getStream = () => new (require("node:net").Socket)();
      exports.getSecureStream = (options) => require("node:tls").connect(options);`,
  },
  {
    package: "pg",
    filter: /^crypto$/,
    contents: `const crypto = () => require("node:crypto");
      const subtle = new Proxy({}, { get: (_, name) => (...given) => crypto().webcrypto.subtle[name](...given) });
      module.exports = { webcrypto: { subtle, getRandomValues: (into) => crypto().webcrypto.getRandomValues(into) }, createHash: (name) => crypto().createHash(name) };`,
  },
];

const unusedParts = (chunk) => ({
  name: "unused-parts",
  setup({ onResolve, onLoad }) {
    UNUSED.forEach((part, index) => {
      if (part.butIn?.includes(chunk)) return;
      onResolve({ filter: part.filter }, ({ importer, path }) =>
        inPackage(importer, part.package) ? { path: `${index}:${path}`, namespace: "unused" } : null,
      );
    });
    onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({ contents: UNUSED[Number(path.split(":")[0])].contents }));
  },
});

const INSTALLATION = `() => ({
  migrations: require("node:path").join(__dirname, "..", "migrations"),
  nativeBinding: (() => {
    const beside = require("node:path").join(__dirname, "..", "node_modules", "better-sqlite3", "build", "Release", "better_sqlite3.node");
    return require("node:fs").existsSync(beside) ? beside : require.resolve("better-sqlite3/build/Release/better_sqlite3.node");
  })(),
})`;

const entry = (file) => `import { main } from "./main.ts";
${file === null ? "const verb = undefined;" : `import { verb } from "./cli/verbs/${file}.ts";`}
void main(${file === null ? "() => undefined" : `(row) => (row.name === verb.name ? verb : undefined)`}, ${INSTALLATION});
`;

const COMPLETE_ENTRY = `import { complete } from "./complete.ts";
void complete(${INSTALLATION});
`;

async function bundle(out, queue, name, input, row = null) {
  await build({
    ...input,
    outfile: join(out, `${name}.cjs`),
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    // The text of one function, for the loader in bin.
    banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
    footer: { js: "})" },
    minify: !process.argv.includes("--readable"),
    legalComments: "none",
    logLevel: "warning",
    supported: { "dynamic-import": false },
    // Asked for at run time only, on the machine it runs on.
    external: ["better-sqlite3/build/Release/better_sqlite3.node"],
    absWorkingDir: root,
    plugins: [lateFiles(queue), unusedParts(name), ownRow(row)],
  });
}

async function buildInto(out) {
  const { MANIFEST } = await loaded("cli/manifest.ts");
  const { chunkOf } = await loaded("cli/find-verb.ts");
  const late = new Map();
  const chunks = [["all", null, null]];
  for (const row of MANIFEST) {
    if (existsSync(join(src, "cli/verbs", `${chunkOf(row)}.ts`))) chunks.push([chunkOf(row), chunkOf(row), row]);
    else console.error(`no file for the verb ${row.name}`);
    for (const alias of row.aliases ?? []) writeFileSync(join(out, `${alias}.cjs`), `(function (exports, require) { require("./${chunkOf(row)}.cjs"); })\n`);
  }
  await Promise.all(chunks.map(([name, file, row]) => bundle(out, late, name, { stdin: { contents: entry(file), resolveDir: src, loader: "ts" } }, row)));
  // No verb can be called so; the scripts of the shells know it.
  await bundle(out, late, "__complete", { stdin: { contents: COMPLETE_ENTRY, resolveDir: src, loader: "ts" } });
  const done = new Set();
  for (;;) {
    const [name, file] = [...late].find(([each]) => !done.has(each)) ?? [];
    if (name === undefined) break;
    done.add(name);
    await bundle(out, late, name, { entryPoints: [file] });
  }
}

/** Puts a finished build in the place of the last one; of two that finish together either may stay. */
function putInPlace(made) {
  const old = `${made}-old`;
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      if (existsSync(dist)) renameSync(dist, old);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    try {
      renameSync(made, dist);
      break;
    } catch (error) {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    }
    rmSync(old, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}

/** Command lines of a day, each `wrapped` for the chunk it runs: what they compile need not be compiled again. */
const WARM = [
  ["--version"],
  ["--help"],
  ["log", "Printer offline", "--impact", "low", "--urgency", "high", "--requester", "Sari", "--description", "Third floor"],
  ["list"],
  ["list", "--open", "--priority", "high", "--json"],
  ["list", "printer", "opened:1d..", "--csv"],
  ["search", "printer"],
  ["sla", "--within", "8h"],
  ["next"],
  ["brief"],
  ["show", "1", "--json"],
  ["assign", "1", "--to", "@me"],
  ["start", "1"],
  ["note", "1", "Looking into it."],
  ["hold", "1", "--reason", "awaiting-vendor", "--until", "in 2h"],
  ["resume", "1"],
  ["edit", "1", "--category", "hardware/printer"],
  ["resolve", "1", "--code", "fixed", "--note", "Plugged in."],
  ["close", "1"],
  ["undo"],
  ["whoami"],
  // Nobody is there: it compiles the way to a server.
  ["list", "--db", "postgres://warm@127.0.0.1:1/warm"],
  ["log", "Printer offline", "--impact", "low", "--urgency", "high", "--db", "postgres://warm@127.0.0.1:1/warm"],
  ["__complete", "bash", "itsm ls priority:h", "", " :=", "63", "80"],
  ["__complete", "zsh", "80", "1", "1", "show", "1"],
  ["__complete", "fish", "--ass", "edit", "1"],
];

/** The same of those that draw: each keeps what it compiles of its chunk beyond what the lines above made of it. */
const WARM_ON_TERMINAL = [
  ["log", "Mail is slow", "--impact", "high", "--urgency", "high"],
  ["list", "--open", "--priority", "high"],
  ["show", "1"],
  ["sla"],
  ["search", "mail"],
];

/** Keeps compiled code beside the chunks. Only speed hangs on it, so what fails here is passed over. */
function warm() {
  const home = mkdtempSync(join(tmpdir(), "itsm-warm-"));
  const env = { PATH: process.env.PATH, HOME: home, ITSM_USER: "warm", CI: "true" };
  try {
    const run = (words, more) =>
      spawnSync(process.execPath, [join(import.meta.dirname, "warm.cjs"), "itsm", ...words], {
        env: { ...env, ...more },
        stdio: ["ignore", "pipe", "ignore"],
        timeout: 20_000,
      });
    for (const words of WARM) run(words);
    for (const words of WARM_ON_TERMINAL) run(words, { WARM_TERMINAL: "1", TERM: "xterm" });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** `npx itsm` in a clone finds the program as it would in a project that depends on it. */
function linkBin() {
  const bin = join(root, "node_modules", ".bin");
  if (!existsSync(bin)) return;
  try {
    symlinkSync(join("..", "..", "bin", "itsm.js"), join(bin, "itsm"));
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

function printSizes() {
  for (const file of readdirSync(dist).sort()) console.log(`${String(statSync(join(dist, file)).size).padStart(8)}  ${file}`);
}

native();
const made = mkdtempSync(join(root, ".dist-"));
try {
  // Made for its owner alone; an installed program is for everybody.
  chmodSync(made, 0o755);
  await buildInto(made);
  putInPlace(made);
} finally {
  rmSync(made, { recursive: true, force: true });
}
linkBin();
if (!process.argv.includes("--readable")) warm();
if (process.argv.includes("--sizes")) printSizes();
