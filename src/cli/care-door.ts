import type { BundleRecord, Numbered } from "../app/bundle.ts";
import type { Copied } from "../app/keeper.ts";
import type { Progress, WaitOptions } from "../app/ports.ts";

/** A file that stands under its name once it is whole. `part`: where it is being written. */
interface OutFile {
  readonly path: string;
  readonly part: string;
  keep(): void;
  drop(): void;
}

/** What stands where a backup is to be restored; the name is null where it cannot be read. */
export interface Standing {
  readonly path: string;
  readonly kind: "missing" | "register" | "damaged";
  readonly name: string | null;
  readonly operations: number | null;
}

/** How a backup is restored. `agree` looks at the copy before it takes its place. */
interface Restoring {
  readonly now: number;
  readonly wait: WaitOptions;
  readonly progress: Progress;
  readonly agree: (copied: Copied) => Promise<boolean>;
}

/** A line of a bundle that cannot be taken. */
interface BundleFault {
  readonly line: number;
  readonly what: string;
  readonly key?: string;
}

/** What verbs that keep registers are lent from layers they may not import. */
export interface CareDoor {
  /** What is there under a name, before it is written: null bytes, nothing. */
  foundAt(path: string): { readonly path: string; readonly bytes: number | null };
  newFile(path: string, replace: boolean): OutFile;
  standingAt(place: string): Promise<Standing>;
  /** Null: it was not agreed to. */
  restore(from: string, place: string, standing: Standing, restoring: Restoring): Promise<(Copied & { readonly kept: string | null }) | null>;
  bundleLines(records: AsyncIterable<BundleRecord>): AsyncIterable<string>;
  readBundle(chunks: AsyncIterable<Uint8Array>, refuse: (fault: BundleFault) => Error): AsyncIterable<Numbered>;
}
