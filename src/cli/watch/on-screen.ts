import { fail } from "../../app/failure.ts";
import { showPage } from "../../render/pages/show.ts";
import type { Paint } from "../../render/paint.ts";
import { frameOf } from "../../render/watch/frame.ts";
import { changeWords } from "../../render/watch/news.ts";
import type { Size } from "../../render/watch/view.ts";
import { WATCH_WORDS } from "../../words/watch.en.ts";
import { paintOf } from "../draw-rows.ts";
import { shownTickets } from "../shown-tickets.ts";
import type { Key } from "./keys.ts";
import { isUnreadable } from "./list-source.ts";
import { backToList, begun, emptyModel, type Model, pressed, said, scrolled, updated, type Wish, withPage } from "./model.ts";
import type { Watch } from "./options.ts";
import type { Screen } from "./screen.ts";
import { whyNot } from "./why-not.ts";

const SECOND = 1000;

/** The watched list on a screen of its own, until the person leaves or the time is over. */
export async function watchOnScreen(watch: Watch): Promise<number> {
  const paint = await paintOf(watch.program);
  const screen = await watch.program.doors.screen();
  try {
    return await watching(watch, screen, paint);
  } finally {
    screen.leave();
  }
}

async function watching({ program, source, first, options, callouts, heard }: Watch, screen: Screen, paint: Paint): Promise<number> {
  let model: Model = begun(emptyModel, first);
  let seen = first;
  /** When the register was last read. */
  let readAt = first.look.now;
  const size = (): Size => ({ columns: Math.max(1, screen.columns), rows: Math.max(1, screen.rows) });
  /** Tickets this person has just changed here: that is no news to them. */
  const mine = new Set<number>();

  async function show(number: number): Promise<void> {
    const register = source.register();
    if (register === null) return;
    const now = source.present();
    const [shown] = await register.snapshot(async (reads) => shownTickets(reads, await reads.tickets([number])));
    if (shown === undefined) return;
    const look = { ...seen.look, now: now.clock.now, zone: program.zone, me: program.me };
    model = withPage(model, number, showPage(shown, look, { width: size().columns, paint, language: program.language }));
  }

  async function look(asked: boolean): Promise<void> {
    try {
      seen = await source.look();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      model = { ...model, stale: { since: readAt, why: await whyNot(error) } };
      return;
    }
    readAt = seen.look.now;
    if (asked) model = begun(model, seen);
    else {
      const news = seen.changes.filter(({ kind, row }) => kind === "new" || kind === "left" || !mine.has(row.number));
      const gone = model.stale !== null && news.length === 0 ? WATCH_WORDS.back : null;
      model = updated(model, seen, news);
      const fresh = news.filter(({ kind }) => kind === "new").map(({ row }) => row);
      const latest = fresh.length > 0 ? news.find(({ kind }) => kind === "new") : news.at(-1);
      if (latest !== undefined) model = said(model, changeWords(latest, seen.look) + WATCH_WORDS.andMore(news.length - 1));
      else if (gone !== null) model = said(model, gone);
      if (fresh.length > 0 && options.bell) screen.ring();
      if (fresh.length > 0) callouts?.call(fresh, seen.look);
      if (news.length > 0 && model.mode.kind === "page") await show(model.mode.number);
    }
    mine.clear();
  }

  function draw(): void {
    for (const line of heard()) model = said(model, line);
    model = scrolled(model, size());
    const { lines, cursor } = frameOf(model, size(), liveLook(), paint);
    screen.show(lines, cursor);
  }

  /** The last look's, at the present moment. */
  const liveLook = () => {
    const { calendarOf, marks } = seen.look;
    return { now: program.clock.later(), zone: program.zone, me: program.me, calendarOf, live: true as const, ...(marks !== undefined && { marks }) };
  };

  async function act(wish: Extract<Wish, { do: "take" | "note" }>): Promise<void> {
    const register = source.register();
    if (register === null) {
      model = said(model, model.stale?.why ?? "");
      return;
    }
    const acts = await import("./act-from-screen.ts");
    const now = source.present();
    const { done, said: words } =
      wish.do === "take" ? await acts.takeFromScreen(now, register, wish.number) : await acts.noteFromScreen(now, register, wish.number, wish.text);
    // What was typed for nothing stays to be typed on.
    model = done ? backToList(model, words) : said(model, words);
    if (!done) return;
    mine.add(wish.number);
    const status = model.status;
    await look(false);
    model = { ...model, status };
  }

  async function filter(text: string): Promise<void> {
    try {
      await source.filter(text);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      model = said(model, await whyNot(error));
      return;
    }
    model = backToList(model, null);
    await look(true);
  }

  /** False: the person leaves. */
  async function grant(wish: Wish): Promise<boolean> {
    if (wish.do === "leave") return false;
    try {
      if (wish.do === "show") await show(wish.number);
      else if (wish.do === "filter") await filter(wish.text);
      else await act(wish);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      model = said(model, await whyNot(error));
    }
    return true;
  }

  /** False: the person leaves. What was sent together with the end of a line is a paste, and no command. */
  async function take(keys: readonly Key[]): Promise<boolean> {
    for (const key of keys) {
      const wasLine = model.mode.kind === "line";
      const { model: next, wish } = pressed(model, key, size());
      model = next;
      if (wish === null) continue;
      if (!(await grant(wish))) return false;
      if (wasLine) return true;
    }
    return true;
  }

  let passed = 0;
  let sinceLook = 0;
  const every = options.everySeconds * SECOND;
  const until = options.forSeconds === null ? Number.POSITIVE_INFINITY : options.forSeconds * SECOND;
  for (;;) {
    draw();
    if (passed >= until) return 0;
    const happening = await screen.next(Math.max(0, Math.min(SECOND, every - sinceLook, until - passed)));
    passed += happening.passed;
    sinceLook += happening.passed;
    if (happening.kind === "end") throw fail("cancelled", "input_ended");
    if (happening.kind === "keys" && !(await take(happening.keys))) return 0;
    if (happening.kind === "size" && model.mode.kind === "page") await show(model.mode.number);
    if (sinceLook < every) continue;
    sinceLook = 0;
    await look(false);
  }
}
