import { version } from "../../../package.json";
import { BARE } from "../../words/help-pages.en.ts";
import type { Called } from "../before-verb.ts";
import { verbsOf } from "../find-verb.ts";
import type { Surroundings } from "../program.ts";
import { helpOn } from "./help-on.ts";
import { nounPage, overview } from "./overview.ts";
import { unknownVerb } from "./unknown.ts";
import { verbPage } from "./verb-page.ts";

/** What bare `itsm`, `--version` and `--help` print. Help about a verb that does not exist fails as the verb would. */
export function help(around: Surroundings, called: Called): number {
  const { row, word } = called;
  if (called.version && !called.help) around.io.stdout.write(`itsm ${version}\n`);
  else if (row !== null) print(around, verbPage(row));
  else if (word === null) print(around, called.help ? overview() : BARE);
  else if (verbsOf(word).length > 0) print(around, nounPage(word));
  else throw unknownVerb(called);
  return 0;
}

const print = (around: Surroundings, lines: readonly string[]): void =>
  around.io.stdout.write(
    helpOn(around, lines)
      .map((line) => `${line}\n`)
      .join(""),
  );
