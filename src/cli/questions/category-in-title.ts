import { foldName } from "../../domain/fold-name.ts";

const wordsIn = (text: string): readonly string[] =>
  foldName(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** A word of a name and one of a title are the same but for an ending: `printer`, `printers`. */
const alike = (name: string, word: string): boolean => word === name || (name.length >= 4 && word.startsWith(name) && word.length <= name.length + 2);

/** The category whose own name stands in a title, the deepest of them; null: none does, or several do. */
export function categoryInTitle(title: string, categories: readonly string[]): string | null {
  const words = wordsIn(title);
  const named = (path: string): boolean => {
    const [own = ""] = path.split("/").slice(-1);
    const parts = wordsIn(own);
    return parts.length > 0 && parts.every((part) => words.some((word) => alike(part, word)));
  };
  const found = categories.filter(named);
  const deepest = Math.max(0, ...found.map((path) => path.split("/").length));
  const best = found.filter((path) => path.split("/").length === deepest);
  return best.length === 1 ? (best[0] as string) : null;
}
