import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a row is marked by until it was seen. */
export type Mark = "new" | "changed";

/** What the screen shows, and what keys mean: the list, a line that is typed, a ticket's page, the keys. */
export type Mode =
  | { readonly kind: "list" }
  | { readonly kind: "line"; readonly of: "note" | "filter"; readonly number: number | null; readonly text: string }
  | { readonly kind: "page"; readonly number: number; readonly lines: readonly string[]; readonly top: number }
  | { readonly kind: "keys" };

/** Everything the screen of `itsm watch` says. */
export interface WatchView {
  /** The effective query. */
  readonly query: string;
  /** How many match; at most as many are in `rows`. */
  readonly total: number;
  readonly rows: readonly TicketRow[];
  readonly marks: ReadonlyMap<number, Mark>;
  /** The chosen ticket's number; null: none is. */
  readonly chosen: number | null;
  /** The first row shown. */
  readonly top: number;
  readonly mode: Mode;
  readonly status: string | null;
  /** Since when the register could not be read, and why; null: it can. */
  readonly stale: { readonly since: Instant; readonly why: string } | null;
}
