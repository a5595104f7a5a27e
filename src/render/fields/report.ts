import type { Aged } from "../../app/report.ts";
import { AGING } from "../../domain/report/aging.ts";
import { BACKLOG } from "../../domain/report/backlog.ts";
import { type Dimension, KINDS, TIMES } from "../../domain/report/dimension.ts";
import type { Period, Span } from "../../domain/report/period.ts";
import type { Report, ReportName } from "../../domain/report/report.ts";
import { SLA } from "../../domain/report/sla.ts";
import type { Spread } from "../../domain/report/spread.ts";
import type { Figures, GroupFigures } from "../../domain/report/tally.ts";
import { VOLUME } from "../../domain/report/volume.ts";
import { idOf } from "../../domain/ticket/number.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { REPORT_WORDS as WORDS } from "../../words/report.en.ts";
import type { Field } from "../field.ts";
import { schemaName } from "../schema-name.ts";

export const REPORTS: Readonly<Record<ReportName, Report>> = { sla: SLA, volume: VOLUME, backlog: BACKLOG, aging: AGING };

/** The figures of a period. */
export interface PeriodFigures extends Figures {
  readonly period: Period;
}

/** The same of the whole, or of one group in it. */
export type ReportRow = GroupFigures & PeriodFigures;

/** `met` of all that ended, in thousandths, half of one rounded up; 1 means all of them and 0 none. Null: none ended. */
export function keptShare(met: number, missed: number): number | null {
  if (met === 0 || missed === 0) return met + missed === 0 ? null : Number(missed === 0);
  const ended = met + missed;
  return Math.min(999, Math.max(1, Math.floor((2000 * met + ended) / (2 * ended)))) / 1000;
}

/** A count by its name; shares that follow from counts stand behind the last of them. */
const SHARES: Readonly<Record<string, { readonly key: string; readonly of: (counts: Figures["counts"]) => number | null }>> = {
  firstContact: { key: "firstContactShare", of: ({ resolved = 0, firstContact = 0 }) => keptShare(firstContact, resolved - firstContact) },
  "response.missed": { key: "response.compliance", of: (counts) => keptShare(counts["response.met"] ?? 0, counts["response.missed"] ?? 0) },
  "resolution.missed": { key: "resolution.compliance", of: (counts) => keptShare(counts["resolution.met"] ?? 0, counts["resolution.missed"] ?? 0) },
};

const SPREAD_KEYS = ["mean", "median", "p90"] as const satisfies readonly (keyof Spread)[];

const spreadFields = (series: string): readonly Field<PeriodFigures>[] =>
  SPREAD_KEYS.map((key) => ({ key: `${series}.${key}`, kind: "seconds", value: ({ spreads }) => spreads[series]?.[key] ?? null }));

function countFields(figure: string): readonly Field<PeriodFigures>[] {
  const count: Field<PeriodFigures> = { key: figure, kind: "integer", always: true, value: ({ counts }) => counts[figure] ?? 0 };
  const share = SHARES[figure];
  return share === undefined ? [count] : [count, { key: share.key, kind: "number", value: ({ counts }) => share.of(counts) }];
}

/** Nested keys stand together in a document, so those of one clock follow each other. */
function together(fields: readonly Field<PeriodFigures>[]): readonly Field<PeriodFigures>[] {
  const outer = (key: string): string => key.split(".")[0] ?? key;
  const names = [...new Set(fields.map(({ key }) => outer(key)))];
  return names.flatMap((name) => fields.filter(({ key }) => outer(key) === name));
}

const figureFields = ({ figures, series }: Report): readonly Field<PeriodFigures>[] => [
  { key: "from", kind: "instant", always: true, value: ({ period }) => period.from },
  { key: "to", kind: "instant", always: true, value: ({ period }) => period.to },
  ...together([...figures.flatMap(countFields), ...series.flatMap(spreadFields)]),
];

const BY = ["total", ...KINDS, ...TIMES] as const;

/** What programs are told of the total and of each group. */
export const reportFields = (report: Report): readonly Field<ReportRow>[] => [
  { key: "by", kind: BY, always: true, value: ({ by }) => by },
  { key: "value", kind: "text", value: ({ value }) => value, cell: ({ by, value }) => value ?? (by === "total" ? WORDS.total : WORDS.none) },
  ...figureFields(report),
];

/** What stands above the figures. */
export interface ReportHead {
  readonly query: string;
  readonly zone: string;
  readonly span: Span;
  readonly by: Dimension | null;
  readonly before: PeriodFigures | null;
  readonly oldest: readonly Aged[];
}

const AGED_FIELDS: readonly Field<Aged>[] = [
  { key: "number", kind: "integer", always: true, value: ({ ticket }) => ticket.number },
  { key: "id", kind: "text", always: true, value: ({ ticket }) => idOf(ticket) },
  { key: "title", kind: "text", always: true, value: ({ ticket }) => ticket.title },
  { key: "priority", kind: "text", always: true, value: ({ ticket }) => ticket.priority },
  { key: "group", kind: "text", value: ({ ticket }) => ticket.group },
  { key: "assignee", kind: "text", value: ({ ticket }) => ticket.assignee },
  { key: "openedAt", kind: "instant", always: true, value: ({ ticket }) => ticket.openedAt },
  { key: "ageSeconds", kind: "seconds", always: true, value: ({ ageSeconds }) => ageSeconds },
  { key: "idleSeconds", kind: "seconds", always: true, value: ({ idleSeconds }) => idleSeconds },
];

const instant = (key: string, value: (head: ReportHead) => Instant): Field<ReportHead> => ({ key, kind: "instant", always: true, value });

/** A report as a document; `items` are the total and the groups. */
export const reportDocument = (report: Report, items: readonly Field<ReportRow>[] = reportFields(report)): readonly Field<ReportHead>[] => [
  schemaName(`report-${report.name}`),
  { key: "query", kind: "text", always: true, value: ({ query }) => query },
  instant("asOf", ({ span }) => span.asOf),
  { key: "zone", kind: "text", always: true, value: ({ zone }) => zone },
  instant("from", ({ span }) => span.from),
  instant("to", ({ span }) => span.to),
  { key: "complete", kind: "boolean", always: true, value: ({ span }) => span.cut === span.to },
  { key: "by", kind: [...KINDS, ...TIMES], value: ({ by }) => by },
  ...(report.name === "sla" || report.name === "volume"
    ? [{ key: "before", kind: { row: figureFields(report) }, always: true, value: ({ before }) => before } as const satisfies Field<ReportHead>]
    : []),
  ...(report.name === "aging"
    ? [{ key: "oldest", kind: { items: AGED_FIELDS }, always: true, value: ({ oldest }) => oldest } as const satisfies Field<ReportHead>]
    : []),
  { key: "items", kind: { items }, always: true, value: () => [] },
];
