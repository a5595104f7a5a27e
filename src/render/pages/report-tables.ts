import type { Aged } from "../../app/report.ts";
import { CLOCKS, type Which } from "../../domain/policy/policy.ts";
import { AGE_FIGURES } from "../../domain/report/aging.ts";
import type { Report } from "../../domain/report/report.ts";
import type { Figures, GroupFigures } from "../../domain/report/tally.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { REPORT_WORDS as WORDS } from "../../words/report.en.ts";
import { keptShare } from "../fields/report.ts";
import { changeText, elapsed, pointsText, served, shareText } from "./report-text.ts";

/** A table of a page: what its first column is, and the columns that hold words rather than numbers. */
export interface PageTable {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly words?: readonly number[];
  /** The column that is cut where there is no room. */
  readonly wide?: number;
  /** The columns that go where there is no room, the first of them first. */
  readonly spare?: readonly number[];
}

const countOf = ({ counts }: Figures, figure: string): number => counts[figure] ?? 0;
const figureWord = (figure: string): string => WORDS.figures[figure] ?? figure;
const columnWord = (figure: string): string => WORDS.columns[figure] ?? figureWord(figure);

const firstContact = (figures: Figures): number | null => {
  const first = countOf(figures, "firstContact");
  return keptShare(first, countOf(figures, "resolved") - first);
};
const kept = (figures: Figures, which: Which): number | null => keptShare(countOf(figures, `${which}.met`), countOf(figures, `${which}.missed`));
const endedOf = (figures: Figures, which: Which): number => countOf(figures, `${which}.met`) + countOf(figures, `${which}.missed`);

/** Counts of the period beside those of the one before. */
function compared(figures: readonly string[], now: Figures, before: Figures | null): PageTable {
  const cells = (figure: string): readonly string[] => {
    const [a, b] = [countOf(now, figure), before === null ? null : countOf(before, figure)];
    return [figureWord(figure), String(a), ...(b === null ? [] : [String(b), changeText(a, b)])];
  };
  return { heading: [WORDS.figure, ...(before === null ? [WORDS.tickets] : [WORDS.now, WORDS.before, WORDS.change])], rows: figures.map(cells) };
}

function slaCounts(now: Figures, before: Figures | null): PageTable {
  const share = (figures: Figures): string => WORDS.share(countOf(figures, "firstContact"), shareText(firstContact(figures)));
  const table = compared(["resolved"], now, before);
  const row = [figureWord("firstContact"), share(now), ...(before === null ? [] : [share(before), pointsText(firstContact(now), firstContact(before))])];
  return { ...table, rows: [...table.rows, row] };
}

function complianceTable(now: Figures, before: Figures | null): PageTable {
  const { heading, met, missed, kept: keptWord } = WORDS.compliance;
  return {
    heading: [heading, met, missed, keptWord, ...(before === null ? [] : [WORDS.before, WORDS.change])],
    rows: CLOCKS.map((which) => [
      WORDS.clocks[which],
      String(countOf(now, `${which}.met`)),
      String(countOf(now, `${which}.missed`)),
      shareText(kept(now, which)),
      ...(before === null ? [] : [shareText(kept(before, which)), pointsText(kept(now, which), kept(before, which))]),
    ]),
  };
}

const apartTable = (now: Figures): PageTable => ({
  heading: [WORDS.apart.heading, ...CLOCKS.map((which) => WORDS.clocks[which])],
  rows: (["overdue", "backdated", "noTarget"] as const).map((figure) => [
    WORDS.apart[figure],
    ...CLOCKS.map((which) => String(countOf(now, `${which}.${figure}`))),
  ]),
});

function timesTable(now: Figures, before: Figures | null): PageTable {
  const { heading, mean, median, p90, before: earlier } = WORDS.times;
  const line = (label: string, series: string, say: (seconds: number) => string): readonly string[] => {
    const spread = now.spreads[series] ?? null;
    const past = before?.spreads[series] ?? null;
    const said = (value: number | undefined): string => (value === undefined ? WORDS.unknown : say(value));
    return [label, said(spread?.mean), said(spread?.median), said(spread?.p90), ...(before === null ? [] : [said(past?.median)])];
  };
  return {
    heading: [heading, mean, median, p90, ...(before === null ? [] : [earlier])],
    rows: CLOCKS.flatMap((which) => [line(WORDS.taken[which], `${which}.clockSeconds`, elapsed), line(WORDS.service, `${which}.serviceSeconds`, served)]),
  };
}

