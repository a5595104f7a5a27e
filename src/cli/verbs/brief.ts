import { briefOf } from "../../app/brief.ts";
import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { BRIEF_FIELDS } from "../../render/fields/brief.ts";
import { objectWriter } from "../../render/json.ts";
import { briefPage } from "../../render/pages/brief.ts";
import { integerOf, isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { printPage } from "../pager.ts";
import type { Flags, Program, Verb } from "../program.ts";
import { listedQuery } from "../query-in.ts";
import { secondsOf } from "../seconds-in.ts";
import { settled } from "../settled.ts";
import { shownOn } from "../shown-on.ts";
import { timeWords } from "../time-words.ts";

/** A shift. */
const SINCE = "12h";
/** What somebody who takes over can still do something about. */
const WITHIN_SECONDS = 4 * 3600;
/** Of a kind: more nobody reads in a chat. */
const SHOWN = 10;

/** From when on things are news: read as `list --since` reads it. */
function sinceOf(program: Program, desk: Parameters<typeof listedQuery>[1], flags: Flags): Instant {
  const since = textOf(flags, "since") ?? SINCE;
  const [term] = listedQuery(program, desk, [], { since }, "leave", null).terms;
  const ranges = term?.kind === "within" ? term.ranges : [];
  const from = ranges[0]?.from ?? null;
  if (from === null || ranges.length > 1) throw fail("usage", "since_no_moment", { value: since });
  return from;
}

/** A desk looked over, for a chat or whoever takes over. */
export const verb: Verb = {
  name: "brief",
  async run(program, { flags }) {
    const form = formNamed(flags);
    const withinSeconds = secondsOf(flags, "within") ?? WITHIN_SECONDS;
    const limit = integerOf(flags, "limit") ?? SHOWN;
    const register = await program.openRegister("read");
    await settled(program, register);
    return register.snapshot(async (reads) => {
      const { stdout } = program.io;
      const desk = await deskOf(reads, program.clock.now);
      const outlook = { me: program.me, now: program.clock.now, since: sinceOf(program, desk, flags), withinSeconds };
      const brief = await briefOf(reads, outlook, limit === 0 ? null : limit);
      if (isOn(flags, "json")) stdout.write(`${objectWriter(BRIEF_FIELDS)(brief, lookOf(program, desk))}\n`);
      else {
        const page = briefPage(brief, { markdown: form === "markdown", zone: program.zone, spell: await timeWords(program) });
        await printPage(program, shownOn(stdout, page));
      }
      return 0;
    });
  },
};
