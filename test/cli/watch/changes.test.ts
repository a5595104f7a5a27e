import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../src/cli/watch/changes.ts";
import type { TicketRow } from "../../../src/domain/ticket/row.ts";
import { changeWords } from "../../../src/render/watch/news.ts";
import { LOOK, NOW, row } from "../../render/sample.ts";

const said = (before: readonly TicketRow[], after: readonly TicketRow[], since = NOW): readonly string[] =>
  changesBetween({ at: since, rows: before }, { at: NOW, rows: after }).map((change) => changeWords(change, LOOK));

describe("between two readings of a list", () => {
  const one = row({ number: 1, title: "VPN drops", version: 1 });
  it("nothing happened", () => expect(said([one], [one])).toEqual([]));
  it("a ticket came", () => expect(said([], [row({ number: 2, title: "Mail\u001b[31m", priority: "high" })])).toEqual(["INC-2 new, high: Mail"]));
  it("a ticket left", () => expect(said([one], [])).toEqual([`INC-1 left the list, ${one.status.replace("_", " ")}: VPN drops`]));
  it.each<readonly [Partial<TicketRow>, string]>([
    [{}, "INC-1 changed: VPN drops"],
    [{ status: "on_hold", assignee: "ayu" }, "INC-1 changed, on hold, with ayu: VPN drops"],
    [{ priority: "low", group: "second-line" }, "INC-1 changed, low, group second-line: VPN drops"],
    [{ major: 1, category: "network/vpn" }, "INC-1 changed, a major incident, network/vpn: VPN drops"],
    [{ title: "VPN is slow", occurrences: 7 }, "INC-1 changed, new title, came 7 times: VPN is slow"],
  ])("a ticket changed: %j", (what, words) => {
    const before = row({ number: 1, title: "VPN drops", version: 1, status: "new", assignee: null, group: null, priority: "high", category: "unclassified" });
    expect(said([before], [{ ...before, version: 2, ...what }])).toEqual([words]);
  });
  it("a clock came to be at risk, or breached, by time alone", () => {
    const clocked = row({
      number: 1,
      title: "VPN drops",
      status: "new",
      firstResponseAt: NOW - 10,
      resolutionTarget: 3600,
      resolutionRiskAt: NOW - 30,
      resolutionDueAt: NOW + 600,
      resolutionBreachedAt: null,
    });
    expect(said([clocked], [clocked], NOW - 60)).toEqual(["INC-1 resolution at risk 10m: VPN drops"]);
    expect(said([clocked], [clocked], NOW - 20)).toEqual([]);
    const late = { ...clocked, resolutionDueAt: NOW - 5 };
    expect(said([late], [late], NOW - 8)).toEqual(["INC-1 resolution breached 5s ago: VPN drops"]);
  });
});