const agesTable = (now: Figures): PageTable => ({
  heading: [WORDS.ages.heading, WORDS.ages.median, WORDS.ages.p90],
  rows: (["ageSeconds", "idleSeconds"] as const).map((series) => {
    const spread = now.spreads[series] ?? null;
    const label = series === "ageSeconds" ? WORDS.age : WORDS.idle;
    return [label, ...(spread === null ? [WORDS.unknown, WORDS.unknown] : [elapsed(spread.median), elapsed(spread.p90)])];
  }),
});

export const oldestTable = (oldest: readonly Aged[]): PageTable => ({
  heading: [WORDS.oldest.heading, WORDS.oldest.priority, WORDS.oldest.title, WORDS.oldest.age, WORDS.oldest.idle, WORDS.oldest.assignee],
  rows: oldest.map(({ ticket, ageSeconds, idleSeconds }) => [
    idOf(ticket),
    ticket.priority.toUpperCase(),
    ticket.title,
    elapsed(ageSeconds),
    elapsed(idleSeconds),
    ticket.assignee ?? WORDS.none,
  ]),
  words: [1, 2, 5],
  wide: 2,
});

/** The tables that tell of a report as a whole. */
export function totalTables({ name, figures }: Report, now: Figures, before: Figures | null): readonly PageTable[] {
  switch (name) {
    case "volume":
      return [compared(["opened", "resolved", "closed", "reopened"], now, before)];
    case "sla":
      return [slaCounts(now, before), complianceTable(now, before), apartTable(now), timesTable(now, before)];
    case "backlog":
      return [
        compared(
          figures.filter((figure) => figure !== "void"),
          now,
          null,
        ),
      ];
    case "aging":
      return [compared(["open", ...AGE_FIGURES, "idle3d"], now, null), agesTable(now)];
  }
}

type Cell = readonly [heading: string, value: (row: Figures) => string];

const counted = (figures: readonly string[]): readonly Cell[] => figures.map((figure) => [columnWord(figure), (row) => String(countOf(row, figure))]);

const COLUMNS: { readonly [N in Report["name"]]: readonly Cell[] } = {
  volume: counted(["opened", "resolved", "closed", "reopened"]),
  sla: [
    ...counted(["resolved"]),
    [columnWord("firstContact"), (row) => shareText(firstContact(row))],
    ...CLOCKS.map((which): Cell => [WORDS.kept[which], (row) => WORDS.complied(shareText(kept(row, which)), endedOf(row, which))]),
    ...CLOCKS.map(
      (which): Cell => [
        WORDS.took[which],
        (row) => {
          const spread = row.spreads[`${which}.clockSeconds`] ?? null;
          return spread === null ? WORDS.unknown : elapsed(spread.mean);
        },
      ],
    ),
  ],
  backlog: counted(["atStart", "cameIn", "cameBack", "ended", "atEnd", "status.new", "status.inProgress", "status.onHold"]),
  aging: counted(["open", ...AGE_FIGURES, "idle3d"]),
};

/** What a group can be told without, by the places of its columns. */
const SPARE: { readonly [N in Report["name"]]: readonly number[] } = { volume: [], sla: [2, 5], backlog: [8, 7, 6], aging: [8] };

/** The groups of a report side by side, the total below them; one that only what is left out falls into has no row. */
export function groupTable({ name }: Report, by: string, groups: readonly GroupFigures[], total: Figures): PageTable {
  const columns = COLUMNS[name];
  const cells = (label: string, row: Figures): readonly string[] => [label, ...columns.map(([, value]) => value(row))];
  const tells = ([, ...values]: readonly string[]): boolean => values.some((value) => value !== "0" && value !== WORDS.unknown);
  return {
    heading: [WORDS.dimensions[by] ?? by, ...columns.map(([heading]) => heading)],
    rows: [...groups.map((group) => cells(group.value ?? WORDS.none, group)).filter(tells), cells(WORDS.total, total)],
    wide: 0,
    spare: SPARE[name],
  };
}
