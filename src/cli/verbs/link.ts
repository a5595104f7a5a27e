import type { Relation } from "../../domain/ticket/ticket.ts";
import { oneNumber } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { type Input, writeVerb } from "../write-verb.ts";

/** `41 duplicates 40`: the relation and the other ticket, once the first operand is taken as the set. */
async function linking({ program, register, operands }: Input): Promise<{ readonly rel: Relation; readonly to: number }> {
  const [rel, to] = operands as readonly [Relation, string];
  return { rel, to: await oneNumber(register, program, to, "SPEC") };
}

export const verb: Verb = writeVerb({
  name: "link",
  more: 2,
  acts: async (input) => [{ do: "link", ...(await linking(input)) }],
});

export const unlinkVerb: Verb = writeVerb({
  name: "unlink",
  more: 2,
  acts: async (input) => [{ do: "unlink", ...(await linking(input)) }],
});
