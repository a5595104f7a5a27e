import type { Problem } from "../app/failure.ts";
import { indexedText } from "../app/indexed-text.ts";
import type { AuditOptions, Reads } from "../app/ports.ts";

/** Tickets whose histories are in memory at a time. */
const AT_ONCE = 200;
/** So many tickets are named. */
export const MOST_NAMED = 100;

/** What the search index is to hold of each ticket, as its history says, set after set. Tickets whose history cannot be folded, which the audit reports, are left out. */
export async function* textsAnew(
  reads: Reads,
  { refold, progress }: Pick<AuditOptions, "refold" | "progress">,
): AsyncGenerator<readonly (readonly [number: number, title: string, body: string])[], void> {
  const { numbers } = await reads.state();
  for (let from = 1; from <= numbers; from += AT_ONCE) {
    const histories = await reads.histories(Array.from({ length: Math.min(AT_ONCE, numbers - from + 1) }, (_, index) => from + index));
    const texts: (readonly [number: number, title: string, body: string])[] = [];
    for (const [number, history] of histories) {
      try {
        const { title, body } = indexedText(refold(history), history);
        texts.push([number, title, body]);
      } catch {
        // What cannot be folded was reported by the audit.
      }
    }
    yield texts;
    progress(from, numbers);
  }
}

/** Reports the tickets that the search index holds other words of, by number; of many only the first and how many more. */
export function reportDiffering(numbers: Iterable<number>, report: (problem: Problem) => void): void {
  const inOrder = [...new Set(numbers)].sort((a, b) => a - b);
  for (const number of inOrder.slice(0, MOST_NAMED)) report({ key: "index_differs", with: { number } });
  if (inOrder.length > MOST_NAMED) report({ key: "index_differs_more", with: { count: inOrder.length - MOST_NAMED } });
}
