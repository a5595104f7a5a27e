import { closeSync, openSync, writeSync } from "node:fs";
import { fail } from "../../app/failure.ts";
import type { CareDoor } from "../care-door.ts";

const CHUNK = 1 << 16;

/** A file that is being written: text goes in, and it stands under its name once it is kept. */
export interface Out {
  readonly path: string;
  write(text: string): Promise<void>;
  /** Resolves to how many bytes it has. */
  keep(): Promise<number>;
  drop(): void;
}

function writeAll(file: number, bytes: Uint8Array): number {
  let from = 0;
  while (from < bytes.length) from += writeSync(file, bytes, from);
  return bytes.length;
}

/** What makes bytes of text: as they are, or compressed where the name says so. */
function coder(path: string, put: (bytes: Uint8Array) => void) {
  if (!path.endsWith(".gz")) return { write: async (text: string): Promise<void> => put(Buffer.from(text)), end: async (): Promise<void> => undefined };
  const gzip = process.getBuiltinModule("node:zlib").createGzip();
  let failed: unknown = null;
  gzip.on("data", (bytes: Uint8Array) => {
    try {
      put(bytes);
    } catch (error) {
      failed ??= error;
    }
  });
  const checked = (): void => {
    if (failed !== null) throw failed;
  };
  return {
    async write(text: string): Promise<void> {
      await new Promise<void>((done) => gzip.write(text, () => done()));
      checked();
    },
    async end(): Promise<void> {
      await new Promise<void>((done) => gzip.once("end", () => done()).end());
      checked();
    },
  };
}

/** Begins a file for text. A name that ends in .gz is compressed where `compress` allows it. */
export function outFile(care: CareDoor, given: string, replace: boolean, compress = false): Out {
  const made = care.newFile(given, replace);
  const file = openSync(made.part, "r+");
  let held = "";
  let bytes = 0;
  let open = true;
  const failing = (error: unknown): Error => {
    const { code = "" } = error as NodeJS.ErrnoException;
    return fail("unavailable", code === "ENOSPC" || code === "EDQUOT" ? "out_disk_full" : "out_unwritable", { path: given, code }, error);
  };
  const { write, end } = coder(compress ? made.path : "", (chunk) => {
    bytes += writeAll(file, chunk);
  });
  const close = (): void => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    path: made.path,
    async write(text) {
      held += text;
      if (held.length < CHUNK) return;
      const chunk = held;
      held = "";
      await write(chunk).catch((error) => {
        throw failing(error);
      });
    },
    async keep() {
      try {
        await write(held);
        await end();
      } catch (error) {
        throw failing(error);
      }
      close();
      made.keep();
      return bytes;
    },
    drop() {
      close();
      made.drop();
    },
  };
}
