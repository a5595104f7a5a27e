type Name = "up" | "down" | "left" | "right" | "pageUp" | "pageDown" | "home" | "end" | "enter" | "backspace" | "escape" | "unknown";

/** One key: a character typed, a named one, a letter with Ctrl, or a text that was pasted whole. */
export type Key =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "name"; readonly name: Name }
  | { readonly kind: "ctrl"; readonly letter: string }
  | { readonly kind: "paste"; readonly text: string };

const PASTE_BEGINS = "\u001b[200~";
const PASTE_ENDS = "\u001b[201~";

/** What terminals send behind Escape, by the mode they are in. */
const SEQUENCES: Readonly<Record<string, Name>> = {
  "[A": "up",
  "[B": "down",
  "[C": "right",
  "[D": "left",
  OA: "up",
  OB: "down",
  OC: "right",
  OD: "left",
  "[5~": "pageUp",
  "[6~": "pageDown",
  "[H": "home",
  "[F": "end",
  OH: "home",
  OF: "end",
  "[1~": "home",
  "[4~": "end",
  "[7~": "home",
  "[8~": "end",
};
const SEQUENCE = /^\u001b(\[[0-?]*[ -/]*[@-~]|O[ -~])/;
/** One that may go on in what is yet to come. */
const UNFINISHED = /^\u001b(?:\[[0-?]*[ -/]*|O)?$/;

const named = (name: Name): Key => ({ kind: "name", name });

function keyOf(char: string): Key {
  const code = char.codePointAt(0) ?? 0;
  if (char === "\r" || char === "\n") return named("enter");
  if (code === 0x7f || code === 0x08) return named("backspace");
  if (code >= 0x20) return { kind: "char", char };
  return code > 0 && code < 27 ? { kind: "ctrl", letter: String.fromCharCode(code + 96) } : named("unknown");
}

/**
 * The keys in what a terminal sent, and what is left of it: the beginning of a sequence or of a paste whose rest is yet to
 * come. `whole`: nothing more comes, so a lone Escape is that key.
 */
export function keysIn(sent: string, whole: boolean): { readonly keys: readonly Key[]; readonly rest: string } {
  const keys: Key[] = [];
  let text = sent;
  while (text !== "") {
    if (text.startsWith(PASTE_BEGINS)) {
      const end = text.indexOf(PASTE_ENDS);
      if (end === -1) return { keys, rest: text };
      keys.push({ kind: "paste", text: text.slice(PASTE_BEGINS.length, end) });
      text = text.slice(end + PASTE_ENDS.length);
      continue;
    }
    const sequence = SEQUENCE.exec(text);
    if (sequence !== null) {
      keys.push(named(SEQUENCES[sequence[1] as string] ?? "unknown"));
      text = text.slice(sequence[0].length);
      continue;
    }
    if (UNFINISHED.test(text) && !whole) return { keys, rest: text };
    const char = String.fromCodePoint(text.codePointAt(0) as number);
    keys.push(char === "\u001b" ? named("escape") : keyOf(char));
    text = text.slice(char.length);
  }
  return { keys, rest: "" };
}
