import { DAY_SECONDS, type Instant } from "../time/instant.ts";
import { instantOf, wallOf, type Zone } from "../time/zone.ts";

/** Somebody stands in for whoever's turn it is. Null: nobody is on call meanwhile. Of two at once the later in the list counts. */
interface Override {
  readonly person: string | null;
  readonly from: Instant;
  readonly until: Instant;
}

/** People who are on call in turn, handed over at the same time of day by the clocks on the wall. */
export interface Rota {
  /** The group whose tickets are theirs to take; null: every group's. */
  readonly group: string | null;
  /** The calendar of the policy by whose zone it is handed over. */
  readonly calendar: string;
  /** The first handover: before it nobody is on call. */
  readonly starts: Instant;
  /** A turn by those clocks, at least an hour, so that a week is a week whatever they were put to meanwhile. */
  readonly turnSeconds: number;
  /** In the order of their turns. */
  readonly people: readonly string[];
  readonly overrides?: readonly Override[];
}

/** Who has it, from when to when (null: without an end that is known), and who is next; null: nobody. */
export interface Duty {
  readonly person: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Who has it from `until` on. */
  readonly next: string | null;
  /** An override says so, against whose turn it is. */
  readonly override: boolean;
  /** Whose turn it would be but for the override; null: nobody's, or there is none. */
  readonly instead: string | null;
}

/** A stretch in which nothing of the rota changes; `turn` is the person whose turn it is. */
interface Stretch {
  readonly person: string | null;
  readonly turn: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** Below this a turn could end before it began, where the clocks are put forward. */
const SHORTEST_TURN = 3600;

const turnOf = (rota: Rota): number => Math.max(SHORTEST_TURN, rota.turnSeconds);

/** When the turn of that place begins, the first being 0. */
function handover(rota: Rota, zone: Zone, place: number): Instant {
  const first = wallOf(zone, rota.starts);
  const wall = first.day * DAY_SECONDS + first.secondOfDay + place * turnOf(rota);
  const day = Math.floor(wall / DAY_SECONDS);
  return instantOf(zone, day, wall - day * DAY_SECONDS).at;
}

/** The place of the turn at an instant that is not before the first. */
function placeAt(rota: Rota, zone: Zone, at: Instant): number {
  let place = Math.max(0, Math.floor((at - rota.starts) / turnOf(rota)));
  while (handover(rota, zone, place) > at && place > 0) place -= 1;
  while (handover(rota, zone, place + 1) <= at) place += 1;
  return place;
}

function turnAt(rota: Rota, zone: Zone, at: Instant): Stretch {
  const { people, starts } = rota;
  if (people.length === 0) return { person: null, turn: null, from: null, until: null };
  if (at < starts) return { person: null, turn: null, from: null, until: starts };
  if (people.every((person) => person === people[0])) return { person: people[0]!, turn: people[0]!, from: starts, until: null };
  const place = placeAt(rota, zone, at);
  const person = people[place % people.length]!;
  return { person, turn: person, from: place === 0 ? starts : handover(rota, zone, place), until: handover(rota, zone, place + 1) };
}

const latest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((best, at) => (at === null || (best !== null && best >= at) ? best : at), null);
const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((best, at) => (at === null || (best !== null && best <= at) ? best : at), null);

function stretchAt(rota: Rota, zone: Zone, at: Instant): Stretch {
  const overrides = (rota.overrides ?? []).filter(({ from, until }) => from < until);
  const standing = overrides.findLast(({ from, until }) => from <= at && at < until);
  const turn = turnAt(rota, zone, at);
  const edges = overrides.flatMap(({ from, until }) => [from, until]);
  const own = standing === undefined ? turn : { person: standing.person, from: standing.from, until: standing.until };
  return {
    person: own.person,
    turn: turn.turn,
    from: latest([own.from, ...edges.filter((edge) => edge <= at)]),
    until: earliest([own.until, ...edges.filter((edge) => edge > at)]),
  };
}

/** Somebody else has it after so many stretches at the latest, or never. */
const stretchesAtMost = ({ people, overrides = [] }: Rota): number => (people.length + 1) * (2 * overrides.length + 2);

/** Who is on call at an instant. `zone` is that of the rota's calendar. Handovers and overrides that leave the same person on call are none. */
export function onCallAt(rota: Rota, zone: Zone, at: Instant): Duty {
  const now = stretchAt(rota, zone, at);
  let { from, until } = now;
  let next: string | null = null;
  for (let left = stretchesAtMost(rota); until !== null; left -= 1) {
    const after = stretchAt(rota, zone, until);
    if (after.person !== now.person) {
      next = after.person;
      break;
    }
    until = left > 0 ? after.until : null;
  }
  for (let left = stretchesAtMost(rota); from !== null && left > 0; left -= 1) {
    const before = stretchAt(rota, zone, from - 1);
    if (before.person !== now.person) break;
    from = before.from;
  }
  return { person: now.person, from, until, next, override: now.person !== now.turn, instead: now.person === now.turn ? null : now.turn };
}
