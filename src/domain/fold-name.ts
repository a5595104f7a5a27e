const PLAIN = /^[!-@[-~]+(?: [!-@[-~]+)*$/;

/**
 * The form in which names and tags are compared: compatibility forms made one (NFKC), lower case, trimmed, single
 * spaces. Folding twice changes nothing. What is shown stays as it was given.
 */
export function foldName(text: string): string {
  if (PLAIN.test(text)) return text;
  // Lower case can undo a composition, so it is composed once more.
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").trim().replace(/\s+/gu, " ");
}
