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

/** What each flag says as a word of a query, beside its name. */
export function flagTerms(flags: ListFlags): readonly { readonly flag: string; readonly word: string }[] {
  const given = (flag: keyof ListFlags, word: string): { readonly flag: string; readonly word: string } => ({ flag: `--${flag}`, word });
  return [
    ...ONE_OF.flatMap((field) => {
      const values = list(flags[field]);
      return values.length > 0 ? [given(field, `${field}:${values.map(kept).join(",")}`)] : [];
    }),
    ...list(flags.tag).map((tag) => given("tag", `tag:${kept(tag)}`)),
    ...(flags.since === undefined ? [] : [given("since", `opened:${kept(flags.since.replace(/\.\.$/, ""))}..`)]),
    ...(flags.mine === true ? [given("mine", "is:mine")] : []),
    ...(flags.open === true ? [given("open", "is:open")] : []),
  ];
}

/** Flags as the words of a query that mean the same, to be put behind those typed, and whether `is:open` may be added. */
export const flagWords = (flags: ListFlags): { readonly words: readonly string[]; readonly open: "add" | "leave" } => ({
  words: flagTerms(flags).map(({ word }) => word),
  open: flags.all === true ? "leave" : "add",
});
