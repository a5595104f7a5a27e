/** What a flag's value is: `switch` has none. */
type Kind = "switch" | "text" | "name" | "integer" | "duration" | "instant" | "path" | "choice";

export interface Flag {
  readonly long: string;
  readonly short: string | null;
  readonly kind: Kind;
  /** What stands for the value in help. */
  readonly value: string | null;
  readonly many: boolean;
  readonly choices: readonly string[];
  /** Bounds of an integer, inclusive. */
  readonly from: number;
  readonly to: number;
}

const KINDS: Readonly<Record<string, Kind>> = {
  TEXT: "text",
  QUERY: "text",
  TEMPLATE: "text",
  NAME: "name",
  FIELDS: "name",
  ZONE: "name",
  D: "duration",
  TIME: "instant",
  PATH: "path",
};

/**
 * Reads one flag's notation: `-t, --tag NAME...`. The last word says the kind: a word of the table above, `1..5` or
 * `0..` for an integer, `a|b` for a choice, none for a switch. Three dots: may be repeated.
 */
export function flagOf(notation: string): Flag {
  const words = notation.split(" ");
  const short = words[0]!.endsWith(",") ? words.shift()!.slice(1, 2) : null;
  const long = words[0]!.slice(2);
  const many = words[1]?.endsWith("...") === true;
  const value = words[1] === undefined ? null : many ? words[1].slice(0, -3) : words[1];
  const plain = { long, short, value, many, choices: [], from: 0, to: Number.MAX_SAFE_INTEGER };
  if (value === null) return { ...plain, kind: "switch" };
  const range = /^(\d+)\.\.(\d*)$/.exec(value);
  if (range !== null) return { ...plain, kind: "integer", from: Number(range[1]), to: range[2] === "" ? plain.to : Number(range[2]) };
  if (value.includes("|")) return { ...plain, kind: "choice", choices: value.split("|") };
  return { ...plain, kind: KINDS[value] ?? "text" };
}
