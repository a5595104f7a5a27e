/** Takes a terminal over: its other screen, no cursor, no wrapping, pasted text told from typed. */
export const ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h";
/** Gives it back as it was. */
export const LEAVE = "\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[0m\u001b[?1049l";
export const BELL = "\u0007";

/** Where the cursor stands, from 0; null: nowhere to be seen. */
export type Cursor = { readonly row: number; readonly column: number } | null;

/** What makes the lines of a screen `after` out of those `before`: only lines that differ are drawn. Null: nobody knows what is there. */
export function repaint(before: readonly string[] | null, after: readonly string[], cursor: Cursor): string {
  let text = before === null ? "\u001b[2J" : "";
  const last = Math.max(before?.length ?? 0, after.length);
  for (let row = 0; row < last; row += 1) {
    const line = after[row] ?? "";
    if ((before?.[row] ?? "") !== line) text += `\u001b[${row + 1};1H\u001b[2K${line}`;
  }
  return text + (cursor === null ? "\u001b[?25l" : `\u001b[${cursor.row + 1};${cursor.column + 1}H\u001b[?25h`);
}
