import type { Desk } from "../app/desk.ts";
import { fail } from "../app/failure.ts";
import type { Instant } from "../domain/time/instant.ts";
import type { Program } from "./program.ts";
import { listedQuery } from "./query-in.ts";

/** The instant from which on things are news: read as `list --since` reads it. */
export function sinceIn(program: Program, desk: Desk, since: string): Instant {
  const [term] = listedQuery(program, desk, [], { since }, "leave", null).terms;
  const ranges = term?.kind === "within" ? term.ranges : [];
  const from = ranges[0]?.from ?? null;
  if (from === null || ranges.length > 1) throw fail("usage", "since_no_moment", { value: since });
  return from;
}
