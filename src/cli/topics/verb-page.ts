import { FLAG_WORDS } from "../../words/flags.en.ts";
import { VERB_WORDS } from "../../words/help.en.ts";
import { HELP_WORDS, VERB_NOTES } from "../../words/help-pages.en.ts";
import { verbsOf } from "../find-verb.ts";
import { type Flag, flagOf } from "../flags/flag.ts";
import { GROUPS, notationsOf } from "../flags/groups.ts";
import type { VerbRow } from "../verb-row.ts";
import { nounPage } from "./overview.ts";

const INDENT = "  ";

/** The page of a verb, line by line; where it is a noun as well, its verbs come last. */
export function verbPage(row: VerbRow): readonly string[] {
  const everywhere = new Set(GROUPS.program);
  const flags = notationsOf(row);
  return [
    `itsm ${row.name}: ${VERB_WORDS[row.name]}`,
    "",
    HELP_WORDS.usage,
    `${INDENT}itsm ${row.name}${row.operands === "" ? "" : ` ${row.operands}`} [flags]`,
    ...(row.aliases === undefined ? [] : [`${HELP_WORDS.aliases} ${row.aliases.join(", ")}`]),
    ...section(
      HELP_WORDS.flags,
      flagLines(
        row,
        flags.filter((each) => !everywhere.has(each)),
      ),
    ),
    ...section(
      HELP_WORDS.everywhere,
      flagLines(
        row,
        flags.filter((each) => everywhere.has(each)),
      ),
    ),
    ...section(
      HELP_WORDS.examples,
      row.examples.map((example) => INDENT + example),
    ),
    ...(VERB_NOTES[row.name] === undefined ? [] : ["", ...VERB_NOTES[row.name]!]),
    ...(verbsOf(row.name).length > 0 ? ["", ...nounPage(row.name)] : []),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", title, ...lines]);

const left = ({ short, long, value, many }: Flag): string =>
  `${short === null ? "    " : `-${short}, `}--${long}${value === null ? "" : ` ${value}`}${many ? "..." : ""}`;

/** Where what stands on the left is too long, the explanation goes below it. */
const LEFT_MOST = 34;

function flagLines(row: VerbRow, notations: readonly string[]): readonly string[] {
  const flags = notations.map(flagOf);
  const width = Math.min(LEFT_MOST, Math.max(0, ...flags.map((flag) => left(flag).length)));
  return flags.flatMap((flag) => {
    const words = FLAG_WORDS[`${row.name} --${flag.long}`] ?? FLAG_WORDS[flag.long] ?? "";
    const shown = left(flag);
    return shown.length > width ? [INDENT + shown, `${INDENT}${" ".repeat(width)}  ${words}`] : [`${INDENT}${shown.padEnd(width)}  ${words}`];
  });
}
