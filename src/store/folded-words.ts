/** Bytes of a word that PostgreSQL's index takes; of longer ones the beginning counts. */
const LONGEST_BYTES = 2046;

/** Diacritics that stand by themselves behind a letter, as SQLite's tokenizer knows them (768 to 817, in bits). */
const MARKS = [0x08029fdf, 0x000361f8];

function isMark(code: number): boolean {
  if (code < 768 || code > 817) return false;
  return code < 800 ? ((MARKS[0] as number) & (1 << (code - 768))) !== 0 : ((MARKS[1] as number) & (1 << (code - 800))) !== 0;
}

/** A letter in the form in which it is compared: case folded, and of a Latin letter with diacritics the letter alone. */
function foldedLetter(letter: string): string {
  const base = letter.normalize("NFD");
  if (base.length > 1 && /^[a-zA-Z]/.test(base)) return base.charAt(0).toLowerCase();
  // The Turkish i without a dot is no i.
  if (letter === "\u0131") return letter;
  const upper = letter.toUpperCase();
  const folded = (upper.length === letter.length ? upper : letter).toLowerCase();
  return folded.length === letter.length ? folded : letter;
}

function cut(word: string): string {
  if (word.length * 3 <= LONGEST_BYTES || Buffer.byteLength(word) <= LONGEST_BYTES) return word;
  let kept = "";
  let bytes = 0;
  for (const letter of word) {
    bytes += Buffer.byteLength(letter);
    if (bytes > LONGEST_BYTES) break;
    kept += letter;
  }
  return kept;
}

const ASCII = /^[\u0000-\u007f]*$/;

/** The words of a text as SQLite's index cuts and folds them (FTS5, unicode61 with remove_diacritics 2), so that both databases find the same. */
export function foldedWords(text: string): readonly string[] {
  if (ASCII.test(text)) return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(cut);
  const isLetter = /[\p{L}\p{N}\p{Co}]/u;
  const words: string[] = [];
  let word = "";
  for (const letter of text) {
    if (isLetter.test(letter)) word += foldedLetter(letter);
    else if (word === "" || !isMark(letter.codePointAt(0) ?? 0)) {
      if (word !== "") words.push(cut(word));
      word = "";
    }
  }
  if (word !== "") words.push(cut(word));
  return words;
}
