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
import { timeWords } from "../time-words.ts";
import { agreement, orderOf, UNASKED } from "../write-verb.ts";

/** So long ago somebody remembers what they did last. */
const RECENT_SECONDS = 15 * 60;

/** The operation named, or the latest of whoever acts. */
async function target(reads: Reads, program: Program, word: string | undefined): Promise<Operation> {
  if (word !== undefined) return operationNamed(reads, word);
  const [latest] = await reads.operations({ actor: program.me, limit: 1 });
  if (latest === undefined) throw fail("not_found", "no_operation_of_mine", { me: program.me });
  return latest;
}

/** What bare `undo` finds may not be what was meant: the call before it may have changed nothing. */
const mayBeAnother = ({ clock }: Program, { recordedAt }: Operation, numbers: readonly number[]): boolean =>
  numbers.length > 1 || clock.now - recordedAt > RECENT_SECONDS;

export const verb: Verb = {
  name: "undo",
  async run(program, args) {
    const { flags } = args;
    formNamed(flags);
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    const calendar = await calendarNamedBy(register, desk, flags, []);
    const operation = await target(register, program, args.operands[0]);
    const numbers = [...new Set((await register.eventsOf(operation.seq)).map((event) => event.number))];
    const when = (await timeWords(program))(operation.recordedAt);
    const { seq, verb, actor, undoes } = operation;
    await program.notice("undoing", { operation: seq, verb, actor, undoes, when, n: numbers.length });
    const common = await orderOf(program, flags, calendar);
    const isMany = numbers.length > UNASKED;
    const asks =
      (isMany || (args.operands.length === 0 && program.mayAsk && mayBeAnother(program, operation, numbers))) && !isOn(flags, "yes") && !common.dryRun;
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
    if (version !== null) await program.notice("policy_undone", { version, before: version - 1 });
    return printResult(program, flags, desk, done);
  },
};
