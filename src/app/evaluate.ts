import { featuresOf } from "../domain/learn/features.ts";
import { HoldOut, type Score } from "../domain/learn/hold-out.ts";
import { describedIn } from "../domain/ticket/fold.ts";
import type { LearntField } from "./insight.ts";
import { taughtText } from "./lesson-change.ts";
import type { Reads } from "./ports.ts";

/** The latest closed tickets that an evaluation looks at. */
const MOST = 100_000;
const AT_ONCE = 1000;
/** The share that is learnt from; the later rest is asked about. */
const EARLIER = 0.8;

/** How well closed tickets would have been guessed by those closed before them. Reads nothing of what was learnt: it learns anew. */
export async function evaluate(reads: Reads, field: LearntField): Promise<Score> {
  const insight = await reads.insight();
  const closed = (await insight.closedWith(field, MOST)).toReversed();
  const trained = Math.floor(closed.length * EARLIER);
  const trial = new HoldOut();
  for (let from = 0; from < closed.length; from += AT_ONCE) {
    const some = closed.slice(from, from + AT_ONCE);
    const told = await insight.told(some.map(({ number }) => number));
    some.forEach(({ number, title, label }, i) => {
      const features = featuresOf(taughtText(title, describedIn(told.get(number) ?? [])));
      if (from + i < trained) trial.learn({ features, label });
      else trial.ask({ features, label });
    });
  }
  return trial.score();
}
