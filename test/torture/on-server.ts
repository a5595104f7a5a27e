import { setTimeout as pause } from "node:timers/promises";
import type { Ground, Running } from "./ground.ts";
import { askedOn } from "./pair.ts";

/** Hands that log under tokens until they are ended, and what they have said. */
export interface Writers {
  readonly hands: readonly Running[];
  /** Waits until something more was said, but not for long. */
  furthered(): Promise<void>;
  /** Stops them; their complaints. */
  end(): Promise<readonly string[]>;
  /** The tickets that were acknowledged: their numbers by their titles. */
  told(): ReadonlyMap<string, number>;
  /** How often a call had to be made again, and of these, how often its outcome was unknown. */
  again(): { readonly calls: number; readonly unknown: number };
}

const FURTHERED_WITHIN_MS = 1000;
const ENDLESS = "1000000";

const acknowledgedBy = (hand: Running): readonly (readonly [title: string, number: number])[] =>
  hand.said().flatMap((line) => {
    const [, number, title] = /^ACK (\d+) (.+)$/.exec(line) ?? [];
    return title === undefined ? [] : [[title, Number(number)] as const];
  });

/** Starts hands on a register of a server, and waits until each has logged something. */
export async function writersOn(ground: Ground, address: string, count: number, env: Readonly<Record<string, string>> = {}): Promise<Writers> {
  const hands = Array.from({ length: count }, () => ground.hand(["persistent", address, ENDLESS], env));
  await Promise.all(hands.map((hand) => hand.begun));
  const said = (word: string): number => hands.reduce((sum, hand) => sum + hand.said().filter((line) => line.startsWith(word)).length, 0);
  let last = 0;
  return {
    hands,
    async furthered() {
      const until = Date.now() + FURTHERED_WITHIN_MS;
      while (said("") === last && Date.now() < until) await pause(3);
      last = said("");
    },
    async end() {
      for (const hand of hands) hand.kill("SIGKILL");
      const ended = await Promise.all(hands.map((hand) => hand.ended));
      return ended.flatMap(({ stderr }) => (stderr === "" ? [] : [`a hand said ${stderr.trim()}`]));
    },
    told: () => new Map(hands.flatMap(acknowledgedBy)),
    again: () => ({ calls: said("NOT") + said("UNKNOWN"), unknown: said("UNKNOWN") }),
  };
}

/** What became of the tickets that were told of: a number that now belongs to another ticket is lost, and a ticket may be there twice. */
export async function heldOn(port: number, told: ReadonlyMap<string, number>): Promise<{ readonly lost: number; readonly twice: number }> {
  const rows = await askedOn<{ readonly number: number; readonly title: string }>(port, "desk", "select number::int as number, title from ticket");
  const titles = new Map(rows.map(({ number, title }) => [number, title]));
  return {
    lost: [...told].filter(([title, number]) => titles.get(number) !== title).length,
    twice: rows.length - new Set(rows.map(({ title }) => title)).size,
  };
}

/** What is wrong with a register on a server. */
export async function faultsOn({ world }: Ground, address: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const words of [
    ["audit", "verify"],
    ["db", "check"],
  ]) {
    const { code, stdout, stderr } = await world.itsm([...words, "--db", address]);
    if (code !== 0) wrong.push(`${words.join(" ")} ended with ${code}: ${`${stdout}${stderr}`.trim().split("\n")[0]}`);
  }
  return wrong;
}
