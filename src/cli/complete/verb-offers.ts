import { COMPLETE_WORDS } from "../../words/complete.en.ts";
import { VERB_WORDS } from "../../words/help.en.ts";
import { verbsOf } from "../find-verb.ts";
import { MANIFEST } from "../manifest.ts";
import { type Offer, offer } from "./offer.ts";

/** Verbs, nouns and aliases, or the verbs of a noun. */
export function verbOffers(noun: string | null): readonly Offer[] {
  if (noun !== null) return verbsOf(noun).map(({ name }) => offer(name.slice(noun.length + 1), VERB_WORDS[name] ?? ""));
  const nouns = new Map<string, string>();
  for (const { name } of MANIFEST) {
    const [word = ""] = name.split(" ");
    if (!nouns.has(word))
      nouns.set(
        word,
        VERB_WORDS[word] ??
          verbsOf(word)
            .map((row) => row.name.slice(word.length + 1))
            .join(", "),
      );
  }
  const aliases = MANIFEST.flatMap(({ name, aliases = [] }) => aliases.map((alias) => offer(alias, COMPLETE_WORDS.alias(name))));
  return [...[...nouns].map(([word, about]) => offer(word, about)), ...aliases];
}
