import { version } from "../../../package.json";
import { BARE } from "../../words/help.en.ts";
import type { Called } from "../before-verb.ts";
import { verbsOf } from "../find-verb.ts";
import type { Surroundings } from "../program.ts";
import { shownOn } from "../shown-on.ts";
import { nounPage, overview } from "./overview.ts";
import { unknownVerb } from "./unknown.ts";
import { verbPage } from "./verb-page.ts";

/** What bare `itsm`, `--version` and `--help` print. Help about a verb that does not exist fails as the verb would. */
export function help({ io }: Surroundings, called: Called): number {
  const { row, word } = called;
  if (called.version && !called.help) io.stdout.write(`itsm ${version}\n`);
  else if (row !== null) print(io, verbPage(row));
  else if (word === null) print(io, called.help ? overview() : BARE);
  else if (verbsOf(word).length > 0) print(io, nounPage(word));
  else throw unknownVerb(called);
  return 0;
}

const print = (io: Surroundings["io"], lines: readonly string[]): void =>
  io.stdout.write(
    shownOn(io.stdout, lines, 0)
      .map((line) => `${line}\n`)
      .join(""),
  );
