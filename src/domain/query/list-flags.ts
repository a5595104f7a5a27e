import { quote } from "./spell.ts";

/** The filters that listing verbs offer as flags, by their long names; a repeatable one may be a list. */
export interface ListFlags {
  readonly priority?: string | readonly string[] | undefined;
  readonly status?: string | readonly string[] | undefined;
  readonly assignee?: string | readonly string[] | undefined;
  readonly group?: string | readonly string[] | undefined;
  readonly tag?: string | readonly string[] | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly category?: string | readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly open?: boolean | undefined;
  readonly all?: boolean | undefined;
  readonly mine?: boolean | undefined;
}

/** A ticket has one of these, so a flag given twice means either; of tags it can have several, so it means both. */
const ONE_OF = ["priority", "status", "assignee", "group", "type", "category"] as const;

/** A value with spaces is one value, as the shell said. */
const kept = (value: string): string =>
  value
    .split(",")
    .map((part) => (/\s/u.test(part.trim()) && !part.includes('"') ? quote(part.trim()) : part.trim()))
    .join(",");

const list = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === "string" ? [value] : value);

/** Flags as the words of a query that mean the same, to be put behind those typed, and whether `is:open` may be added. */
export function flagWords(flags: ListFlags): { readonly words: readonly string[]; readonly open: "add" | "leave" } {
  const words: string[] = [];
  for (const field of ONE_OF) {
    const values = list(flags[field]);
    if (values.length > 0) words.push(`${field}:${values.map(kept).join(",")}`);
  }
  for (const tag of list(flags.tag)) words.push(`tag:${kept(tag)}`);
  if (flags.since !== undefined) words.push(`opened:${kept(flags.since.replace(/\.\.$/, ""))}..`);
  if (flags.mine === true) words.push("is:mine");
  if (flags.open === true) words.push("is:open");
  return { words, open: flags.all === true ? "leave" : "add" };
}
