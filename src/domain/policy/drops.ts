import { knows, NAMED_FIELDS, type NamedField, type Renaming } from "./named-fields.ts";
import type { Policy } from "./policy.ts";

/** One wish to call something otherwise, as it was written: `category:old=new`, or without the field. */
export interface Wish {
  readonly text: string;
  readonly field: NamedField | null;
  readonly old: string;
  readonly now: string;
}

/** What is wrong with a wish: a key of `src/words/policy-versions.en.ts`. */
export interface WishFault {
  readonly key: "map_ambiguous" | "map_still_known" | "map_unknown" | "map_nowhere" | "map_twice";
  readonly with: Readonly<Record<string, unknown>>;
}

/** The fields a wish without one may mean: those of which the old policy knows the name and the new one does not. */
const meant = (old: Policy, next: Policy, wish: Wish): readonly NamedField[] =>
  wish.field !== null
    ? [wish.field]
    : NAMED_FIELDS.filter((field) => knows(old, field, wish.old) && !knows(next, field, wish.old) && knows(next, field, wish.now));

/** The renaming some wishes come to between two policies, or every fault in them. */
export function renamingOf(old: Policy, next: Policy, wishes: readonly Wish[]): { readonly renaming: Renaming; readonly faults: readonly WishFault[] } {
  const renaming: Partial<Record<NamedField, ReadonlyMap<string, string>>> = {};
  const faults: WishFault[] = [];
  for (const wish of wishes) {
    const fields = meant(old, next, wish);
    const [field] = fields;
    const about = { text: wish.text, old: wish.old, now: wish.now };
    if (field === undefined) {
      const lost = NAMED_FIELDS.filter((one) => knows(old, one, wish.old) && !knows(next, one, wish.old));
      faults.push(lost.length > 0 ? { key: "map_unknown", with: { ...about, field: lost[0] } } : { key: "map_nowhere", with: about });
    } else if (fields.length > 1) faults.push({ key: "map_ambiguous", with: { ...about, fields } });
    else if (knows(next, field, wish.old)) faults.push({ key: "map_still_known", with: { ...about, field } });
    else if (!knows(next, field, wish.now)) faults.push({ key: "map_unknown", with: { ...about, field } });
    else if (renaming[field]?.has(wish.old) === true) faults.push({ key: "map_twice", with: { ...about, field } });
    else renaming[field] = new Map([...(renaming[field] ?? []), [wish.old, wish.now]]);
  }
  return { renaming, faults };
}
