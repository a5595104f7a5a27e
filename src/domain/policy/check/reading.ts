import { foldName } from "../../fold-name.ts";
import { nearest } from "../../query/near.ts";
import type { EntryTree, ListTree, MapTree, Place, Tree } from "../tree.ts";
import type { Known, Report } from "./report.ts";

const LONGEST_NAME = 100;
/** What flags and queries mean something else by. */
const RESERVED = ["none", "any", "computed", "__proto__"];

/** What stands there, in a word of the words file; a value itself is quoted. */
const gotOf = (tree: Tree): string | null => (tree.kind !== "scalar" ? tree.kind : tree.text === "" ? "nothing" : null);

/** Something else was expected than what stands there. */
export function unexpected(report: Report, tree: Tree, expected: string, about: Readonly<Record<string, unknown>> = {}): null {
  report(tree.place, "expected", { expected, got: gotOf(tree), text: tree.kind === "scalar" ? tree.text : "", ...about });
  return null;
}

/** Nothing at all stands behind a key. */
export const isEmpty = (tree: Tree): boolean => tree.kind === "scalar" && tree.value === null && tree.text !== "null";

export const mapIn = (report: Report, tree: Tree, expected = "map"): MapTree | null => (tree.kind === "map" ? tree : unexpected(report, tree, expected));
export const listIn = (report: Report, tree: Tree, expected = "list"): ListTree | null => (tree.kind === "list" ? tree : unexpected(report, tree, expected));

/** One value, or several in a list. */
export const oneOrMore = (tree: Tree): readonly Tree[] => (tree.kind === "list" ? tree.items : isEmpty(tree) ? [] : [tree]);

/** The entries of a map whose keys are known, by key; all others are faults. Of a key that stands twice the first counts. */
export function keysIn<K extends string>(report: Report, map: MapTree, known: readonly K[]): Readonly<Partial<Record<K, EntryTree>>> {
  const found: Partial<Record<K, EntryTree>> = {};
  for (const entry of map.entries) {
    const key = known.find((name) => name === entry.key);
    if (key !== undefined) found[key] ??= entry;
    else if (entry.key !== "<<") report(entry.place, "key_unknown", { name: entry.key, near: () => nearest(entry.key, known), keys: known });
  }
  return found;
}

/** What no line of text can hold. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** A text of one line that is not empty; `null` and numbers are what is written. */
export function textIn(report: Report, tree: Tree, expected = "text"): string | null {
  if (tree.kind !== "scalar" || tree.text.trim() === "" || CONTROL.test(tree.text)) return unexpected(report, tree, expected);
  return tree.text;
}

/** Whether a name can be given by flags, queried and printed; otherwise why not. */
function nameFault(name: string): string | null {
  if (name.trim() !== name || name === "") return "spaces";
  if ([...name].length > LONGEST_NAME) return "long";
  if (CONTROL.test(name) || !name.isWellFormed()) return "control";
  if (name.startsWith("@") || name.startsWith("-")) return "start";
  return RESERVED.includes(name) ? "reserved" : null;
}

/** A name as it is written; null: it cannot be one. */
export function checkedName(report: Report, name: string, at: Place): string | null {
  const why = nameFault(name);
  if (why === null) return name;
  report(at, "name_unusable", { name, why });
  return null;
}

export function nameIn(report: Report, tree: Tree, expected = "name"): string | null {
  if (tree.kind !== "scalar" || tree.value === null || tree.text === "") return unexpected(report, tree, expected);
  return checkedName(report, tree.text, tree.place);
}

/** Takes names down, and reports those that were there before, compared as names are. */
export function onlyOnce(report: Report): (name: string, at: Place) => boolean {
  const seen = new Map<string, Place>();
  return (name, at) => {
    const before = seen.get(foldName(name));
    if (before === undefined) {
      seen.set(foldName(name), at);
      return true;
    }
    report(at, "name_twice", { name, line: before.line });
    return false;
  };
}

/** Names in a list, none twice. */
export function namesIn(report: Report, tree: Tree): readonly string[] {
  const list = listIn(report, tree, "names");
  const isNew = onlyOnce(report);
  return (list?.items ?? []).flatMap((item) => {
    const name = nameIn(report, item);
    return name !== null && isNew(name, item.place) ? [name] : [];
  });
}

/** A name that the file lists elsewhere, spelled as there. */
export function knownIn(report: Report, tree: Tree, { kind, names, open }: Known): string | null {
  if (tree.kind !== "scalar" || tree.value === null || tree.text === "") return unexpected(report, tree, "known", { kind, names });
  return knownName(report, tree.text, tree.place, { kind, names, ...(open && { open }) });
}

/** The same of a name that is a part of a value. */
export function knownName(report: Report, name: string, at: Place, { kind, names, open }: Known): string | null {
  if (open === true && names.length === 0) return checkedName(report, name, at);
  if (names.includes(name)) return name;
  report(at, "not_known", { kind, name, near: () => nearest(name, names), names });
  return null;
}

/** One or several such names. */
export const knownOnesIn = (report: Report, tree: Tree, known: Known): readonly string[] =>
  oneOrMore(tree).flatMap((item) => knownIn(report, item, known) ?? []);

export function integerIn(report: Report, tree: Tree, from: number, to: number): number | null {
  const value = tree.kind === "scalar" ? tree.value : null;
  if (typeof value === "number" && Number.isInteger(value) && value >= from && value <= to) return value;
  return unexpected(report, tree, "integer", { from, to });
}

/** An entry that has to be there. */
export function needed(report: Report, entry: EntryTree | undefined, name: string, at: Place): Tree | null {
  if (entry !== undefined) return entry.value;
  report(at, "key_missing", { name });
  return null;
}

/** A record by names; a name that every object has is a name like any other. */
export const recordOf = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> => Object.fromEntries(entries);

/** What stands behind each name of a map, or of a list of bare names, which say nothing more. */
export function namedIn(report: Report, tree: Tree, inner: (name: string) => string | null = () => null): readonly (readonly [name: string, value: MapTree])[] {
  if (tree.kind === "list") return namesIn(report, tree).map((name) => [name, { kind: "map", place: tree.place, entries: [] }] as const);
  const map = mapIn(report, tree, "named");
  const isNew = onlyOnce(report);
  return (map?.entries ?? []).flatMap(({ key, place, value }) => {
    const name = checkedName(report, key, place);
    const why = inner(key);
    if (why !== null) report(place, "name_unusable", { name: key, why });
    const about: MapTree | null = isEmpty(value) ? { kind: "map", place, entries: [] } : mapIn(report, value);
    return name !== null && about !== null && isNew(name, place) ? [[name, about] as const] : [];
  });
}
