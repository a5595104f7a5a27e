import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../bench/generate.ts";
import type { Ended } from "../built-program.ts";
import type { Case, Control, Findings } from "./case.ts";
import { type Ground, ROOT } from "./ground.ts";
import { faultsIn, one } from "./look.ts";

const CLOSE = ["close", "-", "--yes", "-q", "--code", "fixed", "--note", "Done.", "--category", "other", "--review", "Learnt."];
/** One kill in so many hits a policy that all open tickets adopt, instead of a close. */
const ADOPTING = 4;
const TICKETS = { few: 600, many: 10_000 };
const FEW = 20;

const left = (path: string): number => one<number>(path, "select count(*) from ticket where status <> 'closed'");
const adopted = (path: string): number => one<number>(path, "select count(*) from ticket where terms <> 1");

/** Something that is done to all tickets by one call, and how many tickets it has reached. */
interface Bulk {
  readonly name: string;
  readonly words: readonly string[];
  readonly stdin?: string;
  readonly reached: (path: string) => number;
}

async function control(ground: Ground, whole: string, tickets: number): Promise<Control> {
  const what = "tickets closed one by one";
  const path = ground.copy(whole, "one-by-one.db");
  const hand = ground.hand(["close", path]);
  await hand.begun;
  await new Promise((done) => setTimeout(done, 300));
  hand.kill("SIGKILL");
  await hand.ended;
  const closed = tickets - left(path);
  return { what, found: closed > 0 && closed < tickets ? `${closed} of ${tickets} were closed` : null };
}

async function bulkKilled(ground: Ground, size: number): Promise<Findings> {
  const tickets = size > FEW ? TICKETS.many : TICKETS.few;
  const whole = ground.fresh("whole.db");
  await generate(whole, { tickets, open: tickets, high: 40 }, { migrations: join(ROOT, "migrations") });
  const ids = await ground.world.ok(`ls -q --db ${whole}`);
  const rules = join(ground.folder, "rules.yaml");
  writeFileSync(rules, (await ground.world.ok(`policy show --db ${whole}`)).replaceAll("resolution: 8h", "resolution: 6h"));
  const closing: Bulk = { name: "close", words: CLOSE, stdin: ids, reached: (path) => tickets - left(path) };
  const adopting: Bulk = { name: "policy apply", words: ["policy", "apply", rules, "--open", "adopt", "--yes"], reached: adopted };
  const run = ({ words, stdin }: Bulk, path: string, killAfter?: number): Promise<Ended> =>
    ground.itsm([...words, "--db", path], { ...(stdin !== undefined && { stdin }), ...(killAfter !== undefined && { killAfter }) });

  /** A register that was left by a kill is written like any other, and trying again is safe. */
  const goesOn = async (bulk: Bulk, path: string): Promise<readonly string[]> => {
    if (bulk === closing) return (await ground.world.itsm(`note 1 Next. --db ${path}`)).code === 0 ? [] : ["the next write failed"];
    const { code, stderr } = await run(bulk, path);
    if (code !== 0) return [`policy apply again ended with ${code}: ${stderr.trim()}`];
    return adopted(path) === tickets && one<number>(path, "select max(version) from policy") === 2 ? [] : ["policy apply again did something else"];
  };

  const faults: string[] = [];
  const took = new Map<Bulk, number>();
  for (const bulk of [closing, adopting]) {
    const path = ground.copy(whole, "killed.db");
    const ended = await run(bulk, path);
    if (ended.code !== 0 || bulk.reached(path) !== tickets) throw new Error(`${bulk.name} ended with ${ended.code}: ${ended.stderr}`);
    took.set(bulk, ended.took);
  }
  let [all, none, half, lost] = [0, 0, 0, 0];
  for (let turn = 0; turn < size; turn += 1) {
    const bulk = turn % ADOPTING === ADOPTING - 1 ? adopting : closing;
    const path = ground.copy(whole, "killed.db");
    const ended = await run(bulk, path, (took.get(bulk) ?? 0) * (0.2 + Math.random()));
    // Read by the program first: whatever the dead one left beside the file is its to clean up.
    const next = await ground.itsm(["ls", "-q", "-L", "1", "--db", path]);
    if (next.code !== 0) faults.push(`the next start ended with ${next.code}: ${next.stderr.trim()}`);
    faults.push(...(await faultsIn(ground.world, path)));
    const reached = bulk.reached(path);
    if (reached === tickets) all += 1;
    else if (reached === 0) none += 1;
    else half += 1;
    if (ended.code === 0 && reached !== tickets) lost += 1;
    faults.push(...(await goesOn(bulk, path)));
  }
  return {
    done: `${size} kills of a call on ${tickets.toLocaleString("en-US")} tickets (close, and every fourth policy apply)`,
    half,
    faults: lost > 0 ? [...faults, `${lost} that ended well were not there`] : faults,
    beside: [`all ${all}`, `none ${none}`],
    control: await control(ground, whole, tickets),
  };
}

export const BULK_KILLED: Case = {
  name: "bulk-killed",
  store: "sqlite",
  of: "kills",
  sizes: { ci: 4, usual: 20, full: 100 },
  missing: () => null,
  run: bulkKilled,
};
