import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fail } from "../../app/failure.ts";
import { xdgFolder } from "../config.ts";
import { flagOf } from "../flags/flag.ts";
import { GROUPS } from "../flags/groups.ts";
import { makeFolder } from "../make-folder.ts";
import type { Flags, Program } from "../program.ts";
import { isAtWork } from "./at-work.ts";
import { type Progress, STEPS } from "./order-of-steps.ts";

const SCHEMA = "itsm.draft/1";
/** `draft-1764000000-4711.json`: when it was begun, and the process that answers for it. */
const NAME = /^draft-(\d+)-(\d+)(?:-\d+)?\.json$/;

interface Kept extends Progress {
  readonly schema: typeof SCHEMA;
  readonly me: string;
  readonly place: string;
  /** When the run began that gave the last answer, in seconds since the epoch. */
  readonly at: number;
}

/** What a flag says about the call alone: how it prints, where it writes, that it writes nothing. */
const OF_THE_CALL = new Set(
  [...GROUPS.program, ...GROUPS.brief, ...GROUPS.write].map((notation) => flagOf(notation).long).filter((long) => !long.startsWith("at")),
);

const aboutTheTicket = (given: Flags): Flags => Object.fromEntries(Object.entries(given).filter(([name]) => !OF_THE_CALL.has(name)));

/** A draft on the disk, private to its owner. */
export interface Draft {
  /** Writes it whole or not at all; throws what the system says. */
  keep(progress: Progress): void;
  remove(): void;
}

/** A failure where there is no home to keep drafts in. */
function folderOf(program: Program): string {
  const folder = xdgFolder(program.env, "XDG_STATE_HOME", ".local/state");
  if (folder === null) throw fail("usage", "home_missing");
  return folder;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Where a draft of this run goes: a name no other run has. */
function freePath(folder: string, now: number): string {
  const named = (more: string): string => join(folder, `draft-${now}-${process.pid}${more}.json`);
  let path = named("");
  for (let more = 2; existsSync(path); more += 1) path = named(`-${more}`);
  return path;
}

function draftAt(program: Program, at: string | null): Draft {
  let known = at;
  return {
    keep(progress) {
      known ??= freePath(folderOf(program), program.clock.now);
      const path = known;
      const kept: Kept = { schema: SCHEMA, me: program.me, place: program.place, at: program.clock.now, ...progress, given: aboutTheTicket(progress.given) };
      makeFolder(join(path, ".."));
      const made = `${path}.new`;
      rmSync(made, { force: true });
      try {
        writeFileSync(made, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: "wx", flush: true });
        chmodSync(made, 0o600);
        renameSync(made, path);
      } catch (error) {
        rmSync(made, { force: true });
        throw error;
      }
    },
    remove: () => (known === null ? undefined : rmSync(known, { force: true })),
  };
}

/** A draft that is not on the disk yet. */
export const newDraft = (program: Program): Draft => draftAt(program, null);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isValue = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "boolean" || (Array.isArray(value) && value.every((each) => typeof each === "string"));
const isFlags = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isValue);
const areSteps = (value: unknown): boolean => Array.isArray(value) && value.every((name) => STEPS.some((step) => step.name === name));

/** What a draft's file says; a `usage` failure where it is none. */
function readKept(path: string): Kept {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw fail("usage", "draft_damaged", { path, why: (error as Error).message }, error);
  }
  const whole =
    isRecord(kept) &&
    kept.schema === SCHEMA &&
    typeof kept.me === "string" &&
    typeof kept.place === "string" &&
    Number.isSafeInteger(kept.at) &&
    isFlags(kept.given) &&
    isFlags(kept.answers) &&
    areSteps(kept.done) &&
    areSteps(kept.asked);
  if (!whole) throw fail("usage", "draft_damaged", { path, why: SCHEMA });
  return kept as unknown as Kept;
}

/** A draft of mine that waits. */
export interface Waiting {
  readonly path: string;
  readonly progress: Progress;
  /** When the run began that it was left by, in seconds since the epoch. */
  readonly at: number;
}

/** My drafts about this register. */
export interface Drafts {
  /** Those no process is at work on, the latest first. */
  readonly waiting: readonly Waiting[];
  /** Where the latest is that another terminal is at work on, if any. */
  readonly inUse: string | null;
}

/** Looks through the drafts. A damaged one is passed over where there is a later one to go on with, and is otherwise a `usage` failure. */
export function draftsOf(program: Program): Drafts {
  const folder = folderOf(program);
  const names = isFolder(folder) ? readdirSync(folder).filter((name) => NAME.test(name)) : [];
  const changed = (name: string): number => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const latest = names.map((name) => ({ path: join(folder, name), at: changed(name) })).sort((a, b) => b.at - a.at || (a.path < b.path ? 1 : -1));
  const waiting: Waiting[] = [];
  let inUse: string | null = null;
  for (const { path, at } of latest) {
    if (isAtWork(Number(NAME.exec(basename(path))?.[2]), at)) {
      inUse ??= path;
      continue;
    }
    if (waiting.length > 0 && !isReadable(path)) continue;
    const { me, place, at: left, given, answers, done, asked } = readKept(path);
    if (me === program.me && place === program.place) waiting.push({ path, progress: { given, answers, done, asked }, at: left });
  }
  return { waiting, inUse };
}

/** Makes a draft this run's own. */
export function takenUp(program: Program, { path }: Waiting): Draft {
  const own = freePath(folderOf(program), program.clock.now);
  if (path !== own) renameSync(path, own);
  return draftAt(program, own);
}

export const thrownAway = ({ path }: Waiting): void => rmSync(path, { force: true });

function isReadable(path: string): boolean {
  try {
    return readKept(path) !== null;
  } catch {
    return false;
  }
}
