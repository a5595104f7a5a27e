import { briefOf } from "../../app/brief.ts";
import { deskOf } from "../../app/desk.ts";
import { BRIEF_FIELDS } from "../../render/fields/brief.ts";
import { objectWriter } from "../../render/json.ts";
import { briefPage } from "../../render/pages/brief.ts";
import { integerOf, isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { lookOf } from "../look.ts";
import { printPage } from "../pager.ts";
import type { Verb } from "../program.ts";
import { secondsOf } from "../seconds-in.ts";
import { settled } from "../settled.ts";
import { shownOn } from "../shown-on.ts";
import { sinceIn } from "../since-in.ts";
import { timeWords } from "../time-words.ts";

/** A shift. */
const SINCE = "12h";
/** What somebody who takes over can still do something about. */
const WITHIN_SECONDS = 4 * 3600;
/** Of a kind: more nobody reads in a chat. */
const SHOWN = 10;

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
      const outlook = { me: program.me, now: program.clock.now, since: sinceIn(program, desk, textOf(flags, "since") ?? SINCE), withinSeconds };
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
