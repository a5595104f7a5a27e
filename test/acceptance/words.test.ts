import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { saidOf } from "../../src/cli/say.ts";
import { REFUSAL_RULES, refusalWords } from "../../src/words/refusals.en.ts";

const SRC = join(import.meta.dirname, "../../src");

const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name: relative(SRC, join(SRC, name)), text: readFileSync(join(SRC, name), "utf8") }));

/** Every string that the sources hand to something as its key, with the file. */
function keysBy(pattern: RegExp, layers: RegExp = /./): readonly (readonly [key: string, file: string])[] {
  const found = new Map<string, string>();
  for (const { name, text } of sources) if (layers.test(name)) for (const match of text.matchAll(pattern)) found.set(match[1]!, name);
  return [...found];
}

/** Facts of every kind: a sentence that needs more than it is given must not break, nor say `undefined`. */
const facts: Readonly<Record<string, unknown>> = new Proxy(
  {},
  {
    get: (_, name) => {
      if (typeof name !== "string") return undefined;
      if (
        /^(ids|verbs|topics|names|kinds|days|levels|clocks|filters|allowed|flags|fields|sources|choices|keys|children|affected|types|titles|rotas|missing|assumed|readings|dues)$/.test(
          name,
        )
      )
        return ["one", "two"];
      return /^(at|movedAt|closedAt|until|most|limit|count|n|bytes|from|to|max|matching|line|column)$/.test(name) ? 1 : "something";
    },
    has: () => true,
  },
);

function expectSentence(said: string, key: string): void {
  expect(said).not.toBe(key);
  expect(said.trim()).not.toBe("");
  expect(said).not.toMatch(/undefined|\[object|NaN/);
}

describe("every rule that can refuse has words", () => {
  const rules = keysBy(/\brefuse\(\s*"([a-z_]+)"/g, /^(domain|app|exchange)\//);
  it("and there are dozens of them", () => expect(rules.length).toBeGreaterThan(40));
  it.each(rules)("%s (%s)", (rule) => {
    expect(REFUSAL_RULES).toContain(rule);
    const { message, hint } = refusalWords(rule, facts);
    expectSentence(message, rule);
    if (hint !== null) expectSentence(hint, rule);
  });
  it("and every word has a rule", () => {
    const known = new Set(rules.map(([rule]) => rule));
    expect(REFUSAL_RULES.filter((rule) => !known.has(rule))).toEqual([]);
  });
});

describe("every failure has a sentence", () => {
  const keys = keysBy(/\bfail\(\s*[^,()]*(?:\([^()]*\))?[^,()]*,\s*(?:[\w.=! ]+\? )?"([a-z_.-]+)"/g);
  const others = keysBy(/\bfail\([^;]*? : "([a-z_]+)"/g);
  it("and there are dozens of them", () => expect(keys.length).toBeGreaterThan(60));
  it.each([...new Map([...keys, ...others])])("%s (%s)", (key) => {
    const { what, todo, facts: more } = saidOf({ key, with: facts });
    expectSentence(what, key);
    for (const line of [...(more ?? []), ...(todo === undefined ? [] : [todo])]) expectSentence(line, key);
  });
});

describe("every fault of a query, a number or a time has a sentence", () => {
  const keys = keysBy(/"((?:query|number|line|when)\.[a-z-]+)"/g, /^domain\//);
  it("and there are dozens of them", () => expect(keys.length).toBeGreaterThan(40));
  it.each(keys)("%s (%s)", (key) => expectSentence(saidOf({ key, with: facts }).what, key));
});

describe("every notice has a sentence", () => {
  it.each(keysBy(/\b(?:notice|say)\(\s*"([a-z_-]+)"/g, /^cli\//))("%s (%s)", (key) => expectSentence(saidOf({ key, with: facts }).what, key));
});

describe("every fault of a policy file has a sentence", () => {
  const said = (fault: string, about: Readonly<Record<string, unknown>>): string =>
    saidOf({ key: "policy_fault", with: { file: "desk.yaml", line: 3, column: 7, fault, about } }).what;
  const keys = [
    ...keysBy(/\breport\(\s*[^"]*?, "([a-z_]+)"/g, /^domain\/policy\/check\//),
    ...keysBy(/"(ics\.[a-z_]+)"/g, /^exchange\/policy\//),
    ...keysBy(/"(yaml\.[A-Za-z_]+)"/g, /^exchange\/policy\//),
  ];
  const expected = [
    ...keysBy(/\bunexpected\(report, [^,]+, "([a-z_]+)"/g, /^domain\/policy\/check\//),
    ...keysBy(/\b(?:map|list|text|name)In\(report, [^,"]+, "([a-z_]+)"\)/g, /^domain\/policy\/check\//),
  ];
  it("and there are dozens of them", () => expect([keys.length > 50, expected.length > 15]).toEqual([true, true]));
  it.each(keys)("%s (%s)", (key) => {
    expect(said(key, facts)).toMatch(/^desk\.yaml:3:7: \S/);
    expectSentence(said(key, facts).slice("desk.yaml:3:7: ".length), key);
  });
  it.each(expected)("expected: %s (%s)", (word) => {
    const sentence = said("expected", { expected: word, got: "list", text: "", kind: "group", names: ["one"], from: 1, to: 2, clocks: ["one"], levels: [1] });
    expect(sentence).not.toContain(`Expected ${word};`);
    expectSentence(sentence, word);
  });
});

describe("every fault of a payload or a mapping has a sentence", () => {
  const keys = keysBy(/(?:key: |, )"((?:payload|mapping)_[a-z_]+)"/g, /^(exchange|cli)\//);
  it("and there are several of them", () => expect(keys.length).toBeGreaterThan(10));
  it.each(keys)("%s (%s)", (key) => {
    const { what, todo, facts: more } = saidOf({ key, with: facts });
    for (const line of [what, ...(more ?? []), ...(todo === undefined ? [] : [todo])]) expectSentence(line, key);
  });
});
