import type { Report } from "../../domain/report/report.ts";
import { LEFT_OUT } from "../../domain/report/reported.ts";
import type { Zone } from "../../domain/time/zone.ts";
import { REPORT_WORDS as WORDS } from "../../words/report.en.ts";
import { cleanLine } from "../clean.ts";
import { localMinute } from "../due.ts";
import type { Look } from "../field.ts";
import type { ReportHead, ReportRow } from "../fields/report.ts";
import { markdownText } from "../markdown.ts";
import { recordLines, recordsLines } from "../records.ts";
import { type Canvas, type Column, fitsTable, tableLines } from "../table.ts";
import { wrap } from "../width.ts";
import { groupTable, oldestTable, type PageTable, totalTables } from "./report-tables.ts";
import { dayOrMinute, periodText } from "./report-text.ts";

/** A report for people, before it is laid out. */
export interface ReportPage {
  readonly title: string;
  readonly about: readonly string[];
  readonly tables: readonly PageTable[];
  readonly notes: readonly string[];
}

/** What there is to say of a report. `rows`: the total, then the groups to be shown. */
export function reportPage(report: Report, head: ReportHead, rows: readonly ReportRow[], zone: Zone): ReportPage {
  const { span, before } = head;
  const total = rows[0] as ReportRow;
  const isStanding = report.name === "aging";
  const soFar = span.cut < span.to;
  const when = isStanding ? WORDS.at(localMinute(zone, span.asOf)) : periodText(zone, span);
  const left = LEFT_OUT.filter((figure) => (total.counts[figure] ?? 0) > 0);
  return {
    title: `${WORDS.titles[report.name]}, ${when}`,
    about: [
      ...(soFar && !isStanding ? [WORDS.soFar(localMinute(zone, span.asOf))] : []),
      ...(before === null ? [] : [WORDS.against(dayOrMinute(zone, before.period.from), dayOrMinute(zone, before.period.to))]),
      WORDS.zone(head.zone),
      ...(head.query === "" ? [] : [WORDS.only(head.query)]),
    ],
    tables: [
      ...totalTables(report, total, before),
      ...(head.by === null ? [] : [groupTable(report, head.by, rows.slice(1), total)]),
      ...(head.oldest.length === 0 ? [] : [oldestTable(head.oldest)]),
    ],
    notes: [
      ...(report.name === "backlog" ? [WORDS.cameBackMeans] : []),
      ...(left.length === 0 ? [] : [WORDS.left(Object.fromEntries(left.map((figure) => [figure, total.counts[figure] ?? 0])))]),
    ],
  };
}

/** Narrower no text is cut. */
const LEAST = 16;

/** The lines of a table; what does not fit the width is told one row after the other. */
function tableText({ heading, rows, words = [], wide, spare = [] }: PageTable, look: Look, canvas: Canvas): readonly string[] {
  const columns = heading.map((label, at): Column<readonly string[]> => {
    const isText = at === 0 || words.includes(at);
    return {
      heading: label,
      cell: (row) => row[at] ?? "",
      ...(!isText && { align: "right" }),
      ...(at === wide && { least: LEAST }),
      ...(spare.includes(at) && { worth: LEAST + spare.indexOf(at) }),
    };
  });
  return fitsTable(columns, rows, look, canvas.width) ? tableLines(columns, rows, look, canvas) : recordsOf({ heading, rows }, canvas.width);
}

/** A table where it is read out: each row by its name, then a label and a value a line. */
function recordsOf({ heading, rows }: PageTable, width: number): readonly string[] {
  const [first = "", ...labels] = heading;
  return recordsLines(
    rows.map((row, index) => {
      const [label = "", ...values] = row;
      // What is indented belongs to the row above, whose name it is told with.
      const name = label.startsWith(" ") ? `${rows[index - 1]?.[0] ?? ""}, ${label.trim()}` : label;
      const facts = labels.map((each, at) => [each, values[at] ?? ""] as const);
      return first === "" && facts.length === 1 ? [[name, values[0] ?? ""] as const] : [[first === "" ? WORDS.row : first, name] as const, ...facts];
    }),
    width,
  );
}

/** The page on a terminal. */
export const reportText = ({ title, about, tables, notes }: ReportPage, look: Look, canvas: Canvas): readonly string[] => [
  ...wrap(cleanLine(title), canvas.width).map((line) => canvas.paint("strong", line)),
  ...wrap(cleanLine(about.join("; ")), canvas.width),
  ...tables.flatMap((table) => ["", ...tableText(table, look, canvas)]),
  ...(notes.length === 0 ? [] : ["", ...notes.flatMap((note) => wrap(note, canvas.width))]),
];

/** The same where it is heard or felt. */
export const reportHeard = ({ title, about, tables, notes }: ReportPage, width: number): readonly string[] => [
  ...recordLines([[WORDS.report, title]], width),
  ...about.flatMap((fact) => wrap(cleanLine(fact), width)),
  ...tables.flatMap((table) => ["", ...recordsOf(table, width)]),
  ...(notes.length === 0 ? [] : ["", ...notes.flatMap((note) => wrap(note, width))]),
];

/** The same for a chat or a wiki. */
export function reportMarkdown({ title, about, tables, notes }: ReportPage): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => markdownText(cell.trim()).replaceAll("|", "\\|")).join(" | ")} |`;
  const table = ({ heading, rows, words = [] }: PageTable): readonly string[] => [
    "",
    line(heading),
    `|${heading.map((_, at) => (at === 0 || words.includes(at) ? " --- |" : " ---: |")).join("")}`,
    ...rows.map(line),
  ];
  return [`**${markdownText(title)}**`, "", markdownText(about.join("; ")), ...tables.flatMap(table), ...notes.flatMap((note) => ["", markdownText(note)])];
}
