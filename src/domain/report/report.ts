import type { TicketEvent } from "../ticket/event.ts";
import type { Instant } from "../time/instant.ts";
import type { Span } from "./period.ts";
import type { Reported } from "./reported.ts";

export type ReportName = "sla" | "volume" | "backlog" | "aging";

/** Takes down what a report tells of a ticket. */
export interface Sink {
  /** The ticket counts once more in a figure, for what happened at an instant or stands so since. */
  count(figure: string, at: Instant): void;
  /** A duration in seconds. */
  measure(series: string, seconds: number, at: Instant): void;
}

/** A report as the figures each ticket counts in, so that a figure and the tickets behind it cannot differ. */
export interface Report {
  readonly name: ReportName;
  /** What is counted, by the names programs know it by. */
  readonly figures: readonly string[];
  /** What is measured. */
  readonly series: readonly string[];
  /** The figure by which groups are put in order. */
  readonly main: string;
  /** Whether a ticket's row does not tell all, so that `tell` must be given its history. */
  needsHistory(t: Reported, span: Span): boolean;
  tell(t: Reported, history: readonly TicketEvent[] | null, span: Span, sink: Sink): void;
}
