import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldedWords } from "../../src/store/folded-words.ts";
import { documentOf } from "../../src/store/postgres-search.ts";
import { clientOf, freshAddress, makeSchema } from "../postgres.ts";

const db = new Database(":memory:");
db.exec(`create virtual table t using fts5(x, tokenize="unicode61 remove_diacritics 2"); create virtual table v using fts5vocab(t, instance)`);

/** The words of a text as SQLite's index has them. */
function indexed(text: string): readonly string[] {
  db.prepare("delete from t").run();
  db.prepare("insert into t values (?)").run(text);
  return db.prepare<[], string>("select term from v order by offset").pluck().all();
}

describe("words", () => {
  it.each([
    "Printer on floor 3 is JAMMED",
    "Café crème, naïve façade, Ångström",
    "e\u0301te\u0301 nai\u0308ve",
    "İstanbul ISPARTA ığdır",
    "Straße GROẞ µ ſ ς Σ",
    "Ελλάδα ΆΝΘΡΩΠΟΣ",
    "Новый ёж ЙОД",
    "한국어 テスト 日本語",
    "हिन्दी नमस्ते",
    "a_b-c.d@e:f/g\\h 10:30 ½ ² ①",
    "x\u{1F600}y \u{10400}\u{10428} \ue000",
    "",
  ])("are cut and folded as SQLite does: %s", (text) => expect(foldedWords(text)).toEqual(indexed(text)));

  // What is left came into Unicode after SQLite made its tables.
  it("are the same of Latin, Greek and Cyrillic letters, one by one", () => {
    const differing: string[] = [];
    for (let code = 1; code < 0x530; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/\p{Cn}/u.test(letter)) continue;
      const text = `a${letter}b`;
      if (foldedWords(text).join(" ") !== indexed(text).join(" ")) differing.push(code.toString(16));
    }
    expect(differing).toMatchInlineSnapshot(`
      [
        "1e0",
        "1e1",
        "37f",
        "528",
        "52a",
        "52c",
        "52e",
      ]
    `);
  });

  it("go into the server's index, whatever they are", async () => {
    const address = freshAddress();
    await makeSchema(address);
    const client = await clientOf(address);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }), async (title, body) => {
        await client.query("select $1::tsvector", [documentOf(title.replaceAll("\0", ""), body.replaceAll("\0", ""))]);
      }),
      { numRuns: 200 },
    );
    const long = documentOf("x".repeat(5000), Array.from({ length: 200_000 }, (_, i) => `word${i}`).join(" "));
    await client.query("select $1::tsvector", [long]);
    await client.end();
  });
});
