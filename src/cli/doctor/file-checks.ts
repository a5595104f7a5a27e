import { lstatSync, readdirSync, realpathSync, type Stats, statfsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type Item, note, ok, wrong } from "./item.ts";

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;
const MIB = 1024 * 1024;
/** Less is soon full. */
const LEAST_BYTES = 64 * MIB;
/** SQLite folds its log in at four megabytes; where it is much more, something keeps it from that. */
const LONG_LOG_BYTES = 64 * MIB;
const DAY_MS = 86_400_000;

/** File systems whose locks cross a network, by the number Linux knows them by (statfs(2)). */
const NETWORK: Readonly<Record<number, string>> = {
  26985: "NFS",
  20859: "SMB",
  4283649346: "CIFS",
  4266872130: "SMB",
  16914839: "9P",
  1397113167: "AFS",
  1937076805: "Coda",
  12805120: "Ceph",
  198183888: "Lustre",
  1196443219: "GPFS",
};
/** Behind it may be anything, sshfs too. */
const FUSE = 0x65735546;

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, "0");

function rightsItem(path: string): Item {
  for (const suffix of ["", "-wal", "-shm"]) {
    const stat = statSync(path + suffix, { throwIfNoEntry: false });
    if (stat !== undefined && (stat.mode & OTHERS) !== 0) return wrong("rights", "rights_open", { path: path + suffix, mode: octal(stat.mode) });
  }
  return ok("rights", "rights");
}

function folderItem(folder: string): Item {
  const { mode } = statSync(folder);
  return (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0
    ? wrong("folder", "folder_open", { folder, mode: octal(mode) })
    : ok("folder", "folder", { folder });
}

function linkItem(given: string, path: string, stat: Stats): Item {
  if (stat.nlink > 1) return wrong("links", "hard_links", { path, count: stat.nlink - 1, folder: dirname(path), inode: stat.ino });
  return lstatSync(given).isSymbolicLink() ? note("links", "symlink", { given, path }) : ok("links", "links");
}

function diskItems(folder: string, bytes: number): readonly Item[] {
  try {
    const { type, bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const network = NETWORK[type >>> 0];
    const about = { free, bytes, folder };
    return [
      network !== undefined ? wrong("disk", "network", { network, folder }) : type >>> 0 === FUSE ? note("disk", "fuse", { folder }) : ok("disk", "disk_local"),
      free < LEAST_BYTES ? wrong("space", "space_none", about) : free < bytes ? note("space", "space_little", about) : ok("space", "space", about),
    ];
  } catch {
    return [];
  }
}

function logItem(path: string, milliseconds: number): Item {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log === undefined || log.size === 0) return ok("log", "log_none");
  if (log.size > LONG_LOG_BYTES) return wrong("log", "log_long", { bytes: log.size });
  return milliseconds - log.mtimeMs > DAY_MS ? note("log", "log_old", { bytes: log.size }) : ok("log", "log", { bytes: log.size });
}

function partsItem(path: string): Item {
  const beginning = `${basename(path)}.part-`;
  const parts = readdirSync(dirname(path)).filter((name) => name.startsWith(beginning));
  return parts.length === 0 ? ok("leftovers", "leftovers_none") : note("leftovers", "leftovers", { names: parts, folder: dirname(path) });
}

/** The register's file and what is around it; null: there is no file to look at. */
export function fileItems(given: string, milliseconds: number): readonly Item[] | null {
  const place = resolve(given);
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return null;
  const path = realpathSync.native(place);
  const folder = dirname(path);
  return [rightsItem(path), folderItem(folder), linkItem(place, path, stat), ...diskItems(folder, stat.size), logItem(path, milliseconds), partsItem(path)];
}
