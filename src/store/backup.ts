import { statSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { Copied } from "../app/keeper.ts";
import { type CopyOptions, copyRegister } from "./copy-register.ts";
import { sizeBeside } from "./file-check.ts";
import { APPLICATION_ID, readHeader } from "./file-header.ts";
import { foundAt, newFile } from "./new-file.ts";
import type { Connection } from "./sqlite-db.ts";

/** What may be replaced is a backup: no other file, not the register itself, and none that is in use. */
function refuseOther(given: string, path: string, bytes: number, own: string): void {
  const [there, self] = [statSync(path), statSync(own, { throwIfNoEntry: false })];
  if (self !== undefined && there.ino === self.ino && there.dev === self.dev) throw fail("usage", "backup_itself", { path: given });
  if (bytes > 0 && readHeader(path)?.applicationId !== APPLICATION_ID) throw fail("usage", "backup_over_other", { path: given });
  if (sizeBeside(path, "-wal") > 0) throw fail("usage", "backup_over_register", { path: given });
}

/** Copies the register of a connection, whose file is `own`, into a file. Only `replace` lets one be there already. */
export async function backUp(connection: Connection, own: string, to: string, replace: boolean, options: CopyOptions): Promise<Copied> {
  const { path, bytes } = foundAt(to);
  if (["-wal", "-shm", "-journal"].some((suffix) => path === own + suffix)) throw fail("usage", "backup_itself", { path: to });
  if (bytes !== null) refuseOther(to, path, bytes, own);
  const file = newFile(to, replace);
  try {
    const copied = await copyRegister(connection, file.part, options);
    file.keep();
    return { ...copied, path: file.path };
  } finally {
    file.drop();
  }
}
