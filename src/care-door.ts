import type { CareDoor } from "./cli/care-door.ts";
import { bundleLines } from "./exchange/bundle/bundle-lines.ts";
import { readBundle } from "./exchange/bundle/read-bundle.ts";
import { foundAt, newFile } from "./store/new-file.ts";

/** What verbs that keep registers are lent; what copies registers is loaded where it is asked for. */
export const careDoor = (nativeBinding?: string): CareDoor => ({
  foundAt,
  newFile,
  standingAt: async (place) => (await import("./store/restore.ts")).standingAt(place, nativeBinding),
  restore: async (from, place, standing, restoring) => (await import("./store/restore.ts")).restore(from, place, standing, { ...restoring, nativeBinding }),
  bundleLines,
  readBundle,
});
