import { isWithin } from "./period.ts";
import type { Report } from "./report.ts";
import { LEFT_OUT, leftOut } from "./reported.ts";
import { reopenings } from "./standing.ts";

const FACTS = [
  ["opened", "openedAt"],
  ["resolved", "resolvedAt"],
  ["closed", "closedAt"],
] as const;

/** What came to the desk in a period, and what was done. What is left out is counted where it would have been opened. */
export const VOLUME: Report = {
  name: "volume",
  figures: ["opened", "resolved", "closed", "reopened", ...LEFT_OUT],
  series: [],
  main: "opened",
  needsHistory: (t, span) => t.reopenCount > 0 && t.updatedAt >= span.from && t.openedAt < span.cut && leftOut(t) === null,
  tell(t, history, span, sink) {
    const out = leftOut(t);
    if (out !== null) {
      if (isWithin(t.openedAt, span)) sink.count(out, t.openedAt);
      return;
    }
    for (const [figure, key] of FACTS) {
      const at = t[key];
      if (at !== null && isWithin(at, span)) sink.count(figure, at);
    }
    if (history !== null) for (const at of reopenings(history)) if (isWithin(at, span)) sink.count("reopened", at);
  },
};
