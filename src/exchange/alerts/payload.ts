import type { Problem } from "../../app/failure.ts";

/** No alert is nested deeper; what is may be meant to crash its reader. */
const DEEPEST = 64;

/** What a text is made of. */
export type Parsed =
  | { readonly ok: true; readonly values: readonly { readonly value: unknown; readonly line: number | null }[]; readonly broken: readonly Problem[] }
  | { readonly ok: false; readonly fault: Problem };

/** How deep brackets go, and how many are open at the end; a string left open counts as one. */
function nesting(text: string): { readonly deepest: number; readonly open: number } {
  let deepest = 0;
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at === -1) return { deepest, open: open + 1 };
    } else if (code === 0x7b || code === 0x5b) {
      open += 1;
      if (open > deepest) deepest = open;
    } else if (code === 0x7d || code === 0x5d) open -= 1;
  }
  return { deepest, open };
}

/** Where the string ends that begins at `from`; -1: nowhere. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function parsed(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Problem } {
  const { deepest, open } = nesting(text);
  if (deepest > DEEPEST) return { ok: false, fault: { key: "payload_deep", with: { deepest: DEEPEST } } };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const fault: Problem = open > 0 ? { key: "payload_truncated", with: { open } } : { key: "payload_no_json", with: { why: (error as Error).message } };
    return { ok: false, fault };
  }
}

/** One JSON value, or one on each line. In a text of several, lines that are none are told of beside the others. */
export function parsePayload(text: string): Parsed {
  const whole = parsed(text);
  if (whole.ok) return { ok: true, values: [{ value: whole.value, line: null }], broken: [] };
  const lines = text.split("\n").map((line, i) => ({ line: line.trim(), number: i + 1 }));
  const written = lines.filter(({ line }) => line !== "");
  const first = written[0] === undefined ? null : parsed(written[0].line);
  // A document over several lines is no set of lines: its first is none by itself.
  if (first?.ok !== true || typeof first.value !== "object" || written.length < 2) return { ok: false, fault: whole.fault };
  const values: { readonly value: unknown; readonly line: number }[] = [];
  const broken: Problem[] = [];
  for (const { line, number } of written) {
    const one = parsed(line);
    if (one.ok) values.push({ value: one.value, line: number });
    else broken.push({ key: one.fault.key, with: { ...one.fault.with, line: number } });
  }
  return { ok: true, values, broken };
}
