import type { Operation } from "../../app/ports.ts";
import { operationId } from "../../render/fields/event.ts";
import { OPERATION_DEFAULT, OPERATION_FIELDS } from "../../render/fields/operation.ts";
import { integerOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { operationRows } from "../operation-rows.ts";
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
      const actor = flags.mine === true ? program.me : null;
      const latest = (most: number | null): Promise<readonly Operation[]> => reads.operations({ actor, limit: most ?? Number.MAX_SAFE_INTEGER });
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
          yield* operationRows(reads, await latest(most));
        },
        count: async () => (actor === null ? (await reads.state()).operations : (await latest(null)).length),
        table: "fields",
        none: "no_operations",
      });
      return 0;
    });
  },
};
