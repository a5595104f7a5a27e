import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = resolve(fileURLToPath(import.meta.url), "../..");
const SRC = join(ROOT, "src");

/** What each layer may import of the project; itself is always allowed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  words: [],
  domain: [],
  app: ["domain"],
  store: ["app", "domain"],
  exchange: ["domain"],
  render: ["words", "domain", "app"],
  cli: ["words", "domain", "app", "render"],
  main: ["words", "domain", "app", "render", "cli", "store", "exchange"],
};
/** The layers that import the app or render for its types alone. */
const TYPES_ONLY: readonly (readonly [from: string, to: string])[] = [["exchange", "app"]];

/** Packages each layer may use. `node:` modules are listed like packages. */
const PACKAGES: Readonly<Record<string, readonly RegExp[]>> = {
  words: [],
  domain: [],
  app: [],
  store: [/^better-sqlite3$/, /^pg$/, /^sql-template-tag$/, /^@noble\/hashes\/sha2\.js$/, /^node:/],
  exchange: [/^node:crypto$/, /^yaml$/, /^ical\.js$/],
  render: [/^chalk$/, /^cli-table3$/, /^date-fns\//],
  cli: [/^commander$/, /^inquirer$/, /^@inquirer\/core$/, /^node:/],
  main: [/./],
};
/** Pages are reached late; nothing of a hot path may bring these in. */
const LATE_PACKAGES = /^(chalk|cli-table3|date-fns|inquirer|@inquirer|yaml|ical\.js|pg$)/;

const FORBIDDEN_NAMES = /(^|[-.])(utils?|helpers?|shared|common|types|manager|service)(s)?\.ts$/;
const LONGEST = 250;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly late: boolean;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : name.endsWith(".ts") ? [path] : [];
  });
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, "utf8");
  const statics = [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm)].map((m) => ({
    from: file,
    to: m[2] as string,
    typeOnly: m[1] !== undefined,
    late: false,
  }));
  const lates = [...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map((m) => ({ from: file, to: m[1] as string, typeOnly: false, late: true }));
  return [...statics, ...lates];
}

const layerOf = (file: string): string => {
  const [first = ""] = relative(SRC, file).split("/");
  return first.endsWith(".ts") ? "main" : first;
};
const isRelative = (to: string): boolean => to.startsWith(".");
const targetOf = ({ from, to }: Import): string => resolve(dirname(from), to);

const FILES = filesIn(SRC);
const IMPORTS = FILES.flatMap(importsOf);
const name = (file: string): string => relative(SRC, file);

/** Every rule an import breaks. */
function violations(imports: readonly Import[]): readonly string[] {
  return imports.flatMap((one) => {
    const from = layerOf(one.from);
    if (!isRelative(one.to)) return (PACKAGES[from] ?? []).some((allowed) => allowed.test(one.to)) ? [] : [`${name(one.from)} may not use ${one.to}`];
    const target = targetOf(one);
    if (target === join(ROOT, "package.json")) return [];
    if (!target.startsWith(SRC)) return [`${name(one.from)} leaves src: ${one.to}`];
    const to = layerOf(target);
    if (from === to || (MAY_IMPORT[from] ?? []).includes(to)) return [];
    return one.typeOnly && TYPES_ONLY.some(([a, b]) => a === from && b === to) ? [] : [`${name(one.from)} may not import ${name(target)}`];
  });
}

function cycleFrom(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe("the house", () => {
  it("imports only along its layers", () => {
    expect(violations(IMPORTS)).toEqual([]);
  });

  it("would see a layer that reaches up", () => {
    const planted = { from: join(SRC, "domain/ticket/fold.ts"), to: "../../app/plan.ts", typeOnly: false, late: false };
    expect(violations([planted])).toEqual(["domain/ticket/fold.ts may not import app/plan.ts"]);
    expect(violations([{ ...planted, to: "node:fs" }])).toEqual(["domain/ticket/fold.ts may not use node:fs"]);
    expect(violations([{ ...planted, from: join(SRC, "store/save.ts"), to: "../cli/io.ts", late: true }])).toEqual(["store/save.ts may not import cli/io.ts"]);
  });

  it("writes SQL by one tag, whose values all parts of the built program know", () => {
    expect(IMPORTS.filter((one) => one.to === "sql-template-tag").map(({ from }) => name(from))).toEqual(["store/sql-tag.ts"]);
  });

  it("has no cycles", () => {
    const graph = new Map(
      FILES.map((file) => [file, IMPORTS.filter((one) => one.from === file && isRelative(one.to) && !one.late && !one.typeOnly).map(targetOf)]),
    );
    expect(cycleFrom(graph)?.map(name) ?? null).toBeNull();
  });

  it("keeps the clock, chance and the machine out of the domain", () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bIntl\b|\bprocess\.|\bglobalThis\b|\blocaleCompare\b|\btoLocale/;
    const files = FILES.filter((file) => ["domain", "app"].includes(layerOf(file)));
    expect(files.filter((file) => impure.test(readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""))).map(name)).toEqual([]);
  });

  it("keeps sentences out of domain, app and store", () => {
    const sentence = /(["'`])[A-Z][a-z]+(?: [a-z]+){2,}[^"'`]*\1/;
    const files = FILES.filter((file) => ["domain", "app", "store"].includes(layerOf(file)));
    const said = files.flatMap((file) =>
      readFileSync(file, "utf8")
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
        .split("\n")
        .filter((line) => sentence.test(line) && !/throw new Error/.test(line))
        .map((line) => `${name(file)}: ${line.trim()}`),
    );
    expect(said).toEqual([]);
  });

  it("has files that can be read at a sitting, under names that say what is in them", () => {
    expect(FILES.filter((file) => readFileSync(file, "utf8").split("\n").length > LONGEST).map(name)).toEqual([]);
    expect(FILES.filter((file) => FORBIDDEN_NAMES.test(file)).map(name)).toEqual([]);
    expect(FILES.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(en|id))?\.ts$/.test(file.split("/").at(-1) ?? "")).map(name)).toEqual([]);
  });

  it("exports by name only, and re-exports nothing wholesale", () => {
    const barrel = /^export \* from|^export default/m;
    expect(FILES.filter((file) => barrel.test(readFileSync(file, "utf8"))).map(name)).toEqual([]);
  });

  it("reaches heavy packages from late files alone", () => {
    const eager = new Map(FILES.map((file) => [file, IMPORTS.filter((one) => one.from === file && !one.late && !one.typeOnly)]));
    const reach = (file: string, seen: Set<string>): readonly string[] => {
      if (seen.has(file)) return [];
      seen.add(file);
      return (eager.get(file) ?? []).flatMap((one) =>
        isRelative(one.to) ? reach(targetOf(one), seen) : LATE_PACKAGES.test(one.to) ? [`${name(file)} uses ${one.to}`] : [],
      );
    };
    for (const verb of ["list", "log", "close"]) expect(reach(join(SRC, `cli/verbs/${verb}.ts`), new Set())).toEqual([]);
    expect(reach(join(SRC, "main.ts"), new Set())).toEqual([]);
  });
});
