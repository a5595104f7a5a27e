import type { Program } from "../program.ts";
import { type Item, note, ok } from "./item.ts";

/** Below so many columns a list is told in two lines a ticket. */
const NARROW = 60;

const isUtf8 = ({ LC_ALL, LC_CTYPE, LANG }: Program["env"]): boolean => /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");

/** What the terminal can show. */
export function terminalItems(program: Program): readonly Item[] {
  const { io, env, accessible } = program;
  if (!io.stdout.isTerminal) return [ok("terminal", "terminal_none")];
  const { columns } = io.stdout;
  const about = { columns, term: env.TERM ?? "", colours: program.colourOn("stdout"), accessible };
  return [
    env.TERM === "dumb"
      ? note("terminal", "terminal_dumb", about)
      : columns < NARROW
        ? note("terminal", "terminal_narrow", about)
        : ok("terminal", "terminal", about),
    isUtf8(env) ? ok("writing", "utf8") : note("writing", "utf8_missing"),
  ];
}
