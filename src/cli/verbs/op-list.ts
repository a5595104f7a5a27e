import { operationId } from "../../render/fields/event.ts";
import { OPERATION_DEFAULT, OPERATION_FIELDS } from "../../render/fields/operation.ts";
import { integerOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { operationRow } from "../operation-rows.ts";
import { plainLook } from "../print-one.ts";
import { fieldsChosen, printRows } from "../print-rows.ts";
import type { Verb } from "../program.ts";

const SCREENFUL = 50;

/** What has been done to the register, newest first. */
export const verb: Verb = {
  name: "op list",
  async run(program, { flags }) {
    const form = formNamed(flags);
    if (flags.fields === "help") return (await import("../fields-page.ts")).printOperationFields(program);
    const fields = fieldsChosen(flags, OPERATION_FIELDS, OPERATION_DEFAULT, {}, form);
    const register = await program.openRegister("read");
    const limit = integerOf(flags, "limit") ?? (form === null && program.io.stdout.isTerminal ? SCREENFUL : 0);
    return register.snapshot(async (reads) => {
      const { operations } = await reads.state();
      const everything = await reads.operations({ actor: null, limit: operations });
      const all = flags.mine === true ? everything.filter(({ actor }) => actor === program.me) : everything;
      await printRows(program, {
        document: "op-list",
        query: null,
        form,
        fields,
        all: OPERATION_FIELDS,
        aliases: {},
        idOf: ({ operation }) => operationId(operation.seq),
        look: plainLook(program),
        limit: limit === 0 ? null : limit,
        async *rows(most) {
          for (const operation of all.slice(0, most ?? all.length)) yield await operationRow(reads, operation, everything);
        },
        count: async () => all.length,
        table: "fields",
        none: "no_operations",
      });
      return 0;
    });
  },
};
