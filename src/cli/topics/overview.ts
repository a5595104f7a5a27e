import { VERB_WORDS } from "../../words/help.en.ts";
import { HELP_WORDS } from "../../words/help-pages.en.ts";
import { TOPIC_TITLES } from "../../words/topics.en.ts";
import { TOPICS, verbsOf } from "../find-verb.ts";
import { MANIFEST } from "../manifest.ts";
import type { VerbRow } from "../verb-row.ts";

const lines = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, words]) => `  ${name.padEnd(width)}  ${words}`);
};

const rowLine = (row: VerbRow): readonly [string, string] => [[row.name, row.operands].join(" ").trim(), VERB_WORDS[row.name] ?? ""];

export const topicLines = (): readonly string[] => lines(TOPICS.map((topic) => [topic, TOPIC_TITLES[topic] ?? ""]));

/** `itsm help`: all verbs and topics. */
export function overview(): readonly string[] {
  const sections = Object.entries(HELP_WORDS.sections).flatMap(([section, title]) => {
    const rows = MANIFEST.filter((row) => row.section === section);
    return rows.length === 0 ? [] : [title, ...lines(rows.map(rowLine)), ""];
  });
  return [...sections, HELP_WORDS.overview, ...topicLines()];
}

/** `itsm db --help`: the verbs of a noun. */
export const nounPage = (noun: string): readonly string[] => [...lines(verbsOf(noun).map(rowLine)), "", HELP_WORDS.more(noun)];
