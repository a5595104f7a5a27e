import type { Verb } from "../program.ts";
import { readVerb } from "../read-verb.ts";

/** A sweep that runs at all leaves nothing so long. */
const LONG_SECONDS = 3600;

export const verb: Verb = readVerb({
  name: "list",
  open: "add",
  sort: null,
  async also(program, reads) {
    const since = await reads.dueSince(program.clock.now - LONG_SECONDS);
    if (since !== null) await (await import("../sweep/unswept.ts")).sayUnswept(program, since);
  },
});
