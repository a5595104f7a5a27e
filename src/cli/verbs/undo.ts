import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Order } from "../../app/order.ts";
import type { Operation, Reads } from "../../app/ports.ts";
import { planUndo, versionOf } from "../../app/undo.ts";
import { attempt } from "../attempt.ts";
import { calendarNamedBy } from "../calendar-in.ts";
import { isOn } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { operationNamed } from "../operation-in.ts";
import { printResult } from "../print-result.ts";
import type { Program, Verb } from "../program.ts";
import { agreement, orderOf, UNASKED } from "../write-verb.ts";

/** The operation named, or the latest of whoever acts. */
async function target(reads: Reads, program: Program, word: string | undefined): Promise<Operation> {
  if (word !== undefined) return operationNamed(reads, word);
  const [latest] = await reads.operations({ actor: program.me, limit: 1 });
  if (latest === undefined) throw fail("not_found", "no_operation_of_mine", { me: program.me });
  return latest;
}

export const verb: Verb = {
  name: "undo",
  async run(program, args) {
    const { flags } = args;
    formNamed(flags);
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    const calendar = await calendarNamedBy(register, desk, flags, []);
    const operation = await target(register, program, args.operands[0]);
    await program.notice("undoing", { operation: operation.seq, verb: operation.verb, actor: operation.actor, undoes: operation.undoes });
    const common = await orderOf(program, flags, calendar);
    const numbers = [...new Set((await register.eventsOf(operation.seq)).map((event) => event.number))];
    const asks = numbers.length > UNASKED && !isOn(flags, "yes") && !common.dryRun;
    if (asks && !program.mayAsk) throw fail("usage", "confirm_missing", { verb: "undo", flag: "--yes" });
    const order: Order = {
      ...common,
      verb: "undo",
      undoes: operation.seq,
      agree: asks ? agreement(program, "undo") : null,
      numbers: async () => numbers,
      plan: (reads, now) => planUndo(reads, now, common.acting, operation),
    };
    const done = await attempt(register, order, numbers);
    const version = done.result.operation === null ? null : await versionOf(register, desk, operation);
    if (version !== null) await program.notice("policy_undone", { version });
    return printResult(program, flags, desk, done);
  },
};
