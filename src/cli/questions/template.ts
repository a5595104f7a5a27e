import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Desk } from "../../app/desk.ts";
import { fail, isFailure } from "../../app/failure.ts";
import { nearest } from "../../domain/query/near.ts";
import { checked } from "../build.ts";
import { xdgFolder } from "../config.ts";
import { type Flag, flagOf } from "../flags/flag.ts";
import { GROUPS } from "../flags/groups.ts";
import type { Flags, Program } from "../program.ts";
import { USUAL_CHANNEL } from "./classify.ts";
import type { Progress } from "./order-of-steps.ts";
import { type StepName, without } from "./talk.ts";

/** A file name for itself: no other folder, nothing hidden. */
const isName = (name: string): boolean => /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u.test(name);
const ENDING = ".json";
/** What only one ticket can mean, or only a ticket that exists. */
const NOT_IN_ADVANCE = new Set(["untag", "description-file", "down-at", "up-at", "priority-until"]);

/** What is done with a ticket as it is logged. */
const DONE_WITH_IT = ["known-error", "start", "resolve", "close", "code", "note", "public", "private", "confirmed"];
const ENDS = ["resolve", "close"];
const OF_AN_END = ["code", "note", "public", "private", "confirmed"];

const fields = ({ row }: Program): readonly Flag[] => [
  ...GROUPS.fields.map(flagOf).filter(({ long }) => !NOT_IN_ADVANCE.has(long)),
  ...(row.flags ?? []).map(flagOf).filter(({ long }) => DONE_WITH_IT.includes(long)),
];

const folderOf = ({ env }: Program): string | null => {
  const folder = xdgFolder(env, "XDG_CONFIG_HOME", ".config");
  return folder === null ? null : join(folder, "templates");
};

function namesOf(program: Program, desk: Desk): readonly string[] {
  const folder = folderOf(program);
  const files =
    folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
  return [...new Set([...Object.keys(desk.rules.templates ?? {}), ...files.map((name) => name.slice(0, -ENDING.length))])].sort();
}

function jsonOf(path: string): unknown {
  try {
    // To read a named pipe would wait for a writer.
    if (!statSync(path).isFile()) throw fail("usage", "no_plain_file", { flag: "--template", path });
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (isFailure(error)) throw error;
    throw fail("usage", "config_unreadable", { path, why: (error as Error).message }, error);
  }
}

/** The fields of a template, checked as flags are; every fault names where the template is. */
function flagsIn(program: Program, template: unknown, path: string): Flags {
  if (typeof template !== "object" || template === null || Array.isArray(template)) throw fail("usage", "config_no_object", { path });
  const known = fields(program);
  const longs = known.map(({ long }) => long);
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      const flag = known.find(({ long }) => long === key);
      if (flag === undefined) throw fail("usage", "template_field_unknown", { path, key, near: nearest(key, longs), fields: longs });
      return [key, valueIn(flag, value, path)];
    }),
  );
}

function valueIn(flag: Flag, value: unknown, path: string): string | boolean | readonly string[] {
  const wrong = (kind: string): Error => fail("usage", "config_value_unusable", { path, key: flag.long, kind });
  if (flag.kind === "switch") {
    if (value !== true) throw wrong("true");
    return true;
  }
  if (flag.many) {
    const values = typeof value === "string" ? [value] : value;
    if (!Array.isArray(values) || values.some((each) => typeof each !== "string")) throw wrong("a text or a list of texts");
    return values.map((each) => checked(flag, each));
  }
  if (typeof value !== "string" || value === "") throw wrong("text");
  return checked(flag, value);
}

/**
 * What a template fills in, by the name of the flag: the person's own of that name, or the desk's. One that is unknown
 * or wrong is a `usage` failure.
 */
export function templateNamed(program: Program, desk: Desk, name: string): Flags {
  const folder = folderOf(program);
  const path = folder === null || !isName(name) ? null : join(folder, name + ENDING);
  if (path !== null && existsSync(path)) return flagsIn(program, jsonOf(path), path);
  const { templates = {} } = desk.rules;
  if (Object.hasOwn(templates, name)) return flagsIn(program, templates[name], `template ${name}`);
  const names = namesOf(program, desk);
  throw fail("usage", "template_unknown", { name, near: nearest(name, names), names, folder });
}

/** A template's fields that a call does not say otherwise: one end takes the place of another, and a note of the end goes with the end. */
export function filledIn(template: Flags, given: Flags, asking: boolean): Flags {
  const ends = ENDS.some((end) => given[end] !== undefined) || given.start !== undefined;
  const rest = ends ? without(template, [...ENDS, "start"]) : template;
  const ended = ENDS.some((end) => (given[end] ?? rest[end]) !== undefined);
  return { ...(ended || asking ? rest : without(rest, OF_AN_END)), ...given };
}

/** A title that ends in a space is only begun. */
const isWhole = (title: string): boolean => title.trim() !== "" && title === title.trimEnd();

/** What is not asked where a template tells what it is about: who calls is all it cannot know. */
const KNOWN_ALREADY: readonly StepName[] = ["title", "similar", "channel", "service", "description", "handover"];

/** A conversation about what a template fills in. Its title is gone on with where it is only begun. */
export function begunBy(template: Flags, given: Flags): Progress {
  const filled = filledIn(template, given, true);
  const { title } = template;
  const begins = typeof title === "string" && given.title === undefined;
  if (begins && isWhole(title))
    return { given: filled, answers: filled.channel === undefined ? { channel: USUAL_CHANNEL } : {}, done: KNOWN_ALREADY, asked: [] };
  return { given: begins ? without(filled, ["title"]) : filled, answers: begins ? { title } : {}, done: [], asked: [] };
}
