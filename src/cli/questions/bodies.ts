import { fail } from "../../app/failure.ts";
import type { Flags, Program } from "../program.ts";
import { descriptionText, noteText, operandText } from "../text-in.ts";
import type { Stated } from "../write-verb.ts";

const BODIES = ["note-file", "description-file"];

const given = (flags: Flags, name: string): boolean => flags[name] !== undefined;

/** The same call with what its files hold in the place of their names: a pipe gives it but once, and a call may be planned more often. */
export async function withBodies(program: Program, { flags, text }: Stated, takesText: boolean): Promise<Stated> {
  for (const name of BODIES) if (flags[name] === "-" && program.io.stdin.isTerminal) throw fail("usage", "body_from_questions", { flag: `--${name}` });
  let stated: Stated = { flags, text };
  if (given(flags, "note-file")) {
    const rest = { ...flags, "note-file": undefined };
    stated = takesText
      ? { flags: rest, text: await operandText(program, flags, text, program.row.name) }
      : { flags: { ...rest, note: (await noteText(program, flags)) ?? undefined }, text };
  }
  if (given(flags, "description-file"))
    stated = { ...stated, flags: { ...stated.flags, description: (await descriptionText(program, flags)) ?? undefined, "description-file": undefined } };
  return stated;
}
