import { idOf } from "../../domain/ticket/number.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { cleanLine } from "../../render/clean.ts";
import { localTime } from "../../render/due.ts";
import type { Look } from "../../render/field.ts";
import { WATCH_FIELDS, type WatchLine } from "../../render/fields/watch.ts";
import { objectWriter } from "../../render/json.ts";
import { priorityWord } from "../../render/priority.ts";
import { slaWords, titleWords, who } from "../../render/ticket-table.ts";
import { type Change, changeWords } from "../../render/watch/news.ts";
import { BELL } from "../../render/watch/repaint.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import type { Program } from "../program.ts";
import { isUnreadable, type Seen } from "./list-source.ts";
import type { Watch } from "./options.ts";
import { whyNot } from "./why-not.ts";

const SECOND = 1000;
/** After so long without news a program is told that somebody still watches; a reader who has gone is noticed then. */
const SILENCE_SECONDS = 10;

/** So many tickets that are there already are told to a person. */
const LISTED = 50;

const listedWords = (row: TicketRow, look: Look): string =>
  WATCH_WORDS.listed({ id: idOf(row), priority: priorityWord(row), status: row.status, sla: slaWords(row, look), who: who(row), title: titleWords(row, look) });

/** Who is told, in which form. */
interface Teller {
  began(seen: Seen): void;
  changes(changes: readonly Change[], look: Look): void;
  stale(at: Instant, why: string): void;
  back(at: Instant): void;
  alive(at: Instant): void;
  /** Beside the news: a program that failed. */
  aside(said: string): void;
}

function toProgram(program: Program): Teller {
  const { stdout, stderr } = program.io;
  const write = objectWriter(WATCH_FIELDS);
  const line = (change: WatchLine["change"], look: Look, ticket: TicketRow | null = null, message: string | null = null): void =>
    stdout.write(`${write({ at: look.now, change, message, ticket }, look)}\n`);
  let last: Look | null = null;
  const alone = (change: WatchLine["change"], at: Instant, message: string | null = null): void => {
    if (last !== null) line(change, { ...last, now: at, zone: program.zone, me: program.me }, null, message);
  };
  return {
    began({ rows, look }) {
      last = look;
      for (const row of rows) line("listed", look, row);
      line("ready", look);
    },
    changes(changes, look) {
      last = look;
      for (const change of changes) line(change.kind, look, change.row, changeWords(change, look));
    },
    stale: (at, why) => alone("stale", at, why),
    back: (at) => alone("back", at, WATCH_WORDS.back),
    alive: (at) => alone("alive", at),
    aside: (said) => stderr.write(`${said}\n`),
  };
}

function toPerson(program: Program, bell: boolean): Teller {
  const { stdout } = program.io;
  const line = (at: Instant, text: string): void => stdout.write(`${localTime(program.zone, at)} ${cleanLine(text)}\n`);
  return {
    began({ rows, look, query, total }) {
      line(look.now, WATCH_WORDS.began(query, total));
      for (const row of rows.slice(0, LISTED)) stdout.write(`${cleanLine(listedWords(row, look))}\n`);
      if (total > LISTED) stdout.write(`${WATCH_WORDS.listedMore(total - Math.min(rows.length, LISTED))}\n`);
    },
    changes(changes, look) {
      for (const change of changes) line(look.now, changeWords(change, look));
      if (bell && changes.some(({ kind }) => kind === "new")) stdout.write(BELL);
    },
    stale: (at, why) => line(program.clock.later(), WATCH_WORDS.stale(localTime(program.zone, at), why)),
    back: (at) => line(at, WATCH_WORDS.back),
    alive: () => undefined,
    aside: (said) => line(program.clock.later(), said),
  };
}

/** The watched list as lines: for a program, or for a person whose terminal repaints nothing. */
export async function watchAsLines({ program, source, first, options, callouts, heard }: Watch): Promise<number> {
  const { stdout, stderr } = program.io;
  const teller = options.as === "stream" ? toProgram(program) : toPerson(program, options.bell);
  if (first.total > first.rows.length) stderr.write(`${WATCH_WORDS.cut(first.rows.length, first.total)}\n`);
  teller.began(first);
  stdout.flush();
  const every = options.everySeconds * SECOND;
  const until = options.forSeconds === null ? Number.POSITIVE_INFINITY : options.forSeconds * SECOND;
  let passed = 0;
  let silence = 0;
  let readAt = first.look.now;
  let isStale = false;
  while (passed < until) {
    const paused = await program.doors.pause(Math.min(every, until - passed));
    passed += paused;
    silence += paused;
    for (const said of heard()) teller.aside(said);
    let told = true;
    try {
      const { changes, look } = await source.look();
      if (isStale) teller.back(look.now);
      else told = changes.length > 0;
      isStale = false;
      readAt = look.now;
      teller.changes(changes, look);
      callouts?.call(
        changes.filter(({ kind }) => kind === "new").map(({ row }) => row),
        look,
      );
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      told = !isStale;
      if (!isStale) teller.stale(options.as === "stream" ? program.clock.later() : readAt, await whyNot(error));
      isStale = true;
    }
    if (told) silence = 0;
    else if (silence >= SILENCE_SECONDS * SECOND) {
      silence = 0;
      teller.alive(program.clock.later());
    }
    stdout.flush();
  }
  return 0;
}
