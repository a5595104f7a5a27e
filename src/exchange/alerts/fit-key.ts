import { createHash } from "node:crypto";
import { fitLine } from "../../domain/ticket/fit-text.ts";

const HEAD = 120;
const DIGITS = 32;

/** A key that a ticket can carry: one that is too long, or no line of text, keeps its beginning and is told apart by the SHA-256 of the whole. Null: nothing to see. */
export function fitKey(text: string): string | null {
  const fitted = fitLine(text);
  if (fitted === null) return null;
  if (fitted.line === text && !fitted.isCut) return text;
  const digest = createHash("sha256").update(JSON.stringify(text)).digest("hex").slice(0, DIGITS);
  return `${[...fitted.line].slice(0, HEAD).join("").trimEnd()}#${digest}`;
}
