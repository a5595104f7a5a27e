import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import type { InlineFiles } from "../../app/policy-ports.ts";
import type { Policy } from "../../domain/policy/policy.ts";
import { canonicalJson } from "../../domain/ticket/canonical.ts";
import { readPolicy } from "./read-policy.ts";

/** So many dates stand on a line. */
const A_LINE = 6;

/** A part of a text, and what stands there instead. */
interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const indentAt = (source: string, offset: number): number => source.slice(source.lastIndexOf("\n", offset - 1) + 1).search(/[^ ]|$/);

/** Dates as items of a list: in brackets, or each behind a dash of its own below the first. */
function items(source: string, at: number, isFlow: boolean, dates: readonly string[]): string {
  if (!isFlow) {
    const dash = source.lastIndexOf("-", at);
    return dates.join(`\n${" ".repeat(dash - source.lastIndexOf("\n", dash) - 1)}- `);
  }
  const lines: string[] = [];
  for (let i = 0; i < dates.length; i += A_LINE) lines.push(dates.slice(i, i + A_LINE).join(", "));
  return lines.join(`,\n${" ".repeat(indentAt(source, at) + 2)}`);
}

/** Where an item that names a file stands; what belongs to the line behind it is not part of it. */
function spotOf(item: YAMLMap): readonly [from: number, to: number] | null {
  const last = item.flow === true ? item : item.items.at(-1)?.value;
  const end = (last as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[1];
  return item.range === null || item.range === undefined || end === undefined ? null : [item.range[0], end];
}

const textOf = (node: unknown): string => (isScalar(node) ? (node.source ?? String(node.value)) : "");

/** The days of one calendar that came from files, in order: closed, and given nowhere else. */
function fromFiles(dates: Policy["calendars"][string]["dates"], holidays: YAMLSeq, own: unknown): readonly string[] {
  const given = new Set([...holidays.items.map(textOf), ...(isMap(own) ? own.items.map(({ key }) => textOf(key)) : [])]);
  return Object.keys(dates)
    .filter((date) => dates[date]?.length === 0 && !given.has(date))
    .toSorted();
}

/** What stands in the place of the files of one calendar: all dates at the first, but one for each file behind it. */
function patchesOf(source: string, calendar: YAMLMap, { dates }: Policy["calendars"][string]): readonly Patch[] {
  const holidays = calendar.get("holidays", true);
  if (!isSeq(holidays)) return [];
  const files = holidays.items.filter(isMap);
  const days = fromFiles(dates, holidays, calendar.get("dates", true));
  if (days.length < files.length) return [];
  const first = days.length - files.length + 1;
  return files.flatMap((item, i) => {
    const spot = spotOf(item);
    if (spot === null) return [];
    const own = i === 0 ? days.slice(0, first) : days.slice(first + i - 1, first + i);
    return [{ from: spot[0], to: spot[1], text: items(source, spot[0], holidays.flow === true, own) }];
  });
}

const datesIn = ({ calendars }: Policy): string => canonicalJson(Object.fromEntries(Object.entries(calendars).map(([name, { dates }]) => [name, dates])));

/** The text with dates in the place of the files they came from, all else as it was written; null: that cannot be done there. */
export const inlineFiles: InlineFiles = (source, policy) => {
  const calendars = parseDocument(source).get("calendars", true);
  if (!isMap(calendars)) return null;
  const patches = calendars.items.flatMap(({ key, value }) => {
    const calendar = policy.calendars[textOf(key)];
    return isMap(value) && calendar !== undefined ? patchesOf(source, value, calendar) : [];
  });
  const text = patches
    .toSorted((a, b) => b.from - a.from)
    .reduce((before, { from, to, text: dates }) => before.slice(0, from) + dates + before.slice(to), source);
  const read = readPolicy(text, "", () => null);
  return read.ok && datesIn(read.policy) === datesIn(policy) ? text : null;
};
