import fc from "fast-check";
import { it } from "vitest";
import { live, steps } from "./any-life.ts";
it("x", () => { fc.assert(fc.property(steps, (all) => { live(all); }), { numRuns: 20000 }); }, 100000);
