import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isInstalled } from "../acceptance/home.ts";
import type { Ground } from "./ground.ts";

const run = (program: string, words: readonly string[]): void => {
  const { status, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${stderr.trim()}`);
};

/** Why no disk can be mounted here; null: one can. */
export function cannotMount(...programs: readonly string[]): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs Linux and root, to mount a disk";
  const absent = ["mount", "umount", ...programs].find((program) => !isInstalled(program));
  if (absent !== undefined) return `needs ${absent}`;
  // Containers may be root without the right to mount.
  return spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0 ? null : "needs the right to mount";
}

/** A disk of so many MiB, in memory. */
export function memoryDisk(ground: Ground, megabytes: number): string {
  const place = join(ground.folder, `disk-${megabytes}`);
  mkdirSync(place);
  run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", place]);
  ground.atEnd(() => void spawnSync("umount", ["-l", place]));
  return place;
}

/** Writes until nothing more fits; the paths to be removed again. */
export function fill(place: string): () => void {
  const paths: string[] = [];
  for (const bytes of [100_000, 4096, 1]) {
    try {
      for (let i = 0; i < 1000; i += 1) {
        paths.push(join(place, `ballast-${bytes}-${i}`));
        writeFileSync(paths.at(-1) as string, Buffer.alloc(bytes, 1));
      }
    } catch {
      // The next size is smaller.
    }
  }
  return () => {
    for (const path of paths) rmSync(path, { force: true });
  };
}

/** A disk with a file system of its own, whose power can be cut. */
export interface LoopDisk {
  readonly place: string;
  /** Mounted anew, as after a start of the machine. */
  mount(): void;
  unmount(): void;
  /**
   * Within so many milliseconds the power is cut: the program stands still, as all programs do then, nothing reaches the disk
   * any more, and what it had not written is gone. A program that ran on would be told by some syncs that they succeeded.
   */
  cut(pid: number, within: number): Promise<void>;
}

// FS_IOC_SHUTDOWN, without flushing the journal.
const CUT = `import fcntl, os, random, signal, struct, sys, time
disk = os.open(sys.argv[1], os.O_RDONLY)
time.sleep(random.random() * float(sys.argv[3]) / 1000)
os.kill(int(sys.argv[2]), signal.SIGSTOP)
fcntl.ioctl(disk, 0x8004587D, struct.pack("I", 2))`;

export function loopDisk(ground: Ground, name: string): LoopDisk {
  const image = join(ground.folder, `${name}.img`);
  const place = join(ground.folder, name);
  mkdirSync(place);
  run("truncate", ["-s", "128M", image]);
  run("mkfs.ext4", ["-q", "-F", image]);
  let mounted = false;
  const unmount = (): void => {
    if (mounted) run("umount", [place]);
    mounted = false;
  };
  ground.atEnd(() => void (mounted && spawnSync("umount", ["-l", place])));
  return {
    place,
    mount() {
      // The loop device is let go of with the mount.
      run("mount", ["-o", "loop", image, place]);
      mounted = true;
    },
    unmount,
    cut: (pid, within) =>
      new Promise((done, failed) => {
        const child = spawn("python3", ["-c", CUT, place, `${pid}`, `${within}`], { stdio: "inherit" });
        child.once("error", failed);
        child.once("close", (code) => (code === 0 ? done() : failed(new Error(`the power could not be cut: ${code}`))));
      }),
  };
}
