import { close, closeKeepingMemory } from "./close-row.ts";
import * as inside from "./inside-rows.ts";
import type { Finding } from "./measure.ts";
import * as server from "./server-rows.ts";
import { sizeInBulk, sizeOneByOne } from "./size-rows.ts";
import { type Stage, stageOf } from "./stage.ts";
import * as start from "./start-rows.ts";
import { sweep } from "./sweep-row.ts";
import * as taskwarrior from "./taskwarrior-rows.ts";

/** One line of the table: what is held to, and where it is meant to get. */
interface Row {
  readonly name: string;
  readonly work: string;
  readonly unit: "x" | "ms" | "bytes";
  /** Null: measured for comparison, held to nothing. */
  readonly bar: number | null;
  readonly reach: number | null;
  readonly measure: (stage: Stage) => Promise<Finding>;
}

const count = (tickets: number): string => (tickets >= 1_000_000 ? `${tickets / 1_000_000} million` : `${tickets / 1000} thousand`);

const rows = (stage: Stage): readonly Row[] => [
  { name: "list", work: `list --open --priority high to a pipe, ${count(stage.million)}`, unit: "x", bar: 1.25, reach: 1.15, measure: start.listPipe },
  { name: "list-json", work: `the same as JSON, ${count(stage.million)}`, unit: "x", bar: 1.25, reach: 1.15, measure: start.listJson },
  { name: "list-size", work: `the same, ${count(stage.huge)} over 1 thousand`, unit: "x", bar: 1.05, reach: 1, measure: start.listHuge },
  { name: "list-terminal", work: "the same on a terminal", unit: "x", bar: 1.4, reach: 1.25, measure: start.listTerminal },
  { name: "log", work: "log with flags, durable", unit: "x", bar: 1.35, reach: 1.25, measure: start.log },
  { name: "help", work: "--help", unit: "x", bar: 1.15, reach: 1.08, measure: start.help },
  { name: "version", work: "--version", unit: "x", bar: 1.15, reach: 1.08, measure: start.version },
  { name: "close", work: `close - of a tenth of ${count(stage.quick ? 10_000 : 100_000)}`, unit: "x", bar: 1.5, reach: 1.2, measure: close },
  { name: "close-lean", work: "the same against a shell that keeps its memory", unit: "x", bar: null, reach: null, measure: closeKeepingMemory },
  { name: "pg-list", work: "list on PostgreSQL over loopback", unit: "x", bar: 2.5, reach: 1.8, measure: server.list },
  { name: "pg-log", work: "log with flags on PostgreSQL over loopback", unit: "x", bar: 2.5, reach: 1.8, measure: server.log },
  { name: "pg-close", work: "close - on PostgreSQL against psql with the same sets", unit: "x", bar: 3, reach: 2, measure: server.close },
  { name: "sweep", work: `sweep of ${count(stage.quick ? 10_000 : 100_000)} open tickets, 1,000 due`, unit: "ms", bar: 2000, reach: 500, measure: sweep },
  { name: "search-newest", work: `search of ${count(stage.million)}, newest first`, unit: "ms", bar: 10, reach: 1, measure: inside.searchNewest },
  { name: "search-ranked", work: `search of ${count(stage.million)}, two words ranked`, unit: "ms", bar: 20, reach: 10, measure: inside.searchRanked },
  { name: "task-list", work: "Taskwarrior at 10 thousand open: list", unit: "x", bar: 1, reach: 1, measure: taskwarrior.list },
  { name: "task-add", work: "Taskwarrior at 10 thousand open: add", unit: "x", bar: 1, reach: 1, measure: taskwarrior.add },
  { name: "task-close", work: "Taskwarrior at 10 thousand open: close 1,000", unit: "x", bar: 1, reach: 1, measure: taskwarrior.close },
  { name: "tsv", work: "10,000 rows as TSV, CPU over the query", unit: "ms", bar: 60, reach: 30, measure: inside.tsv },
  { name: "jsonl", work: "10,000 rows as JSONL, CPU over the query", unit: "ms", bar: 60, reach: 30, measure: inside.jsonl },
  { name: "size", work: "bytes a ticket, operations one by one", unit: "bytes", bar: 2400, reach: 2400, measure: sizeOneByOne },
  { name: "size-bulk", work: "bytes a ticket, operations in bulk", unit: "bytes", bar: 2000, reach: 2000, measure: sizeInBulk },
  { name: "service-time", work: "ten years of office hours", unit: "ms", bar: 1, reach: 1, measure: inside.serviceTime },
];

const USAGE = "usage: npm run bench -- [--quick] [--large] [--only NAME]...\n";

interface Asked {
  readonly quick: boolean;
  readonly large: boolean;
  readonly only: ReadonlySet<string>;
}

function asked(words: readonly string[]): Asked | null {
  const only = new Set<string>();
  let [quick, large] = [false, false];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word === "--quick") quick = true;
    else if (word === "--large") large = true;
    else if (word === "--only" && words[i + 1] !== undefined) only.add(words[++i] as string);
    else return null;
  }
  return { quick, large, only };
}

function shown(value: number | null, unit: Row["unit"]): string {
  if (value === null) return "-";
  if (unit === "bytes") return `${Math.round(value)} B`;
  return unit === "x" ? `${value.toFixed(2)} x` : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

/** Taskwarrior is to be beaten, not matched. */
const meets = ({ name, bar }: Row, value: number): boolean => bar === null || (name.startsWith("task-") ? value < bar : value <= bar);

const print = (cells: readonly string[]): void => {
  const widths = [15, 48, 9, 9, 9, 7];
  process.stdout.write(
    `${cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(" ")
      .trimEnd()}\n`,
  );
};

/** Prints the table; resolves to whether every bar that could be measured was met. */
async function bench(stage: Stage, only: ReadonlySet<string>): Promise<boolean> {
  let met = true;
  print(["row", "work", "found", "bar", "reach", "", "medians"]);
  for (const row of rows(stage).filter(({ name }) => only.size === 0 || only.has(name))) {
    const { value, behind } = await row.measure(stage);
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    const verdict = value === null || row.bar === null ? "-" : meets(row, value) ? "ok" : "over";
    met &&= verdict !== "over";
    print([row.name, row.work, shown(value, row.unit), shown(row.bar, row.unit), shown(row.reach, row.unit), verdict, behind]);
  }
  return met;
}

const options = asked(process.argv.slice(2));
if (options === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const stage = stageOf(options);
  try {
    const met = await bench(stage, options.only);
    if (!met && !options.quick) process.exitCode = 1;
  } finally {
    await stage.end();
  }
}
