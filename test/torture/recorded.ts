import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** One thing that was done to a register's files, or said. */
interface Done {
  readonly what: "write" | "sync" | "cut" | "unlink" | "said";
  readonly file: string;
  readonly offset: number;
  readonly bytes: Buffer;
}

const WHAT: Readonly<Record<string, Done["what"]>> = { W: "write", S: "sync", T: "cut", U: "unlink", A: "said" };
const SUFFIX: Readonly<Record<string, string>> = { r: "", w: "-wal", j: "-journal", o: "" };
const HEAD_BYTES = 14;

/** What `faults.c` has kept under TORTURE_RECORD, in its order. */
export function readRecord(path: string): readonly Done[] {
  const record = readFileSync(path);
  const all: Done[] = [];
  for (let at = 0; at + HEAD_BYTES <= record.length; ) {
    const what = WHAT[String.fromCharCode(record[at] as number)];
    if (what === undefined) throw new Error(`the record of ${path} is unreadable at ${at}`);
    const length = what === "write" || what === "said" ? record.readUInt32LE(at + 10) : 0;
    const bytes = record.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    all.push({ what, file: SUFFIX[String.fromCharCode(record[at + 1] as number)] ?? "", offset: Number(record.readBigInt64LE(at + 2)), bytes });
    at += HEAD_BYTES + length;
  }
  return all;
}

/** A file that grows in place. */
class Content {
  #room = Buffer.alloc(1 << 16);
  #length = 0;

  apply({ what, offset, bytes }: Done): void {
    const end = what === "cut" ? offset : Math.max(this.#length, offset + bytes.length);
    if (end > this.#room.length) this.#room = Buffer.concat([this.#room], 2 * end);
    if (end < this.#length) this.#room.fill(0, end, this.#length);
    bytes.copy(this.#room, offset);
    this.#length = end;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }
}

/**
 * The files as a power cut behind the first so many steps may leave them: what was synced is there, of what was written since
 * each write is there or not, as `chance` has it. Names last at once.
 */
export function afterCut(steps: readonly Done[], chance: () => number): ReadonlyMap<string, Buffer> {
  const synced = new Map<string, Content>();
  const since = new Map<string, Done[]>();
  const settle = (file: string, kept: (done: Done) => boolean): void => {
    const content = synced.get(file) ?? new Content();
    for (const done of since.get(file) ?? []) if (kept(done)) content.apply(done);
    synced.set(file, content);
    since.delete(file);
  };
  for (const done of steps) {
    const { what, file } = done;
    if (what === "sync") settle(file, () => true);
    else if (what === "unlink") {
      synced.delete(file);
      since.delete(file);
    } else if (what !== "said") {
      const waiting = since.get(file);
      if (waiting === undefined) since.set(file, [done]);
      else waiting.push(done);
    }
  }
  for (const file of [...since.keys()]) settle(file, () => chance() < 0.5);
  return new Map([...synced].map(([file, content]) => [file, content.bytes]));
}

/** Lays the files out beside a path. */
export function layOut(path: string, files: ReadonlyMap<string, Buffer>): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
  for (const [suffix, content] of files) writeFileSync(path + suffix, content, { mode: 0o600 });
}
