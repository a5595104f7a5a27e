import type { Target, Targets } from "../ticket/ticket.ts";
import type { Policy, TargetLine, TicketType } from "./policy.ts";

/** What a target line is chosen by. */
export interface Aimed {
  readonly service: string | null;
  readonly site: string | null;
  readonly type: TicketType;
  readonly priority: string;
}

const KEYS = ["service", "site", "type", "priority"] as const;

const fits = (line: TargetLine, of: Aimed): boolean => KEYS.every((key) => line[key] === undefined || line[key] === of[key]);

/** Service weighs more than site, site than type, type than priority: the most specific line wins. */
const weight = (line: TargetLine): number => KEYS.reduce((sum, key, i) => sum + (line[key] === undefined ? 0 : 2 ** (KEYS.length - i)), 0);

/** Both targets a ticket has under a policy; null where no line fits or the line has none. */
export function targetsOf(policy: Policy, of: Aimed): Targets {
  let best: TargetLine | null = null;
  for (const line of policy.targets) if (fits(line, of) && (best === null || weight(line) > weight(best))) best = line;
  const target = (seconds: number | null | undefined): Target | null =>
    best === null || seconds === null || seconds === undefined ? null : { seconds, calendar: best.calendar };
  return { response: target(best?.responseSeconds), resolution: target(best?.resolutionSeconds) };
}
