import { describe, it } from "vitest";
import { cancel, close, edit, log, resolve } from "../commands.ts";
import { ticket } from "../story.ts";

const parent = ticket(40).and("mon 08:00", log({ category: "other" }));
const closed = parent.and("mon 08:30", resolve()).and("mon 08:31", close());
const logged = ticket().and("mon 09:00", log());

describe("a parent", () => {
  it("is another ticket that exists and is not void", () => {
    logged.when("mon 09:10", edit({ parent: 41 })).refusedFor("own_parent", {}, ["parent"]);
    logged.when("mon 09:10", edit({ parent: 40 })).refusedFor("no_such_ticket", { number: 40 }, ["parent"]);
    logged
      .beside({ ...parent.ticket, void: true })
      .when("mon 09:10", edit({ parent: 40 }))
      .refused("no_such_ticket");
    logged
      .beside(parent.ticket)
      .when("mon 09:10", edit({ parent: 40 }))
      .gives({ type: "edited", data: { set: { parent: 40 } } });
  });

  it("has no parent itself", () => {
    logged
      .beside({ ...parent.ticket, parent: 39 })
      .when("mon 09:10", edit({ parent: 40 }))
      .refusedFor("parent_is_child", { parent: 40, grandparent: 39 }, ["parent"]);
  });

  it("cannot become a child while it has children", () => {
    const child = ticket(42)
      .beside(logged.ticket)
      .and("mon 09:05", log({ parent: 41 }));
    logged
      .beside(parent.ticket, child.ticket)
      .when("mon 09:10", edit({ parent: 40 }))
      .refused("child_is_parent");
    logged
      .beside(parent.ticket, { ...child.ticket, void: true })
      .when("mon 09:10", edit({ parent: 40 }))
      .gives("edited");
  });

  it("that is closed or cancelled takes no open child, new or old", () => {
    for (const ended of [closed, parent.and("mon 08:30", cancel())]) {
      logged
        .beside(ended.ticket)
        .when("mon 09:10", edit({ parent: 40 }))
        .refused("parent_closed");
      ticket(42)
        .beside(ended.ticket)
        .when("mon 09:10", log({ parent: 40 }))
        .refused("parent_closed");
    }
  });

  it("can be taken off", () => {
    const child = ticket(42)
      .beside(parent.ticket)
      .and("mon 09:05", log({ parent: 40 }));
    child.when("mon 09:10", edit({ parent: null })).gives({ type: "edited", data: { set: { parent: null } } });
  });
});
