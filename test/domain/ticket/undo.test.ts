import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";
import { isRefusal, undo } from "../../../src/domain/ticket/undo.ts";
import { assign, close, edit, high, hold, lapse, log, note, priority, recur, resolve, resume, start } from "./commands.ts";
import { Story, said, t, ticket } from "./story.ts";

/** A story with one operation number a step, whatever the events of each. */
class Told {
  readonly story: Story;
  readonly operations: number;
  constructor(story: Story, operations: number) {
    this.story = story;
    this.operations = operations;
  }
  and(now: string, command: Parameters<Story["and"]>[1], how: Parameters<Story["and"]>[2] = {}): Told {
    const next = this.story.and(now, command, how);
    const history = next.history.map((event) => (event.version > (this.story.maybe?.version ?? 0) ? { ...event, operation: this.operations + 1 } : event));
    return new Told(new Story(next.number, next.world, next.ticket, history), this.operations + 1);
  }
  tries(operation: number, now = "fri 09:00"): string | Told {
    const undone = undo(
      this.story.history,
      operation,
      { at: t(now), recordedAt: t(now), operation: this.operations + 1, by: "sari" },
      DEFAULT_POLICY,
      () => DEFAULT_POLICY,
    );
    if (isRefusal(undone)) return `${undone.rule}${"operation" in undone.about ? ` ${String(undone.about.operation)}` : ""}`;
    return new Told(new Story(41, this.story.world, undone.ticket, [...this.story.history, ...undone.events]), this.operations + 1);
  }
  undo(operation: number, now?: string): Told {
    const to = this.tries(operation, now);
    if (typeof to === "string") throw new Error(to);
    return to;
  }
  get ticket() {
    return this.story.ticket;
  }
}
const logged = new Told(ticket(), 0).and("mon 09:00", log());
const strip = ({ ticket: { version: _v, updatedAt: _u, ...rest } }: Told): object => rest;

describe("an undo", () => {
  it("makes an operation as if it had never been, clocks included", () => {
    expect(strip(logged.and("mon 09:10", start()).undo(2))).toEqual(strip(logged));
    expect(strip(logged.and("mon 09:10", hold("awaiting-requester")).undo(2))).toEqual(strip(logged));
    const resolved = logged.and("mon 09:10", start()).and("mon 10:00", resolve());
    expect(strip(resolved.undo(3))).toEqual(strip(logged.and("mon 09:10", start())));
    expect(strip(resolved.undo(3).undo(2))).toEqual(strip(logged));
  });

  it("keeps both in the history", () => {
    expect(
      logged
        .and("mon 09:10", start())
        .undo(2)
        .story.history.map((event) => event.type),
    ).toEqual(["logged", "assigned", "started", "undone"]);
  });

  it("is refused once a later event moved the ticket, naming the operation", () => {
    const story = logged.and("mon 09:10", start()).and("mon 09:20", assign({ group: "second-line" }));
    expect(story.tries(2)).toBe("moved_since 3");
    expect(story.tries(1)).toBe("moved_since 2");
  });

  it("is not refused for a later note or occurrence, or the end of a hold or an override by itself", () => {
    const story = logged
      .and("mon 09:10", priority("high", "the director", "tue 08:00"))
      .and("mon 09:20", note("x"))
      .and("mon 09:30", recur())
      .and("tue 08:00", lapse);
    expect(story.undo(2).ticket).toMatchObject({ priority: "medium", override: null, occurrences: 2 });
    const held = logged.and("mon 09:10", hold("awaiting-requester", { until: "tue 09:00" })).and("tue 09:00", lapse);
    expect(strip(held.undo(2))).toEqual(strip(logged));
  });

  it("is refused when a person lifted the override since", () => {
    const story = logged.and("mon 09:10", priority("high", "the director")).and("mon 09:12", priority("computed"));
    expect(story.tries(2)).toBe("moved_since 3");
  });

  it("twice says that it was undone already", () => {
    expect(logged.and("mon 09:10", start()).undo(2).tries(2)).toBe("already_undone 2");
  });

  it("of an undo brings it back", () => {
    const started = logged.and("mon 09:10", start());
    expect(strip(started.undo(2).undo(3))).toEqual(strip(started));
    expect(strip(started.undo(2).undo(3).undo(2))).toEqual(strip(logged));
  });

  it("of an undo is refused once what came before it was undone too", () => {
    const story = logged.and("mon 09:10", hold("awaiting-requester")).and("mon 09:20", resume()).undo(3).undo(2);
    // Else the resume would stand without the hold it ended.
    expect(story.tries(4)).toBe("moved_since 5");
    expect(strip(story.undo(5).undo(4))).toEqual(strip(logged.and("mon 09:10", hold("awaiting-requester")).and("mon 09:20", resume())));
  });

  it("of an undo is refused once the ticket moved on", () => {
    expect(logged.and("mon 09:10", start()).undo(2).and("fri 10:00", hold("awaiting-vendor")).tries(3)).toBe("moved_since 4");
  });
});

