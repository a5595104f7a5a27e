import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { asked, faultsIn } from "./look.ts";

const READERS = 2;
const EACH = { few: 12, many: 200 };
const FEW = 8;

interface Written {
  readonly numbers: readonly number[];
  readonly errors: readonly string[];
}

/** So many hands log at once. */
async function write(ground: Ground, path: string, writers: number, each: number, wrong: Readonly<Record<string, string>> = {}): Promise<Written> {
  const hands = Array.from({ length: writers }, () => ground.hand(["writer", path, `${each}`], wrong));
  const ended = await Promise.all(hands.map((hand) => hand.ended));
  return {
    numbers: hands.flatMap((hand) => hand.said().map((line) => Number(line.replace("ACK ", "")))),
    errors: ended.flatMap(({ code, signal, stderr }) => (code === 0 && stderr === "" ? [] : [stderr.trim() || `ended with ${code ?? signal}`])),
  };
}

async function control(ground: Ground): Promise<Control> {
  const what = "writers that take the lock only when they write";
  const { errors } = await write(ground, ground.fresh("deferred.db"), 4, 20, { TORTURE_WRONG: "deferred" });
  return { what, found: errors.length > 0 ? `${errors.length} of 4 failed` : null };
}

async function writers(ground: Ground, size: number): Promise<Findings> {
  const path = ground.fresh("shared.db");
  const each = size > FEW ? EACH.many : EACH.few;
  await ground.world.ok(`db init --db ${path}`);
  const readers = Array.from({ length: READERS }, () => ground.hand(["reader", path]));
  const { numbers, errors } = await write(ground, path, size, each);
  for (const reader of readers) reader.kill("SIGKILL");
  const looked = await Promise.all(readers.map((reader) => reader.ended));
  const distinct = new Set(numbers);
  const kept = new Set(asked<number>(path, "select number from ticket"));
  const gaps = Array.from({ length: size * each }, (_, i) => i + 1).filter((number) => !kept.has(number)).length;
  return {
    done: `${size} writers of ${each} tickets, ${READERS} readers`,
    acknowledged: numbers.length,
    lost: [...distinct].filter((number) => !kept.has(number)).length,
    twice: numbers.length - distinct.size,
    faults: [
      ...errors.map((error) => `a writer failed: ${error}`),
      ...looked.filter(({ stderr }) => stderr !== "").map(({ stderr }) => `a reader failed: ${stderr.trim()}`),
      ...(gaps > 0 ? [`${count(gaps)} numbers are missing`] : []),
      ...(await faultsIn(ground.world, path)),
    ],
    beside: [`errors ${errors.length}`, `lists read meanwhile ${count(readers.reduce((sum, reader) => sum + reader.said().length, 0))}`],
    control: await control(ground),
  };
}

export const WRITERS: Case = {
  name: "writers",
  store: "sqlite",
  of: "writers",
  sizes: { ci: 6, usual: 16, full: 64 },
  missing: () => null,
  run: writers,
};
