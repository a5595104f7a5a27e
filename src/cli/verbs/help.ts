import { fail } from "../../app/failure.ts";
import { nearest } from "../../domain/query/near.ts";
import { TOPIC_PAGES } from "../../words/topics.en.ts";
import { rowOf, TOPICS, verbsOf } from "../find-verb.ts";
import { MANIFEST } from "../manifest.ts";
import { printPage } from "../pager.ts";
import type { Program, Verb } from "../program.ts";
import { helpOn } from "../topics/help-on.ts";
import { nounPage, overview, topicLines } from "../topics/overview.ts";
import { verbPage } from "../topics/verb-page.ts";

/** `itsm help`, of a verb, of a noun, of a topic, or a JSON schema. */
export const verb: Verb = {
  name: "help",
  async run(program, { operands }) {
    const [first, second] = operands;
    if (first === "schema") return printSchema(program, second);
    await printPage(program, helpOn(program, pageOf(operands)));
    return 0;
  },
};

function pageOf(operands: readonly string[]): readonly string[] {
  const word = operands.join(" ");
  if (word === "") return overview();
  if (word === "topics") return topicLines();
  const topic = Object.hasOwn(TOPIC_PAGES, word) ? TOPIC_PAGES[word] : undefined;
  if (topic !== undefined) return topic.trimEnd().split("\n");
  const row = rowOf(word);
  if (row !== undefined) return verbPage(row);
  if (verbsOf(word).length > 0) return nounPage(word);
  throw fail("usage", "topic_unknown", { word, near: nearest(word, [...TOPICS, ...MANIFEST.map(({ name }) => name)]), topics: TOPICS });
}

/** The one schema that is not of an output: of the file of the desk's rules. */
const POLICY = "policy";

async function printSchema(program: Program, name: string | undefined): Promise<number> {
  const { SCHEMAS } = await import("../../render/schema.ts");
  const names = [...Object.keys(SCHEMAS), POLICY];
  const { stdout } = program.io;
  if (name === undefined) {
    for (const each of names) stdout.write(each === POLICY ? `${POLICY}\n` : `itsm.${each}/1\n`);
    return 0;
  }
  const short = name.replace(/^itsm\./, "").replace(/\/1$/, "");
  if (name === POLICY) {
    const { policySchema } = await import("../../render/policy-schema.ts");
    stdout.write(`${JSON.stringify(policySchema(), null, 2)}\n`);
    return 0;
  }
  const schema = Object.hasOwn(SCHEMAS, short) ? SCHEMAS[short] : undefined;
  if (schema === undefined) throw fail("usage", "schema_unknown", { word: name, near: nearest(short, names), names });
  stdout.write(`${JSON.stringify(schema(), null, 2)}\n`);
  return 0;
}
