import { describe, expect, it } from "vitest";
import { MANIFEST } from "../../../src/cli/manifest.ts";
import type { Flags } from "../../../src/cli/program.ts";
import { categoryInTitle } from "../../../src/cli/questions/category-in-title.ts";
import { commandLine } from "../../../src/cli/questions/command-line.ts";
import { answered, knownBy, nextStep, type Progress, reopened, STEPS, stepNamed, wentBack } from "../../../src/cli/questions/order-of-steps.ts";
import type { StepName } from "../../../src/cli/questions/talk.ts";
import type { VerbRow } from "../../../src/cli/verb-row.ts";
import { DEFAULT_POLICY } from "../../../src/domain/policy/default-policy.ts";

const beginning = (given: Flags = {}): Progress => ({ given, answers: {}, done: [], asked: [] });
const FOUND: Readonly<Partial<Record<StepName, Flags>>> = { title: { title: "VPN drops" }, requester: { requester: "Budi" } };

/** All that is asked, one after another, each answered as `patches` say. */
function asked(given: Flags, patches: Readonly<Partial<Record<StepName, Flags>>> = {}): readonly StepName[] {
  const names: StepName[] = [];
  let progress = beginning(given);
  for (let step = nextStep(progress, DEFAULT_POLICY); step !== null; step = nextStep(progress, DEFAULT_POLICY)) {
    names.push(step.name);
    progress = answered(progress, step, patches[step.name] ?? FOUND[step.name] ?? {}, true);
  }
  return names;
}

const WHOLE = ["title", "similar", "requester", "contact", "channel", "category", "service", "impact", "urgency", "description", "handover"];

describe("what is asked next", () => {
  it("is the conversation in its order", () => expect(asked({})).toEqual(WHOLE));
  it("leaves out what flags say", () => {
    expect(asked({ impact: "low", category: "other", "description-file": "x", start: true })).toEqual([
      "title",
      "similar",
      "requester",
      "contact",
      "channel",
      "service",
      "urgency",
    ]);
  });
  it("does not ask how to reach nobody, or somebody whose contact is known", () => {
    expect(asked({}, { requester: {} })).not.toContain("contact");
    expect(asked({}, { requester: { requester: "Budi", contact: "4711" } })).not.toContain("contact");
  });
  it("asks how it was solved where it was", () => {
    expect(asked({}, { handover: { close: true } })).toEqual([...WHOLE, "code", "note"]);
    expect(asked({ resolve: true, code: "fixed" })).toEqual([...WHOLE.filter((name) => name !== "handover"), "note"]);
  });
  it("asks only for the person where it is a ticket there is", () => {
    expect(asked({}, { similar: { joins: "41" } })).toEqual(["title", "similar", "requester", "contact", "join"]);
  });
  it("has a step for every name", () => expect(STEPS.map(({ name }) => stepNamed(name).name)).toEqual(STEPS.map(({ name }) => name)));
});

describe("going back", () => {
  const at = (...names: readonly StepName[]): Progress =>
    names.reduce((progress, name) => answered(progress, stepNamed(name), { [name]: name }, name !== "similar"), beginning());

  it("asks the question before again, past what asked nothing, and keeps the answers", () => {
    const back = wentBack(at("title", "similar", "requester"));
    expect(nextStep(back, DEFAULT_POLICY)?.name).toBe("requester");
    expect(knownBy(back)).toMatchObject({ title: "title", requester: "requester" });
    const further = wentBack(back);
    expect(nextStep(further, DEFAULT_POLICY)?.name).toBe("title");
    expect(wentBack(further)).toEqual(further);
  });
  it("asks again what stands and falls with a changed line", () => {
    const whole = answered(at("title", "handover", "code", "note"), stepNamed("handover"), { close: true, code: undefined }, true);
    expect(reopened(whole, "handover").done).toEqual(["title"]);
  });
  it("lets an answer take the place of a flag", () => {
    const changed = reopened({ ...beginning({ impact: "low", tag: ["x"] }), done: ["title"] }, "impact");
    expect(changed.given).toEqual({ tag: ["x"] });
    expect(knownBy(changed)).toEqual({ tag: ["x"], impact: "low" });
  });
});

describe("a guess from the title", () => {
  it.each([
    ["VPN drops every hour", "network/vpn"],
    ["Printers on floor 3", "hardware/printer"],
    ["operating system does not start", "software/operating-system"],
    ["Laptop and printer", null],
    ["Nothing of the kind", null],
    ["Hardware fault", "hardware"],
    ["", null],
  ])("%j: %j", (title, category) => expect(categoryInTitle(title, DEFAULT_POLICY.categories)).toBe(category));
});

describe("the command that repeats the answers", () => {
  const row = MANIFEST.find(({ name }) => name === "log") as VerbRow;
  it("has every flag, quoted where a shell would take it for more", () => {
    const flags = {
      requester: "Budi's $HOME",
      tag: ["a", "b"],
      start: true,
      description: "one\ntwo",
      resolve: undefined,
      template: "x",
      "print-command": true,
    };
    expect(commandLine(row, flags, 'VPN "drops"')).toBe(
      `itsm log 'VPN "drops"' --start --requester "Budi's \\$HOME"`.replace(`"Budi's \\$HOME"`, `'Budi'\\''s $HOME'`) +
        ' --tag a --tag b --description "one\ntwo"',
    );
  });
  it("keeps a text that begins with a dash from being taken for a flag", () => {
    expect(commandLine(row, { requester: "-x" }, "--help me")).toBe('itsm log "--title=--help me" --requester=-x');
  });
});
