import type { PolicyRead } from "../../app/policy-ports.ts";
import { checkPolicy } from "../../domain/policy/check/check-policy.ts";
import type { HolidayFile } from "../../domain/policy/check/dates.ts";
import type { TreeFault } from "../../domain/policy/tree.ts";
import { holidayFile } from "./holiday-file.ts";
import { readYaml } from "./yaml-tree.ts";
import { zoneTables } from "./zone-offsets.ts";

export type { PolicyFault, PolicyRead } from "../../app/policy-ports.ts";

/** Longer than any desk's rules, and read within two seconds. */
const MOST_LENGTH = 1024 * 1024;

const spotText = ({ line, column }: TreeFault["place"]): string => `${line}:${column}`;

/** Reads the text of a policy file; `beside` gives the text of a file named in it (an .ics), null where there is none. */
export function readPolicy(text: string, file: string, beside: (name: string) => string | null): PolicyRead {
  const refused = (faults: readonly TreeFault[]): PolicyRead => ({
    ok: false,
    faults: faults.map(({ place: { line, column }, key, with: about }) => ({ file, line, column, key, with: about })),
  });
  if (text.length > MOST_LENGTH) return refused([{ place: { line: 1, column: 1 }, key: "too_long", with: { most: MOST_LENGTH } }]);
  const read = readYaml(text);
  if (!read.ok) return refused(read.faults);
  const zones = zoneTables();
  const known = new Map<string, HolidayFile>();
  const holidaysOf = (name: string): HolidayFile => {
    const found = known.get(name) ?? holidays(name, beside);
    known.set(name, found);
    return found;
  };
  const { policy, tests, faults } = checkPolicy(read.tree, { ...zones, holidaysOf });
  // What stands in the place of an alias that leads nowhere is not looked at.
  const spots = new Set(read.faults.map(({ place }) => spotText(place)));
  const all = [...read.faults, ...faults.filter(({ place }) => !spots.has(spotText(place)))].toSorted(
    (one, other) => one.place.line - other.place.line || one.place.column - other.place.column,
  );
  return all.length > 0 ? refused(all) : { ok: true, policy, tests };
}

function holidays(name: string, beside: (name: string) => string | null): HolidayFile {
  const text = beside(name);
  return text === null ? { ok: false, key: "file_missing", with: {} } : holidayFile(text);
}
