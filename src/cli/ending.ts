import { fail } from "../app/failure.ts";
import type { Close } from "../domain/ticket/acts/close.ts";
import type { Resolve } from "../domain/ticket/acts/resolve.ts";
import type { Confirmation } from "../domain/ticket/ticket.ts";
import { integerOf, isOn, oneNumber, textOf } from "./flag-values.ts";
import { noteText } from "./text-in.ts";
import type { Input } from "./write-verb.ts";

const DUPLICATE = "duplicate";

async function duplicateOf({ program, register, flags }: Input): Promise<number | null> {
  const text = textOf(flags, "duplicate-of");
  const code = textOf(flags, "code");
  if (text !== null && code !== null && code !== DUPLICATE) throw fail("usage", "duplicate_of_other_code", { code });
  return text === null ? null : oneNumber(register, program, text, "--duplicate-of");
}

/** The resolution that flags state; `resolve` and `log --resolve` have the same. */
export async function resolution(input: Input): Promise<Resolve> {
  const { program, flags } = input;
  if (isOn(flags, "public") && isOn(flags, "private")) throw fail("usage", "public_and_private");
  return {
    do: "resolve",
    code: textOf(flags, "code") ?? "",
    note: (await noteText(program, flags)) ?? "",
    public: !isOn(flags, "private"),
    category: textOf(flags, "category"),
    duplicateOf: await duplicateOf(input),
  };
}

/** The closure that flags state; `close` and `log --close` have the same. */
export const closure = async (input: Input): Promise<Close> => ({
  do: "close",
  code: textOf(input.flags, "code"),
  note: await noteText(input.program, input.flags),
  public: isOn(input.flags, "public"),
  confirmedBy: textOf(input.flags, "confirmed") as Confirmation | null,
  satisfaction: integerOf(input.flags, "satisfaction"),
  review: textOf(input.flags, "review"),
  category: textOf(input.flags, "category"),
  duplicateOf: await duplicateOf(input),
  byQuery: input.byQuery,
});
