/** What a person does at a keyboard. */
export type Key =
  | { readonly name: "text" | "paste"; readonly text: string }
  | {
      readonly name:
        | "enter"
        | "escape"
        | "tab"
        | "up"
        | "down"
        | "left"
        | "right"
        | "home"
        | "end"
        | "backspace"
        | "delete"
        | "delete-word"
        | "delete-before"
        | "delete-after"
        | "interrupt"
        | "end-of-input"
        | "suspend"
        | "other";
    };
type Named = Exclude<Key["name"], "text" | "paste">;

const CONTROLS: Readonly<Record<string, Named>> = {
  "\u0001": "home",
  "\u0002": "left",
  "\u0003": "interrupt",
  "\u0004": "end-of-input",
  "\u0005": "end",
  "\u0006": "right",
  "\b": "backspace",
  "\t": "tab",
  "\n": "enter",
  "\u000b": "delete-after",
  "\r": "enter",
  "\u000e": "down",
  "\u0010": "up",
  "\u0015": "delete-before",
  "\u0017": "delete-word",
  "\u001a": "suspend",
  "\u007f": "backspace",
};
const FINALS: Readonly<Record<string, Named>> = { A: "up", B: "down", C: "right", D: "left", F: "end", H: "home", M: "enter" };
const TILDES: Readonly<Record<string, Named>> = { "1": "home", "3": "delete", "4": "end", "7": "home", "8": "end" };

const PASTE_BEGINS = "\u001b[200~";
const PASTE_ENDS = "\u001b[201~";
/** More is no answer: what follows in the same paste is let go. */
const LONGEST_PASTE = 262_144;

const CSI = /^\u001b\[[0-?]*[ -/]*[@-~]/;
/** A sequence of which more has yet to come. */
const UNFINISHED = /^\u001b(?:\[[0-?]*[ -/]*|O|[\]PX^_][^\u0007\u001b]*\u001b?)?$/;
/** What a terminal answers when it is asked, and what other strings a program sends it. */
const STRING = /^\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)/;
const WORDS = /^[^\u0000-\u001f\u007f]+/;
/** A terminal that does not bracket what is pasted sends it as if it were typed, but no person types a line and goes on in the same instant. */
const LINES = /[\r\n]+[^\r\n]/;

/** Keys out of the text a terminal sends, however it is cut into pieces. */
export class Keys {
  #rest = "";
  #pasted: string | null = null;

  /** Something has begun that what comes next decides about. */
  get waits(): boolean {
    return this.#rest !== "" && this.#pasted === null;
  }

  /** The keys of the next piece. */
  feed(piece: string): readonly Key[] {
    let text = this.#rest + piece;
    this.#rest = "";
    if (this.#pasted === null && !text.includes("\u001b") && LINES.test(text)) return [{ name: "paste", text: text.replace(/[\r\n]+$/, "") }];
    const keys: Key[] = [];
    while (text !== "") {
      if (this.#pasted !== null) {
        text = this.#paste(text, keys);
        continue;
      }
      if (text.startsWith(PASTE_BEGINS)) {
        this.#pasted = "";
        text = text.slice(PASTE_BEGINS.length);
        continue;
      }
      if (UNFINISHED.test(text)) {
        this.#rest = text;
        break;
      }
      const [key, length] = first(text);
      keys.push(key);
      text = text.slice(length);
    }
    return keys;
  }

  /** Nothing more has come: what had begun was all. */
  settle(): readonly Key[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "\u001b" ? [{ name: "escape" }] : rest === "" ? [] : [{ name: "other" }];
  }

  /** Takes pasted text up to its end, and gives what follows it. */
  #paste(text: string, keys: Key[]): string {
    const end = text.indexOf(PASTE_ENDS);
    // The end may be cut in two.
    const kept = end === -1 ? Math.max(0, text.length - PASTE_ENDS.length + 1) : end;
    const pasted = (this.#pasted ?? "") + text.slice(0, kept);
    this.#pasted = pasted.slice(0, LONGEST_PASTE);
    if (end === -1) {
      this.#rest = text.slice(kept);
      return "";
    }
    keys.push({ name: "paste", text: this.#pasted });
    this.#pasted = null;
    return text.slice(end + PASTE_ENDS.length);
  }
}

/** The first key of a text, and how much of it that takes. */
function first(text: string): readonly [key: Key, length: number] {
  const words = WORDS.exec(text)?.[0];
  if (words !== undefined) return [{ name: "text", text: words }, words.length];
  if (text[0] !== "\u001b") return [{ name: CONTROLS[text[0]!] ?? "other" }, 1];
  const csi = CSI.exec(text)?.[0];
  if (csi !== undefined) return [{ name: (csi.endsWith("~") ? TILDES[csi.slice(2, -1)] : FINALS[csi.at(-1)!]) ?? "other" }, csi.length];
  const string = STRING.exec(text)?.[0];
  if (string !== undefined) return [{ name: "other" }, string.length];
  if (text[1] === "O") return [{ name: FINALS[text[2]!] ?? "other" }, 3];
  // Escape twice is escape; before any other character it is that character with Alt.
  return text[1] === "\u001b" ? [{ name: "escape" }, 1] : [{ name: "other" }, 2];
}
