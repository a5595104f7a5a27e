import type { TicketEvent } from "../ticket/event.ts";
import type { Instant } from "../time/instant.ts";
import type { Dimension } from "./dimension.ts";
import type { Span } from "./period.ts";
import type { Report, Sink } from "./report.ts";
import type { Reported } from "./reported.ts";
import { Series, type Spread } from "./spread.ts";

/** The figures of a whole report, or of a group in it. */
export interface Figures {
  readonly counts: Readonly<Record<string, number>>;
  /** Null: nothing was measured. */
  readonly spreads: Readonly<Record<string, Spread | null>>;
}

export interface GroupFigures extends Figures {
  readonly by: Dimension | "total";
  /** Null: those without a value, and the total. */
  readonly value: string | null;
}

interface Sums {
  readonly counts: Record<string, number>;
  readonly series: Readonly<Record<string, Series>>;
}

/** Adds up what a report tells of one ticket after another: all in all, and by group where there is a way to tell groups apart. */
export class Tally implements Sink {
  readonly #report: Report;
  readonly #span: Span;
  readonly #groupOf: ((t: Reported, at: Instant) => string | null) | null;
  readonly #total: Sums;
  readonly #groups = new Map<string | null, Sums>();
  #ticket: Reported | null = null;

  constructor(report: Report, span: Span, groupOf: ((t: Reported, at: Instant) => string | null) | null) {
    this.#report = report;
    this.#span = span;
    this.#groupOf = groupOf;
    this.#total = this.#fresh();
  }

  add(t: Reported, history: readonly TicketEvent[] | null): void {
    this.#ticket = t;
    this.#report.tell(t, history, this.#span, this);
  }

  count(figure: string, at: Instant): void {
    this.#total.counts[figure] = (this.#total.counts[figure] ?? 0) + 1;
    const group = this.#group(at);
    if (group !== null) group.counts[figure] = (group.counts[figure] ?? 0) + 1;
  }

  measure(series: string, seconds: number, at: Instant): void {
    this.#total.series[series]?.add(seconds);
    this.#group(at)?.series[series]?.add(seconds);
  }

  total(): Figures {
    return figuresOf(this.#total);
  }

  groups(): readonly (Figures & { readonly value: string | null })[] {
    return [...this.#groups].map(([value, sums]) => ({ value, ...figuresOf(sums) }));
  }

  #group(at: Instant): Sums | null {
    if (this.#groupOf === null || this.#ticket === null) return null;
    const value = this.#groupOf(this.#ticket, at);
    let sums = this.#groups.get(value);
    if (sums === undefined) {
      sums = this.#fresh();
      this.#groups.set(value, sums);
    }
    return sums;
  }

  #fresh(): Sums {
    return {
      counts: Object.fromEntries(this.#report.figures.map((figure) => [figure, 0])),
      series: Object.fromEntries(this.#report.series.map((series) => [series, new Series()])),
    };
  }
}

const figuresOf = ({ counts, series }: Sums): Figures => ({
  counts,
  spreads: Object.fromEntries(Object.entries(series).map(([name, one]) => [name, one.spread()])),
});
