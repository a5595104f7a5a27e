import { deskOf } from "../app/desk.ts";
import { nextUp } from "../app/next.ts";
import type { Order } from "../app/order.ts";
import { plan } from "../app/plan.ts";
import type { Claim } from "../domain/ticket/take-order.ts";
import { commandFor, passedOverLine, reasonOf } from "../render/pages/next.ts";
import { NEXT_WORDS } from "../words/oncall.en.ts";
import { attempt } from "./attempt.ts";
import { calendarNamedBy } from "./calendar-in.ts";
import { printResult } from "./print-result.ts";
import type { Flags, Program } from "./program.ts";
import { timeWords } from "./time-words.ts";
import { orderOf } from "./write-verb.ts";

/**
 * Starts the ticket that whoever acts should take, as `start` does. Which one that is is found out under the lock, so
 * what somebody else takes meanwhile is passed over for the next.
 */
export async function takeNext(program: Program, flags: Flags): Promise<number> {
  const register = await program.openRegister("write");
  const desk = await deskOf(register, program.clock.now);
  const common = await orderOf(program, flags, await calendarNamedBy(register, desk, flags, []));
  const { me, now } = common.acting;
  let taken: Claim | null = null;
  let passed: Claim | null = null;
  let held = 0;
  const order: Order = {
    ...common,
    verb: "start",
    agree: null,
    numbers: async () => null,
    plan: async (reads, today) => {
      const { first, passedOver, counts } = await nextUp(reads, today, me, now);
      taken = first;
      passed = passedOver;
      held = counts.held;
      if (first === null) return { items: [], also: [] };
      return plan(reads, today, common.acting, {
        numbers: [first.row.number],
        commands: [{ do: "start", steal: false }],
        withChildren: false,
        strict: false,
        meanwhile: new Set(),
      });
    },
  };
  const done = await attempt(register, order, null);
  const code = await printResult(program, flags, desk, done);
  if (done.error !== null || done.result.repeated) return code;
  const claim = taken as Claim | null;
  if (claim === null) program.tell(NEXT_WORDS.nothing(held));
  else if (code === 0) {
    const spell = await timeWords(program);
    program.tell(reasonOf(claim, now, spell));
    if (passed !== null) program.tell(passedOverLine(passed, now, spell));
    if (program.io.stdout.isTerminal && done.result.items[0]?.outcome === "unchanged") program.tell(commandFor(claim));
  }
  return code;
}
