/** A word of a command line as it stands there, and as the shell hands it on. */
interface ShellWord {
  readonly raw: string;
  readonly text: string;
  /** The quote that is still open at its end, and where in `raw` what it holds begins. */
  readonly open: { readonly quote: "'" | '"' | "$'"; readonly from: number } | null;
}

/** The words of a line up to the cursor; the last is the one the cursor stands behind, empty after a blank. */
export interface ShellLine {
  readonly words: readonly string[];
  readonly last: ShellWord;
}

const BLANK = /\s/;
/** What a backslash takes its meaning from inside double quotes. */
const ESCAPED_IN_QUOTES = /[$`"\\\n]/;

/** Splits a line as shells do. Nothing is expanded: a variable stays its name. In fish a backslash works between single quotes too. */
export function shellLine(line: string, shell: "posix" | "fish" = "posix"): ShellLine {
  const done: string[] = [];
  let begun = 0;
  let text = "";
  let open: ShellWord["open"] = null;
  let isWord = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]!;
    const next = line[at + 1];
    if (open !== null) {
      const { quote } = open;
      if (char === (quote === "$'" ? "'" : quote)) open = null;
      else if (char === "\\" && next !== undefined && escapes(quote, next, shell)) text += line[++at];
      else text += char;
    } else if (BLANK.test(char)) {
      if (isWord) done.push(text);
      text = "";
      isWord = false;
      begun = at + 1;
    } else {
      isWord = true;
      if (char === "'" || char === '"') open = { quote: char, from: at + 1 - begun };
      else if (char === "$" && next === "'" && shell === "posix") open = { quote: "$'", from: ++at + 1 - begun };
      else if (char === "\\" && next !== undefined) text += line[++at];
      else text += char;
    }
  }
  return { words: done, last: { raw: line.slice(begun), text, open } };
}

const escapes = (quote: string, next: string, shell: "posix" | "fish"): boolean =>
  quote === "$'" || (quote === '"' ? ESCAPED_IN_QUOTES.test(next) : shell === "fish" && (next === "'" || next === "\\"));
