import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { refoldBy } from "../../app/refold.ts";
import { COPY_FIELDS } from "../../render/fields/care.ts";
import { DOING } from "../../words/care.en.ts";
import { copying } from "../care/copying.ts";
import { progressOn } from "../care/progress.ts";
import { placeOf } from "../config.ts";
import { textOf } from "../flag-values.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Verb } from "../program.ts";
import { waitOf } from "../waiting.ts";

/** Copies the whole register into another database, or goes on with a copy that was not finished. */
export const verb: Verb = {
  name: "db copy",
  async run(program, { flags }) {
    const to = textOf(flags, "to");
    if (to === null || to === "") throw fail("usage", "copy_to_missing");
    // What cannot be a place is told before anything is opened.
    placeOf(to, program.env, program.config);
    const from = await program.openRegister("read");
    const { calendarOf } = await deskOf(from, program.clock.now);
    if (to === from.place) throw fail("usage", "copy_to_itself", { path: to });
    const target = await program.openRegister("make", { at: to });
    if (target.place === from.place) throw fail("usage", "copy_to_itself", { path: to });
    const [source, keeper] = [await from.keeper(), await target.keeper()];
    const about = { refold: refoldBy(calendarOf), wait: waitOf(program, target.place) };
    const copied = await copying(program, progressOn(program, DOING.copying), (progress) =>
      source.contents((contents) => keeper.receive(contents, { ...about, progress })),
    );
    printOne(program, COPY_FIELDS, { ...copied, path: target.place, from: from.place }, target.place, plainLook(program));
    program.io.stdout.flush();
    await program.notice("copied", { ...copied });
    const { operations, head } = await from.state();
    if (head !== copied.head) await program.notice("copy_moved_on", { place: from.place, operations, copied: copied.operations });
    return 0;
  },
};
