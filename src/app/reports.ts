import type { Query } from "../domain/query/term.ts";
import type { ReportName } from "../domain/report/report.ts";
import type { Reported } from "../domain/report/reported.ts";
import type { Instant } from "../domain/time/instant.ts";

/** Which tickets a report may tell of: those that something happened to from `since` on, or that were open at `cut`. */
export interface Reach {
  readonly since: Instant;
  /** The state of things is told for here first. */
  readonly firstCut: Instant;
  /** Nothing that happened from here on is told of. */
  readonly cut: Instant;
  /** Nothing has happened from `cut` on. */
  readonly untilNow: boolean;
}

/** What reports ask of a register. */
export interface Reports {
  /** Tickets that match, void ones too, the lowest number first; those beyond the reach may be left out. */
  reported(name: ReportName, query: Query, reach: Reach): AsyncIterable<Reported>;
}
