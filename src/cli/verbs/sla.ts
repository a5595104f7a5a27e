import { isPressing } from "../../domain/ticket/pressing.ts";
import { isOn } from "../flag-values.ts";
import type { Verb } from "../program.ts";
import { readVerb } from "../read-verb.ts";
import { secondsOf } from "../seconds-in.ts";

/** Clocks by urgency; `--check` makes what presses an exit code, for scripts. */
const listing: Verb = readVerb({
  name: "sla",
  open: "add",
  sort: { field: "sla", descending: false },
  keep(_program, flags, look) {
    const within = secondsOf(flags, "within");
    return within === null && !isOn(flags, "check") ? null : (row) => isPressing(row, look.now, within ?? 0);
  },
  exit: (flags, listed) => (isOn(flags, "check") && listed > 0 ? 1 : 0),
});

/** `--probe` says it all in a line, as monitoring systems read it. */
export const verb: Verb = {
  name: listing.name,
  run: async (program, args) => (isOn(args.flags, "probe") ? (await import("../probe.ts")).probe(program, args) : listing.run(program, args)),
};
