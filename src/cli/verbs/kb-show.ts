import { fail } from "../../app/failure.ts";
import { entriesOf } from "../../app/known-errors.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { showFields } from "../../render/document.ts";
import { KNOWN_ERROR_FIELDS, knownErrorId } from "../../render/fields/known-error.ts";
import { knownErrorPage } from "../../render/pages/known-error.ts";
import { paintOf } from "../draw-rows.ts";
import { formNamed } from "../flags/output.ts";
import { knownErrorNumbers } from "../known-error-in.ts";
import { printItems } from "../print-items.ts";
import { plainLook } from "../print-one.ts";
import type { Verb } from "../program.ts";

/** Known errors with everything that belongs to them. A number that does not exist fails the whole call. */
export const verb: Verb = {
  name: "kb show",
  async run(program, { operands, flags }) {
    const form = formNamed(flags);
    const ids = knownErrorNumbers(operands);
    const register = await program.openRegister("read");
    return register.snapshot(async (reads) => {
      const found = new Map((await entriesOf(reads, ids)).map((entry) => [entry.id, entry]));
      const missing = ids.filter((id) => !found.has(id));
      if (missing.length > 0) throw fail("not_found", "kb_none", { ids: missing });
      const rows = ids.flatMap((id) => found.get(id) ?? []);
      const look = plainLook(program);
      await printItems(program, form, {
        document: showFields("kb-show", KNOWN_ERROR_FIELDS),
        head: { asOf: look.now },
        fields: KNOWN_ERROR_FIELDS,
        rows,
        idOf: ({ id }) => knownErrorId(id),
        look,
        page: async () => {
          const options = { width: program.io.stdout.columns, paint: await paintOf(program) };
          const numbers = rows.flatMap(({ number }) => (number === null ? [] : [number]));
          const tickets = new Map((await reads.tickets([...new Set(numbers)])).map((row) => [row.number, idOf(row)]));
          return rows.flatMap((entry, i) => [
            ...(i === 0 ? [] : [""]),
            ...knownErrorPage(entry, entry.number === null ? null : (tickets.get(entry.number) ?? String(entry.number)), look, options),
          ]);
        },
      });
      return 0;
    });
  },
};
