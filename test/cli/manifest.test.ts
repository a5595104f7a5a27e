import { describe, expect, it } from "vitest";
import { TOPICS } from "../../src/cli/find-verb.ts";
import { flagOf } from "../../src/cli/flags/flag.ts";
import { notationsOf, ownsVersion } from "../../src/cli/flags/groups.ts";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { FLAG_WORDS } from "../../src/words/flags.en.ts";
import { VERB_WORDS } from "../../src/words/help.en.ts";
import { TOPIC_PAGES, TOPIC_TITLES } from "../../src/words/topics.en.ts";

describe("the manifest", () => {
  it.each(MANIFEST.map((row) => [row.name, row] as const))("%s has each flag once, a sentence for it and for each of its flags", (name, row) => {
    const flags = notationsOf(row).map(flagOf);
    const longs = flags.map((flag) => flag.long);
    const shorts = flags.flatMap((flag) => (flag.short === null ? [] : [flag.short]));
    expect(new Set(longs).size).toBe(longs.length);
    expect(new Set(shorts).size).toBe(shorts.length);
    expect(VERB_WORDS[name]).toBeTruthy();
    expect(longs.filter((long) => !FLAG_WORDS[`${name} --${long}`] && !FLAG_WORDS[long])).toEqual([]);
    expect(row.examples.length).toBeGreaterThan(0);
  });

  it("has no name twice, and -h and -V mean nothing else", () => {
    const names = MANIFEST.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
    for (const row of MANIFEST) {
      const flags = notationsOf(row).map(flagOf);
      expect(flags.filter((flag) => flag.short === "h").map((flag) => flag.long)).toEqual(["help"]);
      expect(flags.filter((flag) => flag.short === "V").map((flag) => flag.long)).toEqual(ownsVersion(row) ? [] : ["version"]);
    }
  });

  it("has a title and a page for every topic", () => {
    for (const topic of TOPICS) {
      expect(TOPIC_TITLES[topic]).toBeTruthy();
      if (topic !== "topics" && topic !== "schema") expect(TOPIC_PAGES[topic]).toBeTruthy();
    }
  });
});

describe("flag notation", () => {
  it("reads kinds off the last word", () => {
    expect(flagOf("-p, --priority NAME")).toMatchObject({ long: "priority", short: "p", kind: "name", many: false });
    expect(flagOf("--json")).toMatchObject({ long: "json", short: null, kind: "switch" });
    expect(flagOf("-t, --tag NAME...")).toMatchObject({ kind: "name", value: "NAME", many: true });
    expect(flagOf("--satisfaction 1..5")).toMatchObject({ kind: "integer", from: 1, to: 5 });
    expect(flagOf("--from agent|requester")).toMatchObject({ kind: "choice", choices: ["agent", "requester"] });
  });
});
