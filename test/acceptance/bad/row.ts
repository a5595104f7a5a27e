import type { Setting } from "../../world.ts";

/** One bad command line: its words, the exit code, and what the error has to say. */
export type Bad = readonly [line: string | readonly string[], code: number, says: string, setting?: Setting];
/**
 * Logs the tickets the lines are about: 1 fresh, 2 classified, 3 started by somebody else, 4 held, 5 resolved, 6 closed,
 * 7 cancelled, 8 a parent, 9 its child, 10 major, 11 a request, 12 void, 13 closed long ago, 14 escalated. There is no 99.
 */
export const DESK: readonly string[] = [
  'log "The copier squeaks" --impact low --urgency low',
  'log "Mail does not arrive" --impact medium --urgency medium --category software/mail --requester Ratna --key mail-7',
  'log "Laptop does not start" --impact high --urgency medium --start',
  'log "Phone has no tone" --impact low --urgency medium',
  'log "Screen flickers" --impact low --urgency high --category hardware/desktop',
  'log "Password forgotten" --impact low --urgency high --close --code user-guidance --note "Showed how." --category access/password',
  'log "Logged twice" --impact low --urgency low',
  'log "Network is down" --impact low --urgency low --category network/lan',
  'log "No network in room 4" --impact low --urgency low --category network/lan --parent 8',
  'log "Nobody can work" --impact high --urgency high --assignee ayu --category network/internet',
  'log "A new laptop" --type request --impact low --urgency low',
  'log "A slip of the hand" --impact low --urgency low',
];
export const WORK: readonly string[] = [
  "undo",
  'log "Old trouble" --impact low --urgency low --close --code fixed --note "Done." --category other',
  'log "Odd certificate" --impact low --urgency low',
  'escalate 14 --to second-line --reason "certificates"',
  "start 3 --as budi --steal",
  "hold 4 --reason awaiting-requester",
  'resolve 5 --code fixed --note "New cable."',
  'cancel 7 --reason "Same as 6."',
  'edit 10 --major --reason "All of them."',
];
