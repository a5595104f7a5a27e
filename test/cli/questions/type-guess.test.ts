import { describe, expect, it } from "vitest";
import { soundsAskedFor } from "../../../src/domain/learn/asked-for.ts";
import { rawOf } from "../../raw.ts";
import { makeWorld, type Ran, type Setting } from "../../world.ts";

describe("a title", () => {
  it.each([
    ["Password reset for Agus", true],
    ["reset password", true],
    ["New laptop for Ratna", true],
    ["Minta akses ke folder keuangan", true],
    ["Password reset fails", false],
    ["Installation stuck at 40 %", false],
    ["Printer jams", false],
    ["Broken order of pages, border too wide", false],
    ["", false],
  ])("sounds as if something were asked for: %s", (title, asked) => expect(soundsAskedFor(title)).toBe(asked));
});

describe("the type of a ticket", () => {
  const REST = ["", "", "", "low", "low", "", ""] as const;
  it("is guessed from the title, said, shown at the review and changed there", async () => {
    const world = makeWorld();
    const talk = (answers: NonNullable<Setting["answers"]>, line = "log"): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers });
    const request = await talk(["Password reset", ...REST, ""]);
    expect({ code: request.code, stdout: request.stdout }).toEqual({ code: 0, stdout: "REQ-1\n" });
    expect(request.stderr).toContain("Taken for a request.");
    expect((await talk(["Password reset", "none", ...REST, "type", "incident", ""])).stdout).toBe("INC-2\n");
    expect((await talk(["Password reset", "none", ...REST, "title", "Password reset fails", ""])).stdout).toBe("INC-3\n");
    expect((await talk(["Password reset", "none", ...REST, ""], "log --type incident")).stdout).toBe("INC-4\n");
    world.remove();
  });
  it("is what the desk's own closed tickets like it were", async () => {
    const world = makeWorld();
    for (const type of ["request", "request", "request"])
      await world.ok(`log 'Badge for visitor' --type ${type} --category other --close --code fixed --note done`);
    for (const type of ["incident", "incident", "incident"])
      await world.ok(`log 'Order form' --type ${type} --category other --close --code fixed --note done`);
    const typed = async (title: string): Promise<string> =>
      (await world.itsm("log", { terminal: ["stdin", "stderr"], answers: [title, "", "", "", "low", "low", "", "", ""] })).stdout;
    expect(await typed("Badge for a visitor")).toBe("REQ-7\n");
    expect(await typed("Order form")).toBe("INC-8\n");
    world.remove();
  });
});

describe("a guided log", () => {
  it("learns from what was closed, once its ticket is saved, and only then", async () => {
    const world = makeWorld();
    await world.ok("log 'Badge for visitor' --category other --close --code fixed --note done");
    const learnt = async (): Promise<number> => {
      const register = await rawOf(world.register);
      const [state] = await register.rows<{ readonly tickets: number }>("select tickets from lesson_state");
      await register.close();
      return state?.tickets ?? 0;
    };
    const answers = ["Lamp is out", "", "", "", "low", "low", "", ""] as const;
    const talk = (line: string, last: string | null): Promise<Ran> => world.itsm(line, { terminal: ["stdin", "stderr"], answers: [...answers, last] });
    await talk("log", null);
    await talk("log --dry-run", "");
    expect(await learnt()).toBe(0);
    expect(await talk("log", "")).toMatchObject({ code: 0, stdout: "INC-2\n" });
    expect(await learnt()).toBe(1);
    world.remove();
  });
});
