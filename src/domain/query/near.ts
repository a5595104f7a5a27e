/** Longer words are nobody's slip of the finger. */
const LONGEST = 64;

/** Insertions, deletions, changes and swaps of neighbours that lead from one word to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The candidate a mistyped word most likely meant, the first of equals; null if none is close. Case does not count;
 * a word of two letters or more also means what it begins (`prio`: priority).
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase();
  if (typed === "" || typed.length > LONGEST) return null;
  let best: string | null = null;
  let bestDistance = typed.length <= 3 ? 2 : 3;
  let begun: string | null = null;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    if (begun === null && typed.length >= 2 && known.startsWith(typed)) begun = candidate;
    if (Math.abs(known.length - typed.length) >= bestDistance) continue;
    const away = distance(typed, known);
    if (away < bestDistance && away < typed.length) {
      best = candidate;
      bestDistance = away;
    }
  }
  return bestDistance <= 1 ? best : (begun ?? best);
}
