import { deskOf } from "../../app/desk.ts";
import { Comparison, type TurnedClock, whatIf } from "../../app/what-if.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { iso } from "../../domain/time/instant.ts";
import type { Look } from "../../render/field.ts";
import { type ComparedDesk, TURNED_DEFAULT, TURNED_FIELDS, WHAT_IF_FIELDS } from "../../render/fields/what-if.ts";
import { objectWriter } from "../../render/json.ts";
import { openLines, whatIfPage } from "../../render/pages/what-if.ts";
import { integerOf, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { isHeard } from "../heard.ts";
import { lookOf } from "../look.ts";
import { policyGiven } from "../policy-in.ts";
import { fieldsTold } from "../print-few.ts";
import { fieldsChosen, printRows, type Rows } from "../print-rows.ts";
import type { Args, Program, Verb } from "../program.ts";
import { queryFrom } from "../query-in.ts";
import { settled } from "../settled.ts";
import { shownOn } from "../shown-on.ts";
import { sinceIn } from "../since-in.ts";

/** Compliance is told of so long. */
const SINCE = "30d";
/** As many clocks as a terminal shows where nobody chose. */
const SCREENFUL = 50;

/** The clocks that turn, in the form asked for; people on a terminal are told the rest around them, those who read a pipe on stderr. */
async function printTurned(program: Program, { flags }: Args, desk: ComparedDesk, look: Look): Promise<void> {
  const form = formNamed(flags);
  const { stdout, stderr } = program.io;
  const drawn = form === null && stdout.isTerminal;
  const around = drawn ? stdout : stderr;
  const tell = (lines: readonly string[]): void => {
    if (form === null) for (const line of shownOn(around, lines)) around.write(`${line}\n`);
  };
  const limit = integerOf(flags, "limit") ?? (drawn ? SCREENFUL : 0);
  const none = desk.turned.length === 0;
  tell([...openLines(desk), ...(drawn && !none ? [""] : [])]);
  const rows: Rows<TurnedClock> = {
    document: "sla-what-if",
    query: null,
    form,
    all: TURNED_FIELDS,
    fields: fieldsChosen(flags, TURNED_FIELDS, TURNED_DEFAULT, {}, form),
    aliases: {},
    idOf: ({ row }) => idOf(row),
    look,
    limit: limit === 0 ? null : limit,
    async *rows(most) {
      yield* most === null ? desk.turned : desk.turned.slice(0, most);
    },
    count: async () => desk.turned.length,
    table: "fields",
    none: "none_listed",
  };
  if (!drawn || !none) await printRows(program, rows);
  tell(whatIfPage(desk, look.zone, { width: around.columns, heard: drawn && isHeard(program) }));
}

/** Every ticket judged under the policy of a file, beside its own. Writes nothing. */
export const verb: Verb = {
  name: "sla what-if",
  async run(program, args) {
    const { operands, flags } = args;
    const form = formNamed(flags);
    if (fieldsTold(program, flags, TURNED_FIELDS, TURNED_DEFAULT)) return 0;
    const file = operands[0] ?? "";
    const { policy } = await policyGiven(program, file);
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const look = lookOf(program, desk);
      const since = sinceIn(program, desk, textOf(flags, "since") ?? SINCE);
      const populations = {
        open: queryFrom(program, desk, ["is:open"], "leave"),
        // What ends a clock is recorded no earlier than it happened.
        ended: queryFrom(program, desk, ["is!=open", `updated:${iso(since)}..`], "leave"),
      };
      const found = await whatIf(reads, populations, new Comparison(desk.rules, policy, look.now, since));
      const compared: ComparedDesk = { ...found, file, name: policy.name };
      if (form === "json") program.io.stdout.write(`${objectWriter(WHAT_IF_FIELDS)(compared, look)}\n`);
      else await printTurned(program, args, compared, look);
      return 0;
    });
  },
};
