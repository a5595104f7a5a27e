import type { Report } from "../../domain/report/report.ts";
import type { Zone } from "../../domain/time/zone.ts";
import type { Look } from "../../render/field.ts";
import type { ReportHead, ReportRow } from "../../render/fields/report.ts";
import { reportHeard, reportMarkdown, reportPage, reportText } from "../../render/pages/report.ts";
import { paintOf } from "../draw-rows.ts";
import { isHeard } from "../heard.ts";
import { printPage } from "../pager.ts";
import type { Program } from "../program.ts";

/** Writes a report for people: drawn, one thing after the other, or in Markdown. */
export async function printReportPage(program: Program, report: Report, head: ReportHead, rows: readonly ReportRow[], look: Look, zone: Zone): Promise<void> {
  const page = reportPage(report, head, rows, zone);
  const width = program.io.stdout.columns;
  if (program.flags.markdown === true) await printPage(program, reportMarkdown(page));
  else if (isHeard(program)) await printPage(program, reportHeard(page, width));
  else await printPage(program, reportText(page, look, { width, paint: await paintOf(program) }));
}
