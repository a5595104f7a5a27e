/** Words too long for anybody to have typed: keys, addresses, encoded attachments. */
const LONGEST = 40;
const ASCII = /^[\u0000-\u007f]*$/;

/** Letters without the marks above and below them, as the search index keeps them. */
const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");

/** The words of a text as the search index cuts them: runs of letters and figures, lower case, without diacritics. At most so many; single characters say nothing. */
export function wordsIn(text: string, most: number): readonly string[] {
  const words: string[] = [];
  const plain = ASCII.test(text);
  const found = plain
    ? text.toLowerCase().matchAll(/[a-z0-9]+/g)
    : bare(text)
        .toLowerCase()
        .matchAll(/[\p{L}\p{N}\p{Co}]+/gu);
  for (const [word] of found) {
    if (word.length < 2 || word.length > LONGEST) continue;
    words.push(word);
    if (words.length >= most) break;
  }
  return words;
}
