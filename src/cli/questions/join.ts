import type { Order } from "../../app/order.ts";
import { plan } from "../../app/plan.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { GUIDED } from "../../words/guided.en.ts";
import { attempt } from "../attempt.ts";
import { calendarNamedBy } from "../calendar-in.ts";
import { isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { printResult } from "../print-result.ts";
import type { Flags, Program } from "../program.ts";
import { orderOf } from "../write-verb.ts";
import type { Opened } from "./by-flags.ts";
import { joining, toldNote } from "./join-agreed.ts";

/** Adds the person to the affected of the ticket they report again, as `affected --add` does, with what they told as a note, and prints its id. Resolves to the exit code. */
export async function joined(program: Program, known: Flags, number: number, { register, desk }: Opened): Promise<number> {
  const person = joining(known, program.me);
  const noted = known["join-with"] === "note";
  const common = await orderOf(program, known, await calendarNamedBy(register, desk, known, [number]));
  const change = {
    numbers: [number],
    commands: [
      { do: "affect" as const, name: person, contact: textOf(known, "contact") },
      ...(noted ? [{ do: "note" as const, note: toldNote(known, program.me), public: false, from: "agent" as const, nextUpdateAt: null }] : []),
    ],
    withChildren: false,
    strict: false,
    meanwhile: new Set<number>(),
  };
  const order: Order = {
    ...common,
    verb: "affected",
    agree: null,
    numbers: async () => [number],
    plan: (reads, now) => plan(reads, now, common.acting, change),
  };
  const done = await attempt(register, order, [number]);
  const [item] = done.result.items;
  if (done.result.exit !== 0 || formNamed(known) !== null || isOn(known, "dry-run") || item?.after === null || item === undefined)
    return printResult(program, known, desk, done);
  const id = idOf(item.after);
  program.io.stdout.write(`${id}\n`);
  const there = item.before !== null && item.before.affectedCount === item.after.affectedCount;
  program.tell(GUIDED.joined({ id, name: person, title: item.after.title, there, noted }));
  return 0;
}
