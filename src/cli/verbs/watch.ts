import type { Verb } from "../program.ts";
import { refuseFlags } from "../read-verb.ts";
import { listSource } from "../watch/list-source.ts";
import { watchOptions } from "../watch/options.ts";

/** A list as it changes: repainted on a terminal, line by line where nothing is repainted, as JSON lines for programs. */
export const verb: Verb = {
  name: "watch",
  async run(program, args) {
    refuseFlags({ name: "watch" }, args);
    const options = watchOptions(program);
    const said: string[] = [];
    const heard = (): readonly string[] => said.splice(0);
    const calls = options.onNew === null ? null : await import("../watch/on-new.ts");
    const file = calls === null || options.onNew === null ? null : calls.programFile(options.onNew, program.env);
    const source = listSource(program, args, options);
    // What keeps the register from being read at first is told as by any verb.
    const first = await source.look();
    const callouts =
      calls === null || options.onNew === null || file === null ? null : calls.calloutsOf(options.onNew, file, program.env, (line) => said.push(line));
    try {
      const watch = { program, source, first, options, callouts, heard };
      if (options.as === "screen") return await (await import("../watch/on-screen.ts")).watchOnScreen(watch);
      return await (await import("../watch/as-lines.ts")).watchAsLines(watch);
    } finally {
      await callouts?.end();
    }
  },
};
