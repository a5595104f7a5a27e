import type { BundleRecord, EndRecord, RegisterRecord } from "../../app/bundle.ts";
import { fail } from "../../app/failure.ts";
import { BUNDLE_FIELDS } from "../../render/fields/care.ts";
import { DOING } from "../../words/care.en.ts";
import { isOn } from "../flag-values.ts";
import { plainLook, printOne } from "../print-one.ts";
import type { Program } from "../program.ts";
import { type Out, outFile } from "./out.ts";
import { progressOn } from "./progress.ts";
import { mayReplace } from "./replacing.ts";

/** So often a run that writes much hears signals. */
const BREATH = 2000;

/** Standard output, to which a bundle goes as it is made: one that is cut off lacks its last line, and is not imported. */
function outPipe({ flags, io }: Program): Out {
  if (io.stdout.isTerminal) throw fail("usage", "bundle_at_terminal");
  if (isOn(flags, "json")) throw fail("usage", "flag_beside_bundle", { flag: "--json" });
  return { path: "-", write: async (text) => io.stdout.write(text), keep: async () => 0, drop: () => undefined };
}

/** Writes everything the register holds into one file, or to standard output (`-`). */
export async function exportBundle(program: Program, to: string): Promise<number> {
  const register = await program.openRegister("read");
  const keeper = await register.keeper();
  const care = await program.doors.care();
  const out = to === "-" ? outPipe(program) : outFile(care, to, await mayReplace(program, care, to), true);
  const { progress, end: over } = progressOn(program, DOING.exporting);
  let first: RegisterRecord | null = null;
  let end: EndRecord | null = null;
  let done = 0;
  async function* told(): AsyncGenerator<BundleRecord> {
    for await (const record of keeper.records()) {
      if (record.kind === "register") first = record;
      if (record.kind === "operation") progress(record.seq, (first as RegisterRecord | null)?.operations ?? 0);
      if (record.kind === "end") end = record;
      yield record;
      done += 1;
      if (done % BREATH === 0) await new Promise((next) => setImmediate(next));
    }
  }
  try {
    for await (const line of care.bundleLines(told())) await out.write(`${line}\n`);
    const bytes = await out.keep();
    const [{ name }, counts] = [first as unknown as RegisterRecord, end as unknown as EndRecord];
    over();
    if (to === "-") return 0;
    const bundle = { ...counts, name, path: out.path, bytes };
    printOne(program, BUNDLE_FIELDS, bundle, out.path, plainLook(program));
    program.io.stdout.flush();
    await program.notice("bundled", bundle);
    return 0;
  } finally {
    over();
    out.drop();
  }
}
