import { copyFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
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
      const world = makeWorld();
      worlds.push(world);
      mkdirSync(dirname(world.register), { recursive: true });
      copyFileSync(first.register, world.register);
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
export function rowsOf(world: World): Rows {
  const register = new Database(world.register, { readonly: true });
  try {
    const one = (sql: string): number => register.prepare(sql).pluck().get() as number;
    return {
      operations: one("select operations from register"),
      events: one("select count(*) from event"),
      closed: register.prepare("select number from ticket where status = 'closed' order by number").pluck().all() as number[],
    };
  } finally {
    register.close();
  }
}
