/** What the questions themselves say, whatever they are about. */
export const ASK_WORDS = {
  enter: (what: string) => `Enter: ${what}`,
  back: "Esc: back",
  editor: "Tab: your editor",
  editorPlain: "Tab, then Enter: your editor",
  empties: "-: nothing",
  backPlain: "<: back",
  nothing: "nothing",
  more: (count: number) => `… ${count} more; type to find one`,
  outOfSight: (count: number) => `… ${count} more; the arrows show them`,
  noneFound: "none has that",
  asTyped: (typed: string) => `"${typed}", as typed`,
  yes: "y",
  no: "n",
  yesNo: (suggested: boolean) => (suggested ? "[Y/n]" : "[y/N]"),
  yesOrNo: "Answer with y or n.",
  chooseOne: (keys: string) => `Answer with ${keys}.`,
  stray: (keys: string) => `Answer with ${keys}. Enter takes away what was typed.`,
  between: (first: string, last: string) => (first === last ? first : last === "0" ? `${first} to 9 or 0` : `${first} to ${last}`),
  oneOf: (keys: readonly string[]) => keys.join(", "),
  number: "Number:",
  several: (count: number) => `${count} lines came at once and were taken as one answer.`,
} as const;

const YES = new Set(["y", "yes"]);
const NO = new Set(["n", "no"]);

/** What a word says to a question that is answered by yes or no; null: neither. */
export const yesOrNo = (word: string): boolean | null => {
  const said = word.trim().toLowerCase();
  return YES.has(said) ? true : NO.has(said) ? false : null;
};
