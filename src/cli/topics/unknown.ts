import { type Failure, fail } from "../../app/failure.ts";
import { nearest } from "../../domain/query/near.ts";
import type { Called } from "../before-verb.ts";
import { verbsOf } from "../find-verb.ts";
import { MANIFEST } from "../manifest.ts";

/** The `usage` failure of a command line that names no verb: a bare noun, `done`, or a word nobody knows. */
export function unknownVerb({ word, rest }: Called): Failure {
  const noun = word ?? "";
  if (noun === "done") return fail("usage", "verb_done", { spec: rest[0] ?? "41" });
  const verbs = verbsOf(noun).map((row) => row.name);
  if (verbs.length === 0)
    return fail("usage", "verb_unknown", {
      word: noun,
      near: nearest(noun, [...MANIFEST.flatMap((row) => [row.name.split(" ")[0]!, ...(row.aliases ?? [])])]),
    });
  const second = rest[0];
  if (second === undefined || second.startsWith("-")) return fail("usage", "noun_bare", { noun, verbs });
  const near = nearest(
    second,
    verbs.map((name) => name.slice(noun.length + 1)),
  );
  return fail("usage", "noun_verb_unknown", { noun, word: second, near: near === null ? null : `${noun} ${near}`, verbs });
}