describe("the undo of a log", () => {
  it("voids the ticket, and an undo of that brings it back", () => {
    const voided = logged.and("mon 09:10", note("x")).undo(1);
    expect(voided.ticket).toMatchObject({ status: "cancelled", void: true });
    expect(voided.tries(1)).toBe("already_undone 1");
    expect(voided.tries(2)).toBe("void");
    expect(voided.undo(3).ticket).toMatchObject({ status: "new", void: false });
  });

  it("takes what was done in the same breath with it", () => {
    const story = ticket()
      .and("mon 09:00", log({ category: "other" }))
      .and("mon 09:00", close({ code: "fixed", note: "x" }));
    const one = new Told(
      new Story(
        41,
        story.world,
        story.ticket,
        story.history.map((event) => ({ ...event, operation: 1 })),
      ),
      1,
    );
    expect(one.undo(1).ticket).toMatchObject({ status: "cancelled", void: true });
  });
});

describe("what time brought about", () => {
  const ended = logged.and("mon 09:10", hold("awaiting-requester", { until: "tue 09:00" })).and("tue 09:00", lapse, { by: "sweep" });

  it("cannot be undone", () => {
    expect(ended.tries(3)).toBe("ended_by_itself 3");
    expect(ended.undo(2).tries(3)).toBe("ended_by_itself 3");
  });

  it("still comes about after an undo has put a hold back whose end lies before another end", () => {
    const story = logged
      .and("mon 09:10", hold("awaiting-requester", { until: "tue 09:00" }))
      .and("mon 09:11", priority("high", "the director", "wed 09:00"))
      .and("mon 10:00", resume())
      .and("wed 09:00", lapse, { by: "sweep" })
      .undo(4, "thu 09:00");
    const after = story.and("thu 09:00", lapse, { at: "tue 09:00", by: "sweep" });
    expect(after.ticket).toMatchObject({ status: "new", hold: null, movedAt: t("wed 09:00") });
    expect(after.ticket.clocks.resolution.running).toEqual([
      [t("mon 09:00"), t("mon 09:10")],
      [t("tue 09:00"), null],
    ]);
  });
});

describe("the end of a hold or an override that is gone", () => {
  it("does not end the hold that the undo put back", () => {
    const story = logged
      .and("mon 09:10", hold("awaiting-vendor", { until: "fri 09:00" }))
      .and("mon 09:20", hold("awaiting-requester", { until: "tue 09:00" }))
      .and("tue 09:00", lapse);
    expect(story.undo(3, "wed 09:00").ticket).toMatchObject({ status: "on_hold", hold: { reason: "awaiting-vendor", until: t("fri 09:00") } });
  });

  it("does not end the override that the undo put back", () => {
    const story = logged
      .and("mon 09:10", priority("high", "the director", "fri 09:00"))
      .and("mon 09:12", priority("low", "a spare is there", "tue 09:00"))
      .and("tue 09:00", lapse);
    const back = story.undo(3, "wed 09:00");
    expect(back.ticket).toMatchObject({ priority: "high", override: { reason: "the director" } });
    expect(said(back.story.clock("resolution", "wed 09:00").dueAt)).toBe("mon 13:00");
  });

  it("does not leave the priority of a classification that was undone", () => {
    const story = logged
      .and("mon 09:10", priority("low", "a spare is there", "tue 09:00"))
      .and("mon 09:20", edit(high))
      .and("tue 09:00", lapse);
    expect(story.ticket.priority).toBe("high");
    const back = story.undo(3, "wed 09:00");
    expect(back.ticket).toMatchObject({
      priority: "medium",
      computedPriority: "medium",
      rank: 2,
      clocks: { resolution: { target: { seconds: 8 * 3600, calendar: "office" } } },
    });
    expect(strip(back.undo(5, "wed 10:00"))).toEqual(strip(story));
  });
});
