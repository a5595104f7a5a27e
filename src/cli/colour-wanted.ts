import type { Config } from "./config.ts";
import type { Environment } from "./program.ts";

/** Whether a stream is coloured: the flag, then ITSM_COLOR, then the settings, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether it is a terminal. */
export function colourWanted(flag: string | undefined, env: Environment, config: Config, isTerminal: boolean): boolean {
  for (const said of [flag, env.ITSM_COLOR, config.color]) {
    if (said === "always") return true;
    if (said === "never") return false;
    if (said === "auto") break;
  }
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return env.TERM !== "dumb" && isTerminal;
}
