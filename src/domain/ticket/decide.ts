import { type Adopt, decideAdopt } from "./acts/adopt.ts";
import { type Affect, decideAffect, decideUnaffect, type Unaffect } from "./acts/affect.ts";
import { type Assign, decideAssign } from "./acts/assign.ts";
import { type Cancel, decideCancel } from "./acts/cancel.ts";
import { type Close, decideClose } from "./acts/close.ts";
import { decideEdit, type Edit } from "./acts/edit.ts";
import { decideEscalate, type Escalate } from "./acts/escalate.ts";
import { decideHold, type PutOnHold } from "./acts/hold.ts";
import { decideLapse, type Lapse } from "./acts/lapse.ts";
import { decideLink, decideUnlink, type LinkTo, type Unlink } from "./acts/link.ts";
import { decideLog, type Log } from "./acts/log.ts";
import { type DeclareMajor, decideMajor } from "./acts/major.ts";
import { type AddNote, decideNote } from "./acts/note.ts";
import { decideOverride, type Override } from "./acts/override.ts";
import { decideRecur, type Recur } from "./acts/recur.ts";
import { decideReopen, type Reopen } from "./acts/reopen.ts";
import { decideResolve, type Resolve } from "./acts/resolve.ts";
import { decideResume, type Resume } from "./acts/resume.ts";
import { decideStart, type Start } from "./acts/start.ts";
import type { Sweep } from "./acts/sweep.ts";
import { decideWorkaround, type SetWorkaround } from "./acts/workaround.ts";
import { type Context, type Decision, refused } from "./decision.ts";
import { LIFECYCLE, type Move, movesFrom } from "./lifecycle.ts";
import { refuse } from "./refusal.ts";
import type { Ticket } from "./ticket.ts";

/** Everything that can be done to a ticket that exists. */
export type Act =
  | Edit
  | Override
  | DeclareMajor
  | Assign
  | Start
  | PutOnHold
  | Resume
  | Escalate
  | AddNote
  | SetWorkaround
  | Resolve
  | Close
  | Cancel
  | Reopen
  | LinkTo
  | Unlink
  | Affect
  | Unaffect
  | Recur
  | Lapse
  | Adopt
  | Sweep;
export type Command = Log | Act;

type Decide<C> = (ticket: Ticket, command: C, context: Context) => Decision<Affect>;

/** One decision an act: a new act is a compile error here until it has one. */
const ACTS: { readonly [K in Exclude<Act["do"], "sweep">]: Decide<Extract<Act, { readonly do: K }>> } = {
  edit: decideEdit,
  override: decideOverride,
  major: decideMajor,
  assign: decideAssign,
  start: decideStart,
  hold: decideHold,
  resume: decideResume,
  escalate: decideEscalate,
  note: decideNote,
  workaround: decideWorkaround,
  resolve: decideResolve,
  close: decideClose,
  cancel: decideCancel,
  reopen: decideReopen,
  link: decideLink,
  unlink: decideUnlink,
  affect: decideAffect,
  unaffect: decideUnaffect,
  recur: decideRecur,
  lapse: decideLapse,
  adopt: decideAdopt,
};

const isMove = (act: string): act is Move => act in { start: 1, hold: 1, resume: 1, resolve: 1, close: 1, cancel: 1, reopen: 1 };

/**
 * The events a command comes to by today's rules, or every refusal. No events: unchanged, all it asks for already holds.
 * `context.at` may not lie before the ticket's last move.
 */
export function decide(ticket: Ticket | null, command: Command, context: Context): Decision<Affect> {
  if (command.do === "log") return decideLog(command, context);
  if (ticket === null) return refused(refuse("no_such_ticket"));
  if (ticket.void) return refused(refuse("void"));
  if (isMove(command.do) && LIFECYCLE[ticket.status][command.do] === undefined)
    return refused(refuse("not_allowed", { act: command.do, status: ticket.status, allowed: movesFrom(ticket.status) }));
  // An end comes at its instant, also where an undo has put it back before another.
  if (context.at < ticket.movedAt && command.do !== "lapse") return refused(refuse("before_last_move", { at: context.at, movedAt: ticket.movedAt }, ["at"]));
  return command.do === "sweep" ? command.decide(ticket, command, context) : (ACTS[command.do] as Decide<Act>)(ticket, command, context);
}
