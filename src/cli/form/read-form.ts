import { nearest } from "../../domain/query/near.ts";
import { cleanLine } from "../../render/clean.ts";
import { FORM_WORDS } from "../../words/form.en.ts";
import type { Flags } from "../program.ts";
import { plainText } from "./shown-text.ts";
import { COMPUTED, type Form, NO, REASON, YES } from "./ticket-form.ts";

/** What is wrong with a form. */
export interface FormFault {
  /** Counted from 0; null: it belongs to no line that stands there. */
  readonly line: number | null;
  /** One or more lines. */
  readonly message: string;
}

/** What somebody made of a form. */
export interface FormRead {
  /** What changed, as `edit` is told of it; without a reason for it nothing stands here but that. */
  readonly flags: Flags;
  /** The keys that changed, each with what stands there now. */
  readonly changed: Readonly<Record<string, string>>;
  readonly faults: readonly FormFault[];
  /** Where each key stands; the description at the line above it. */
  readonly lineOf: Readonly<Record<string, number>>;
}

/** Spelt so to clear a field; where that is no value, nothing clears it. */
const NONE = "none";
const CLEARABLE = new Set("service site ci requester contact group assignee parent key down-at up-at".split(" "));
const PRIORITY = ["priority", "priority-reason", "priority-until"] as const;
const MANY = "ref";

interface Written {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly lineOf: Readonly<Record<string, number>>;
  readonly faults: readonly FormFault[];
  /** Null: there is no line above a description. */
  readonly body: string | null;
}

/** The lines of a form, whatever an editor ends them with. */
const linesIn = (text: string): readonly string[] => text.split("\n").map((line) => line.replace(/\r$/, ""));

function writtenIn(text: string, form: Form): Written {
  const lines = linesIn(text);
  const marker = form.description === null ? -1 : lines.findIndex((line) => line.trim() === FORM_WORDS.marker);
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  const lineOf: Record<string, number> = Object.create(null) as Record<string, number>;
  const faults: FormFault[] = [];
  for (const [line, content] of (marker === -1 ? lines : lines.slice(0, marker)).entries()) {
    if (content.trim() === "" || content.trimStart().startsWith("#")) continue;
    const [, written, value = ""] = /^\s*([^\s:]+)\s*:(.*)$/s.exec(content) ?? [];
    const key = written?.toLowerCase();
    if (key === undefined) faults.push({ line, message: FORM_WORDS.noPair });
    else if (!form.keys.includes(key)) faults.push({ line, message: FORM_WORDS.unknownKey(written as string, nearest(key, form.keys), form.keys) });
    else if (values[key] !== undefined && key !== MANY) faults.push({ line, message: FORM_WORDS.twice(key) });
    else {
      values[key] = [...(values[key] ?? []), value.trim()];
      lineOf[key] ??= line;
    }
  }
  if (marker !== -1) lineOf.description = marker;
  return {
    values,
    lineOf,
    faults,
    body:
      marker === -1
        ? null
        : lines
            .slice(marker + 1)
            .join("\n")
            .replace(/\n+$/, ""),
  };
}

