import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { fail } from "../../app/failure.ts";
import type { Program } from "../program.ts";

const CHUNK = 1 << 18;

function* bytesOf(path: string): Generator<Uint8Array> {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw fail("usage", "file_unreadable", { flag: "--bundle", path, why: (error as Error).message }, error);
  }
  try {
    if (!fstatSync(file).isFile()) throw fail("usage", "no_plain_file", { flag: "--bundle", path });
    for (;;) {
      const bytes = Buffer.allocUnsafe(CHUNK);
      const length = readSync(file, bytes, 0, CHUNK, null);
      if (length === 0) return;
      yield bytes.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** What compressed bytes hold; anything else as it is. */
async function* opened(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const source = all();
  const first = await source.next();
  if (first.done === true) return;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield (first as IteratorYieldResult<Uint8Array>).value;
    yield* source;
  }
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* whole();
  const { Readable } = process.getBuiltinModule("node:stream");
  const gunzip = process.getBuiltinModule("node:zlib").createGunzip();
  const plain = Readable.from(whole(), { objectMode: false })
    .on("error", (error) => gunzip.destroy(error))
    .pipe(gunzip);
  try {
    yield* plain as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (/^Z_/.test(String((error as NodeJS.ErrnoException).code))) throw fail("usage", "bundle_compressed", { path }, error);
    throw error;
  }
}

/** The bytes of a bundle: of a file, or of standard input where it is called `-`. */
export function bundleBytes(program: Program, path: string): AsyncIterable<Uint8Array> {
  if (path !== "-") return opened(bytesOf(path), path);
  program.stdinTaken.by = "--bundle";
  return opened(program.io.stdin.chunks(), path);
}
