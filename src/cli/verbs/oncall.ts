import { type Desk, deskOf } from "../../app/desk.ts";
import { Failure } from "../../app/failure.ts";
import { foldName } from "../../domain/fold-name.ts";
import { onCallAt } from "../../domain/policy/rota.ts";
import { nearest } from "../../domain/query/near.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { zoneOf } from "../../domain/time/zone.ts";
import { ONCALL_DEFAULT, type OncallRow, oncallFields } from "../../render/fields/oncall.ts";
import { instantOf, integerOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { plainLook } from "../print-one.ts";
import { fieldsChosen, printRows } from "../print-rows.ts";
import type { Verb } from "../program.ts";
import { timeWords } from "../time-words.ts";

/** The rotas named, in the order named, or all; one that is not there is a `usage` failure. */
function rotasNamed({ rules }: Desk, names: readonly string[]): readonly string[] {
  const rotas = Object.keys(rules.oncall ?? {});
  const found = names.map((name) => rotas.find((rota) => foldName(rota) === foldName(name)));
  const unknown = names.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0)
    throw new Failure(
      "usage",
      unknown.map((name) => ({ key: "rota_unknown", with: { name, near: nearest(name, rotas), rotas } })),
    );
  return names.length === 0 ? rotas : [...new Set(found.filter((rota) => rota !== undefined))];
}

function dutyOf({ rules, version, calendarOf }: Desk, rota: string, at: Instant): OncallRow {
  const about = rules.oncall![rota]!;
  return { rota, group: about.group, ...onCallAt(about, zoneOf(calendarOf(version, about.calendar)), at) };
}

/** Who is on call, rota by rota, now or at another time. */
export const verb: Verb = {
  name: "oncall",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    if (flags.fields === "help") return (await import("../fields-page.ts")).printOncallFields(program);
    const asked = await instantOf(program, flags, "at", "future");
    const at = asked ?? program.clock.now;
    const all = oncallFields(form === null && asked === null ? await timeWords(program) : null);
    const fields = fieldsChosen(flags, all, ONCALL_DEFAULT, {}, form);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const desk = await deskOf(reads, program.clock.now);
      const duties = rotasNamed(desk, operands).map((rota) => dutyOf(desk, rota, at));
      const rows = form === "quiet" ? duties.filter(({ person }) => person !== null) : duties;
      const listed = await printRows(program, {
        document: "oncall",
        query: null,
        form,
        fields,
        all,
        aliases: {},
        idOf: ({ person }) => person ?? "",
        look: { ...plainLook(program), now: at },
        limit: integerOf(flags, "limit") || null,
        async *rows(most) {
          yield* most === null ? rows : rows.slice(0, most);
        },
        count: async () => rows.length,
        table: "fields",
        none: "no_rotas",
      });
      if (listed === 0 && duties.length === 0 && !program.io.stdout.isTerminal) await program.notice("no_rotas");
      return 0;
    });
  },
};
