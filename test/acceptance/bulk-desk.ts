import { rawOf } from "../raw.ts";
import { makeWorld, type World } from "../world.ts";

/**
 * A desk with a ticket of every kind a bulk close meets: 1 to 3 resolved, 4 resolved with the open child 5, 6 and 7
 * closed, 8 new, 9 a resolved major incident, 10 in progress.
 */
const STORY: readonly string[] = [
  'log "Printer is out of toner" --impact low --urgency low --category hardware/printer',
  'log "Mail is slow" --impact medium --urgency low --category software/mail',
  'log "No sound" --impact low --urgency low --category hardware/desktop',
  'log "Network is down" --impact low --urgency low --category network/lan',
  'log "No network in room 4" --impact low --urgency low --category network/lan --parent 4',
  'log "Password forgotten" --impact low --urgency low --category access/password --close --code user-guidance --note "Showed how."',
  'log "Account locked" --impact low --urgency low --category access/account --close --code fixed --note "Unlocked."',
  'log "Screen flickers" --impact low --urgency low --category hardware/desktop',
  'log "Nobody can work" --impact high --urgency high --category network/internet --assignee ayu',
  'log "Phone has no tone" --impact low --urgency low --category hardware/phone --start',
  'edit 9 --major --reason "All of them."',
  'resolve 1..4,9 --code fixed --note "Done."',
];

export interface BulkDesk {
  /** A world of its own with the same desk in it. */
  fresh(): World;
  remove(): void;
}

/** Tells that story once and hands out copies of it. */
export async function bulkDesk(): Promise<BulkDesk> {
  const first = makeWorld();
  for (const line of STORY) await first.ok(line);
  const worlds = [first];
  return {
    fresh() {
      const world = makeWorld(undefined, first);
      worlds.push(world);
      world.pass(3600);
      return world;
    },
    remove() {
      for (const world of worlds) world.remove();
    },
  };
}

export interface Rows {
  readonly operations: number;
  readonly events: number;
  /** Numbers of the closed tickets. */
  readonly closed: readonly number[];
}

/** What the register of a world holds. */
export async function rowsOf(world: World): Promise<Rows> {
  await world.ready();
  const raw = await rawOf(world.register);
  const [counts] = await raw.rows<{ operations: number; events: number }>("select operations, (select count(*) from event) as events from register");
  const closed = await raw.rows<{ number: number }>("select number from ticket where status = 'closed' order by number");
  await raw.close();
  return { operations: counts?.operations ?? 0, events: counts?.events ?? 0, closed: closed.map(({ number }) => number) };
}
