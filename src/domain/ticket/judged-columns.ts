import { NO_DUE } from "./judge.ts";
import type { JudgedRow, TicketRow } from "./row.ts";

type Column = keyof JudgedRow;

/** What each column that calendars give holds. */
const HOLDS: Readonly<Record<Column, "instant" | "seconds">> = {
  responseTarget: "seconds",
  responseDueAt: "instant",
  responseRiskAt: "instant",
  responseBreachedAt: "instant",
  responseLeft: "seconds",
  resolutionTarget: "seconds",
  resolutionDueAt: "instant",
  resolutionRiskAt: "instant",
  resolutionBreachedAt: "instant",
  resolutionLeft: "seconds",
  sortDueAt: "instant",
  wakeAt: "instant",
  sweepAt: "instant",
};
const JUDGED_COLUMNS = Object.keys(HOLDS) as readonly Column[];

/** The keys under which two values of a kind differ. */
export const differingKeys = <Row>(one: Row, other: Row, keys: readonly (keyof Row)[]): readonly (keyof Row)[] => keys.filter((key) => one[key] !== other[key]);

/** A column that a register keeps otherwise than its history and the calendars say. */
export interface JudgedDifference {
  readonly column: Column;
  readonly holds: "instant" | "seconds";
  readonly stored: number | null;
  readonly recomputed: number | null;
}

/** Where there is no due to sort by, nothing is told. */
const told = (value: number | null): number | null => (value === NO_DUE ? null : value);

/** Every judged column in which a kept row is not what was made of its ticket. */
export const judgedDifferences = (kept: TicketRow, made: JudgedRow): readonly JudgedDifference[] =>
  differingKeys<JudgedRow>(kept, made, JUDGED_COLUMNS).map((column) => ({
    column,
    holds: HOLDS[column],
    stored: told(kept[column]),
    recomputed: told(made[column]),
  }));
