import { foldName } from "../fold-name.ts";
import type { Policy } from "./policy.ts";

/** Whether the desk marks the tickets of a requester. Names are compared folded. */
export function isVip({ vip }: Policy, requester: string | null): boolean {
  if (requester === null || vip.length === 0) return false;
  const folded = foldName(requester);
  return vip.some((name) => foldName(name) === folded);
}

/** The desk's number at a site; null: none is known. */
export const phoneAt = ({ sitePhones }: Policy, site: string | null): string | null =>
  site !== null && Object.hasOwn(sitePhones, site) ? (sitePhones[site] as string) : null;
