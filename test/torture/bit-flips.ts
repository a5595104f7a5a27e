import { readFileSync, writeFileSync } from "node:fs";
import { makeDesk } from "./calls.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { asked } from "./look.ts";

const LISTS = ["list --all --json", "list --open --json", "show 1..12 --json", "search vpn --json", "op list --json", "kb list --json"];
const MORE = 100;

interface Read {
  readonly refused: boolean;
  readonly text: string;
}

/** What a register says on all lists; refused: one of them ended with an error. */
async function read({ world }: Ground, path: string): Promise<Read> {
  const texts: string[] = [];
  for (const line of LISTS) {
    const { code, stdout } = await world.itsm(`${line} --db ${path}`);
    if (code !== 0) return { refused: true, text: "" };
    texts.push(stdout);
  }
  return { refused: false, text: texts.join("\n") };
}

async function audited({ world }: Ground, path: string): Promise<boolean> {
  return (await world.itsm(`audit verify --db ${path}`)).code !== 0;
}

/** Whether SQLite's own check, which looks at every page and index, finds something. */
function checked(path: string): boolean {
  try {
    return asked<string>(path, "pragma integrity_check")[0] !== "ok";
  } catch {
    return true;
  }
}

/** A bit of a title, at each place in the file where it stands, and what the lists say then. */
async function control(ground: Ground, bytes: Buffer, whole: string): Promise<Control> {
  const title = Buffer.from("Printer jams");
  let wrong = 0;
  for (let at = bytes.indexOf(title); at !== -1; at = bytes.indexOf(title, at + 1)) {
    const { refused, text } = await read(ground, flippedAt(ground, bytes, at * 8));
    if (!refused && text !== whole) wrong += 1;
  }
  return { what: "a bit of a title, and nothing checked", found: wrong > 0 ? `${wrong} wrong lists with exit 0` : null };
}

function flippedAt(ground: Ground, bytes: Buffer, bit: number): string {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
  const path = ground.fresh("flipped.db");
  writeFileSync(path, flipped);
  return path;
}

async function bitFlips(ground: Ground, size: number): Promise<Findings> {
  const { place } = await makeDesk(ground);
  for (let i = 0; i < MORE; i += 1) await ground.world.ok(`log "Ticket ${i}" --requester "Person ${i}" -t t${i % 5} --db ${place}`);
  asked(place, "pragma wal_checkpoint(truncate)");
  const bytes = readFileSync(place);
  const whole = await read(ground, place);
  const seen = { refused: 0, audit: 0, check: 0, harmless: 0 };
  const faults: string[] = [];
  let wrongLists = 0;
  for (let i = 0; i < size; i += 1) {
    const bit = Math.floor(Math.random() * bytes.length * 8);
    const path = flippedAt(ground, bytes, bit);
    const { refused, text } = await read(ground, path);
    const wrong = !refused && text !== whole.text;
    if (wrong) wrongLists += 1;
    if (refused) seen.refused += 1;
    else if (await audited(ground, path)) seen.audit += 1;
    else if (checked(path)) seen.check += 1;
    else if (!wrong) seen.harmless += 1;
    else faults.push(`bit ${bit} (page ${1 + Math.floor(bit / 8 / 8192)}): a wrong list, and nothing finds it`);
  }
  return {
    done: `${count(size)} bits flipped in a file of ${Math.round(bytes.length / 1024)} KiB`,
    faults,
    beside: [
      `refused ${count(seen.refused)}`,
      `found by audit verify ${count(seen.audit)}`,
      `found by SQLite's own check ${count(seen.check)}`,
      `harmless ${count(seen.harmless)}`,
      `wrong lists among those found ${count(wrongLists - faults.length)}`,
    ],
    control: await control(ground, bytes, whole.text),
  };
}

export const BIT_FLIPS: Case = {
  name: "bit-flips",
  store: "sqlite",
  of: "bits",
  sizes: { ci: 40, usual: 200, full: 1000 },
  missing: () => null,
  run: bitFlips,
};
