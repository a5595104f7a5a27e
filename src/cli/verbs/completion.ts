import { fail } from "../../app/failure.ts";
import { nearest } from "../../domain/query/near.ts";
import { BASH_SCRIPT } from "../completion/bash-script.ts";
import { FISH_SCRIPT } from "../completion/fish-script.ts";
import { SHELLS, type Shell } from "../completion/shells.ts";
import { ZSH_SCRIPT } from "../completion/zsh-script.ts";
import type { Verb } from "../program.ts";

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH_SCRIPT, zsh: ZSH_SCRIPT, fish: FISH_SCRIPT };

/** Prints what a shell has to read so that Tab offers verbs, flags and tickets. */
export const verb: Verb = {
  name: "completion",
  async run(program, { operands: [word = ""] }) {
    const shell = SHELLS.find((each) => each === word);
    if (shell === undefined) throw fail("usage", "shell_unknown", { word, near: nearest(word, SHELLS), names: SHELLS });
    program.io.stdout.write(SCRIPTS[shell]);
    return 0;
  },
};
