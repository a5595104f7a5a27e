import type { Chance } from "../bench/words.ts";
import type { Session } from "./session.ts";

/** What an agent does, and how often of a hundred times: 70 look, 30 record. */
const MIX = { list: 40, show: 30, log: 10, note: 12, assign: 4, close: 4 } as const;

type Deed = keyof typeof MIX;

export interface Done {
  readonly deed: Deed;
  readonly milliseconds: number;
  /** What went wrong; null: nothing. */
  readonly error: string | null;
}

export interface Desk {
  readonly session: Session;
  readonly chance: Chance;
  /** How many tickets the register has had from the beginning. */
  readonly tickets: number;
  /** Seconds between two deeds, on the average. */
  readonly thinkSeconds: number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

function drawn(chance: Chance): Deed {
  let left = chance(100);
  for (const [deed, share] of Object.entries(MIX) as [Deed, number][]) {
    if (left < share) return deed;
    left -= share;
  }
  return "list";
}

/** Some agents look at what is theirs, some at what is urgent, some for words. */
const LISTS = [
  ["list", "--open", "--assignee", "@me"],
  ["list", "--open", "--priority", "high"],
  ["list", "--open", "printer", "--limit", "50"],
];

function wordsFor(deed: Deed, { chance, tickets }: Desk, own: number[]): readonly string[] {
  const mine = `${own[chance(own.length)]}`;
  switch (deed) {
    case "list":
      return LISTS[chance(LISTS.length)] as readonly string[];
    case "show":
      return ["show", `${1 + chance(tickets)}`];
    case "log":
      return ["log", "The printer is offline", "--impact", "low", "--urgency", "high", "--category", "hardware/printer", "--requester", "Sari", "-q"];
    case "note":
      return ["note", mine, "Called back; they will try another tray and tell us tomorrow."];
    case "assign":
      return ["assign", mine, "--to", "@me"];
    case "close":
      return ["close", `${own.pop()}`, "--code", "fixed", "--note", "A cable was loose."];
  }
}

/** Thinking times of people: many short ones, some long ones. */
const thought = (chance: Chance, seconds: number): number => Math.min(6, -Math.log(1 - chance(10_000) / 10_000)) * seconds * 1000;

/** One agent's work until the time is over; each deed is told. An agent closes what they logged, so none is in another's way. */
export async function work(desk: Desk, until: number, tell: (done: Done) => void): Promise<void> {
  const { session, chance, thinkSeconds, pause } = desk;
  const own: number[] = [];
  await pause(chance(1000) * thinkSeconds);
  while (performance.now() < until) {
    const wanted = drawn(chance);
    const deed = own.length === 0 && wanted !== "list" && wanted !== "show" ? "log" : wanted;
    const words = wordsFor(deed, desk, own);
    const begun = performance.now();
    const { code, stdout, stderr } = await session(words);
    tell({ deed, milliseconds: performance.now() - begun, error: code === 0 ? null : `${words.join(" ")}: exit ${code}\n${stderr}` });
    if (code === 0 && deed === "log") own.push(Number(/\d+/.exec(stdout)?.[0]));
    await pause(thought(chance, thinkSeconds));
  }
}
