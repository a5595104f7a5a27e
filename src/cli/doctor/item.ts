/** Something that was looked at. A note is worth knowing; what is wrong wants a cure. The words are in `src/words/doctor.en.ts`. */
export interface Item {
  readonly check: string;
  readonly state: "ok" | "note" | "wrong";
  readonly key: string;
  readonly with: Readonly<Record<string, unknown>>;
}

type Make = (check: string, key: string, about?: Readonly<Record<string, unknown>>) => Item;

const of =
  (state: Item["state"]): Make =>
  (check, key, about = {}) => ({ check, state, key, with: about });

export const ok: Make = of("ok");
export const note: Make = of("note");
export const wrong: Make = of("wrong");
