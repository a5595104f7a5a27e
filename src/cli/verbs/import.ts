import type { Numbered } from "../../app/bundle.ts";
import { fail } from "../../app/failure.ts";
import { IMPORT_FIELDS } from "../../render/fields/care.ts";
import { DOING } from "../../words/care.en.ts";
import { bundleBytes } from "../care/bundle-in.ts";
import { progressOn } from "../care/progress.ts";
import { textOf } from "../flag-values.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";
import { waitOf } from "../waiting.ts";

/** Fills an empty register with all that a bundle holds: all of it or nothing. */
export const verb: Verb = {
  name: "import",
  async run(program, { flags }) {
    const path = textOf(flags, "bundle");
    if (path === null) throw fail("usage", "import_bundle_missing");
    const care = await program.doors.care();
    const records = care.readBundle(bundleBytes(program, path), (fault) => fail("usage", "bundle_altered", { ...fault }))[Symbol.asyncIterator]();
    // Whatever is no bundle makes no register.
    const first = await records.next();
    if (first.done === true) throw fail("usage", "bundle_altered", { line: 1, what: "no_bundle" });
    async function* all(): AsyncGenerator<Numbered> {
      yield (first as IteratorYieldResult<Numbered>).value;
      for (let next = await records.next(); next.done !== true; next = await records.next()) yield next.value;
    }
    const register = await program.openRegister("make");
    const keeper = await register.keeper();
    const { progress, end } = progressOn(program, DOING.importing);
    const filled = await keeper.fill(all(), { now: program.clock.now, wait: waitOf(program, register.place), progress }).finally(end);
    printOne(program, IMPORT_FIELDS, { ...filled, path: register.place }, register.place, plainLook(program));
    program.io.stdout.flush();
    await program.notice("imported", { ...filled });
    return 0;
  },
};
