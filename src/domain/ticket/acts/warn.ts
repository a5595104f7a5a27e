import { warn } from "../clock.ts";
import type { Evolve } from "../evolving.ts";

/** A warning moves nothing: it only is not given again. */
export const evolveWarned: Evolve<"warned"> = (t, { data: { clock, percent, target } }) => ({
  ...t,
  clocks: { ...t.clocks, [clock]: warn(t.clocks[clock], target, percent) },
});
