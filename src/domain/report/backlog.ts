import type { Report } from "./report.ts";
import { hidesEnds, hidesState, openStatus, wasOpen } from "./standing.ts";

/** The statuses of an open ticket, as keys of a program. */
const STATUS_FIGURE: Readonly<Record<string, string>> = { new: "status.new", in_progress: "status.inProgress", on_hold: "status.onHold" };

/**
 * What was open when the period began and when it ended, and what led from one to the other. A ticket that was open counts,
 * whatever became of it later, so that the same instant asked for again gives the same number; a void one was none.
 */
export const BACKLOG: Report = {
  name: "backlog",
  figures: ["atStart", "cameIn", "cameBack", "ended", "atEnd", ...Object.values(STATUS_FIGURE), "void"],
  series: [],
  main: "atEnd",
  needsHistory: (t, { from, cut }) => t.void === 0 && (hidesEnds(t, from) || hidesState(t, cut)),
  tell(t, history, { from, cut }, sink) {
    const isNew = t.openedAt >= from && t.openedAt < cut;
    if (t.void === 1) {
      if (isNew) sink.count("void", t.openedAt);
      return;
    }
    const stoodOpen = wasOpen(t, history, from);
    const status = openStatus(t, history, cut);
    if (stoodOpen) sink.count("atStart", from);
    if (isNew) sink.count("cameIn", t.openedAt);
    if (status === null) {
      if (stoodOpen || isNew) sink.count("ended", cut - 1);
      return;
    }
    if (!stoodOpen && !isNew) sink.count("cameBack", cut - 1);
    sink.count("atEnd", cut - 1);
    sink.count(STATUS_FIGURE[status] as string, cut - 1);
  },
};