/** What a person made of a form: what to tell `edit`, and every fault the form itself has. A key that was left out stays. */
export function readForm(text: string, form: Form): FormRead {
  const { values, lineOf, faults, body } = writtenIn(text, form);
  const flags: Record<string, string | boolean | readonly string[]> = {};
  const changed: Record<string, string> = {};
  const own: FormFault[] = [];
  const was = (key: string): string => form.values[key]?.[0] ?? "";
  const is = (key: string): string => values[key]?.[0] ?? was(key);
  const fault = (key: string, message: string): void => void own.push({ line: lineOf[key] ?? null, message });
  const plain = form.keys.filter((key) => !(PRIORITY as readonly string[]).includes(key) && !["tag", MANY, "major", REASON].includes(key));
  for (const key of plain) {
    if (is(key) === was(key)) continue;
    changed[key] = is(key);
    flags[key] = is(key) === "" && CLEARABLE.has(key) ? NONE : plainText(is(key));
  }
  if (form.keys.includes("priority")) readPriority(is, was, flags, changed, fault);
  const tags = (shown: string): readonly string[] => shown.split(/[\s,]+/).filter((tag) => tag !== "");
  const [before, after] = [tags(was("tag")), tags(is("tag"))];
  const list = (key: string, of: string, all: readonly string[]): void => {
    if (all.length === 0) return;
    flags[key] = all.map(plainText);
    changed[of] = all.join(" ");
  };
  if (form.keys.includes("tag")) {
    list(
      "untag",
      "tag",
      before.filter((tag) => !after.includes(tag)),
    );
    list(
      "tag",
      "tag",
      after.filter((tag) => !before.includes(tag)),
    );
  }
  if (form.keys.includes(MANY) && values[MANY] !== undefined) {
    const [standing, written] = [form.values[MANY] ?? [], values[MANY] ?? []];
    for (const ref of standing.filter((each) => each !== "" && !written.includes(each))) fault(MANY, FORM_WORDS.refsStay(ref));
    list(
      MANY,
      MANY,
      written.filter((ref) => ref !== "" && !standing.includes(ref)),
    );
  }
  if (form.keys.includes("major") && is("major") !== was("major")) {
    if (was("major") === YES) fault("major", FORM_WORDS.majorStays);
    else if (is("major") === YES) [flags.major, changed.major] = [true, YES];
    else if (is("major") !== NO) fault("major", FORM_WORDS.yesOrNo);
  }
  if (form.description !== null && body !== null && body.trimEnd() !== form.description.trimEnd()) {
    changed.description = body;
    flags.description = body.trim() === "" ? NONE : plainText(body);
  }
  if (is(REASON) !== "") flags[REASON] = plainText(is(REASON));
  return { flags, changed, faults: [...faults, ...own], lineOf };
}

/** A priority, its reason and its end are one thing: what stays of them is told again, for `edit` sets them together. */
function readPriority(
  is: (key: string) => string,
  was: (key: string) => string,
  flags: Record<string, string | boolean | readonly string[]>,
  changed: Record<string, string>,
  fault: (key: string, message: string) => void,
): void {
  const differing = PRIORITY.filter((key) => is(key) !== was(key));
  if (differing.length === 0) return;
  for (const key of differing) changed[key] = is(key);
  const lifted = is("priority") === COMPUTED;
  for (const key of lifted ? differing : PRIORITY) if (is(key) !== "" || key === "priority") flags[key] = plainText(is(key));
  const untilGone = is("priority-until") === "" && was("priority-until") !== "";
  if (untilGone && is("priority") === was("priority") && is("priority-reason") === was("priority-reason")) fault("priority-until", FORM_WORDS.untilStays);
}

const FAULT = "#! ";

/** A form without what an earlier look at it found. */
export function withoutFaults(text: string): string {
  const lines = linesIn(text);
  const marker = lines.findIndex((line) => line.trim() === FORM_WORDS.marker);
  return lines.filter((line, at) => (marker !== -1 && at >= marker) || !line.startsWith(FAULT)).join("\n");
}

/** A form with each fault above its line; what belongs to none stands at the top. */
export function withFaults(text: string, faults: readonly FormFault[]): string {
  const at = (line: number | null): readonly string[] =>
    faults.filter((fault) => fault.line === line).flatMap(({ message }) => message.split("\n").map((said) => `${FAULT}${cleanLine(said)}`));
  return [...at(null), ...linesIn(text).flatMap((content, line) => [...at(line), content])].join("\n");
}

/** Names of what was changed on both sides: since the form was made, and in it, to something else. */
export function clashes(changed: Readonly<Record<string, string>>, before: Form, now: Form): readonly string[] {
  const value = (form: Form, key: string): string => (key === "description" ? (form.description ?? "") : (form.values[key]?.[0] ?? ""));
  const mine = Object.keys(changed).filter((key) => !["tag", MANY, "major"].includes(key));
  const touched = new Set([
    ...mine,
    ...(mine.some((key) => (PRIORITY as readonly string[]).includes(key)) ? PRIORITY : []),
    // Another group clears the person.
    ...(mine.includes("group") ? ["assignee"] : []),
  ]);
  return [...touched].filter((key) => value(now, key).trimEnd() !== value(before, key).trimEnd() && value(now, key).trimEnd() !== changed[key]?.trimEnd());
}
