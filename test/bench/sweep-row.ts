import Database from "better-sqlite3";
import { type Finding, median, timed } from "./measure.ts";
import type { Stage } from "./stage.ts";

/** How many of the open tickets have something due. */
const DUE = 1000;
/** Later than any run of this. */
const NEVER = 9_999_999_999;

/** The sweep of a register of nothing but open tickets, a few of them due; whole processes, each on a fresh copy. */
export async function sweep(stage: Stage): Promise<Finding> {
  const open = stage.quick ? 10_000 : 100_000;
  const register = await stage.register({ tickets: open, open, high: open / 50 });
  const mine = stage.copy(register, "sweep");
  const before = (): void => {
    mine.renew();
    const few = new Database(mine.path);
    few.prepare("update ticket set sweep_at = ? where number % ? <> 0").run(NEVER, open / DUE);
    few.pragma("wal_checkpoint(truncate)");
    few.close();
  };
  const ours = stage.itsm(["sweep", "--db", mine.path], { before });
  const times = Array.from({ length: stage.works }, () => timed(ours));
  const left = new Database(mine.path, { readonly: true });
  const due = left.prepare("select count(*) from ticket where sweep_at < ?").pluck().get(NEVER);
  const warned = left.prepare("select count(distinct number) from event where type = 'warned'").pluck().get();
  left.close();
  if (due !== 0 || warned !== DUE) throw new Error(`${warned} tickets were warned of and ${due} are left to be`);
  return { value: median(times), behind: `${DUE} of ${open} open tickets` };
}
