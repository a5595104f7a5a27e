import { describe, expect, it } from "vitest";
import { countsOf, type Item, type Outcome, type Result } from "../../../src/app/outcome.ts";
import type { SaidItem } from "../../../src/render/fields/result-item.ts";
import { explainPage } from "../../../src/render/pages/explain.ts";
import { changedIds, failedRecords, resultLines, resultRecord, troubleOf } from "../../../src/render/pages/result.ts";
import { showPage } from "../../../src/render/pages/show.ts";
import { PLAIN } from "../../../src/render/paint.ts";
import { widthOf } from "../../../src/render/width.ts";
import { EXPLANATION, LOOK, NOW, row, SHOWN } from "../sample.ts";

const options = (width: number) => ({ width, paint: PLAIN, language: "en" as const });
const page = (lines: readonly string[]): string => `\n${lines.join("\n")}\n`;

describe("the page of a ticket", () => {
  it("tells all of it", () => {
    expect(page(showPage(SHOWN, LOOK, options(80)))).toMatchInlineSnapshot(`
      "
      INC-41  VPN down in the Bandung office
      resolved, HIGH*, incident, budi

      SLA
        response    met  target 4h, spent 0s, left 4h
                    met 2026-11-24 08:41 (+07:00), 1h ago (due 2026-11-24 12:41)
        resolution  missed  target 4h, spent 6h, over by 2h
                    ended 2026-11-24 09:31 (+07:00), 10m ago (due 2026-11-24 07:41)

      Priority        HIGH* (impact high, urgency high)
                      overridden, computed medium: the director is there
      Category        network/vpn
      Assignee        budi
      Group           second-line
      Requester       Sari, sari@example.org
      Watchers        dewi
      Service         vpn
      Site            bandung
      References      88-1
      Tags            vpn, bandung
      Key             zabbix-88, came 3 times
      Channel         phone
      Opened          2026-11-24 03:41 (+07:00), 6 hours ago
      Logged          2026-11-24 08:41 (+07:00), 1 hour ago
      Updated         2026-11-24 08:41 (+07:00), 1 hour ago
      Service down    2026-11-24 02:41 (+07:00), 7 hours ago
      Resolved        2026-11-24 09:31 (+07:00), 10 minutes ago, by budi

      Description
        Nobody in Bandung can connect.
        The client says "timeout".

      Workaround
        Use the web gateway.

      Resolution (fixed)
        Line card replaced.

      Affected
        Agus, ext. 12
        Tuti

      Links
        relates-to INC-40  Slow internet

      Children
        INC-43  new          VPN of the first floor
        INC-44  closed       VPN of the second floor

      Notes
        2026-11-24 06:41  budi, public, 3 hours ago
          The vendor is replacing a line card. This is a long note that has to be
          broken into several lines on any terminal, however wide it may happen to be
          today.

              $ ping 10.0.0.1
        2026-11-24 09:11  budi, private, from the requester, 30 minutes ago
          [redacted]

      History
        2026-11-24 09:31  budi resolved it, fixed: Line card replaced.
        2026-11-24 09:21  budi linked it: relates-to INC-40
        2026-11-24 09:11  budi recorded the requester's words: [redacted]
        2026-11-24 08:41  the hold ended by itself
        2026-11-24 07:41  budi undid an earlier event
        2026-11-24 07:41  budi cancelled it: wrong window (undone)
        2026-11-24 06:41  budi noted publicly: The vendor is replacing a line card. T…
        2026-11-24 05:41  budi put it on hold, awaiting-vendor until 2026-11-24 08:41…
        2026-11-24 04:41  ratna assigned it to budi in second-line
        2026-11-24 04:41  ratna set category to network/vpn, set tags to vpn, bandung…
        1 earlier event
      "
    `);
  });

  it("puts facts in two columns on a wide terminal", () => {
    expect(page(showPage(SHOWN, LOOK, options(120)).slice(8, 19))).toMatchInlineSnapshot(`
      "

      Priority        HIGH* (impact high, urgency high)            References      88-1
                      overridden, computed medium: the director    Tags            vpn, bandung
                      is there
      Category        network/vpn                                  Key             zabbix-88, came 3 times
      Assignee        budi                                         Channel         phone
      Group           second-line                                  Opened          2026-11-24 03:41
      Requester       Sari, sari@example.org                       Logged          2026-11-24 08:41
      Watchers        dewi                                         Updated         2026-11-24 08:41
      Service         vpn                                          Service down    2026-11-24 02:41
      Site            bandung                                      Resolved        2026-11-24 09:31, by budi
      "
    `);
  });

  it("keeps to the width", () => {
    for (const width of [40, 60, 80, 99, 100, 120, 200])
      for (const line of showPage(SHOWN, LOOK, options(width))) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  it("lets nothing in it steer the terminal", () => {
    const evil = "\u001b[2J\u202e\u009bx";
    const shown = {
      ...SHOWN,
      description: evil,
      ticket: row({ title: evil, requester: evil, contact: evil, service: evil, workaround: evil, assignee: evil, group: evil, key: evil }),
    };
    expect(showPage(shown, LOOK, options(80)).join("")).not.toMatch(/[\u001b\u009b\u202e]/);
  });
});

describe("sla explain", () => {
  it("shows every figure the due time follows from", () => {
    expect(page(explainPage(EXPLANATION, LOOK, options(80)))).toMatchInlineSnapshot(`
      "
      The resolution clock of INC-41
        State       running
        Target      8h
        Calendar    office (Asia/Jakarta), by version 3 of the policy
        Spent       5h41m5s
        Left        2h18m55s
        Due         2026-11-24 13:00 (+07:00), in 3h18m

      Counted
        Day         From   To        Time    Total
        2026-11-23  13:00  17:00       4h       4h
        2026-11-24  08:00  now    1h41m5s  5h41m5s

      To come
        Day         From   To         Time  Total
        2026-11-24  09:41  12:00  2h18m55s     8h

      Closed
        2026-11-25, 2026-12-25

      Holds
        2026-11-22 17:41 .. 2026-11-23 12:41  awaiting-requester, by budi: stopped
        this clock
          asked for a screenshot
        2026-11-24 08:41 .. now  awaiting-vendor, by budi, until 2026-11-25 09:41:
        this clock went on

      Warnings
         50 %  2026-11-23 17:41 (+07:00), 16h ago
         75 %  2026-11-24 09:59 (+07:00), in 18m
         90 %  not while it is paused
        100 %  2026-11-24 13:00 (+07:00), in 3h18m
      "
    `);
  });

  it("says that there is no such clock", () => {
    expect(explainPage({ ...EXPLANATION, targetSeconds: null }, LOOK, options(80))).toEqual([
      "The resolution clock of INC-41",
      "  This ticket has no such clock.",
    ]);
  });

  it("sums up the middle of a long time, and ends a day at 24:00", () => {
    const DAY = 86_400;
    const midnight = NOW - (NOW % DAY) + 17 * 3600;
    const slices = Array.from({ length: 100 }, (_, index) => ({
      day: "",
      from: midnight - (100 - index) * DAY,
      to: midnight - (99 - index) * DAY,
      seconds: DAY,
      totalSeconds: (index + 1) * DAY,
    }));
    const lines = explainPage({ ...EXPLANATION, slices }, LOOK, options(80)).join("\n");
    expect(lines).toContain("00:00  24:00");
    expect(lines).toContain("60 more");
  });
});

describe("the result of a write", () => {
  const said = (number: number, outcome: Outcome): SaidItem => ({
    item: {
      number,
      outcome,
      refusals: outcome === "refused" ? [{ rule: "open_child", about: {}, wants: [] }] : [],
      before: outcome === "not_found" ? null : row({ number }),
      after: outcome === "not_found" ? null : row({ number }),
      events: [],
    },
    message: outcome === "refused" ? "has an open child INC-141" : outcome === "not_found" ? "No ticket 999." : null,
    hint: outcome === "refused" ? "close it first, or use --with-children" : null,
  });
  const result = (items: readonly SaidItem[], changed: Partial<Result> = {}): Result => {
    const bare: readonly Item[] = items.map(({ item }) => item);
    return {
      operation: 215,
      verb: "close",
      dryRun: false,
      repeated: false,
      keepGoing: false,
      counts: countsOf(bare),
      items: bare,
      exit: 0,
      ...changed,
    };
  };
  const many = (outcome: Outcome, count = 12): readonly SaidItem[] => Array.from({ length: count }, (_, index) => said(index + 1, outcome));

  it("names up to ten tickets singly", () => {
    const items = [said(41, "changed"), said(42, "unchanged"), said(43, "repeated")];
    expect(resultLines(result(items), items, false)).toEqual([
      "INC-41 closed: VPN down in the Bandung office",
      "INC-42 unchanged: VPN down in the Bandung office",
      "INC-43 came again: VPN down in the Bandung office",
    ]);
    expect(resultLines(result(items, { dryRun: true }), items, false)[0]).toBe("INC-41 would be closed: VPN down in the Bandung office");
  });

  it("sums up more, unless all are wanted", () => {
    const items = [...many("changed"), said(99, "unchanged")];
    expect(resultLines(result(items), items, false)).toEqual(["12 of 13 tickets closed: 1 unchanged."]);
    expect(resultLines(result(items), items, true)).toHaveLength(14);
    expect(resultLines(result([]), [], false)).toEqual([]);
  });

  it("says what stands in the way of a whole set", () => {
    const items = [...many("skipped", 212), said(140, "refused"), ...many("unchanged", 2)];
    expect(troubleOf(result(items, { operation: null }), items)).toEqual({
      headline: "nothing was closed: 1 of 215 tickets cannot be closed.",
      lines: ["INC-140  has an open child INC-141  close it first, or use --with-children"],
      advice: "Run again with --keep-going to close the other 212.",
    });
  });

  it("says what was left out when the others were done", () => {
    const items = [...many("changed"), said(140, "refused"), said(999, "not_found")];
    expect(troubleOf(result(items), items)).toMatchObject({
      headline: "2 of 14 tickets could not be closed.",
      lines: [expect.stringContaining("INC-140"), "999      no such ticket"],
      advice: null,
    });
  });

  it("gives programs a line a ticket", () => {
    expect(resultRecord(said(140, "refused"))).toBe("INC-140\trefused\thas an open child INC-141");
    expect(resultRecord(said(41, "changed"))).toBe("INC-41\tchanged\t");
    expect(changedIds([said(41, "changed"), said(42, "unchanged"), said(43, "repeated")])).toEqual(["INC-41", "INC-43"]);
    expect(failedRecords([said(140, "refused"), said(999, "not_found"), said(1, "skipped"), said(2, "changed")])).toEqual([
      "INC-140\topen_child\thas an open child INC-141",
      "999\tnot_found\tNo ticket 999.",
      "INC-1\tskipped\t",
    ]);
  });
});
