import { spellValue } from "./spell.ts";

/** Views every desk has, as the queries they stand for. `status:any` says that tickets of any status are meant. */
export const builtInViews = (policy: { readonly priorities: readonly string[] }): Readonly<Record<string, string>> => ({
  mine: "is:mine",
  triage: "is:new is:unassigned",
  oncall: `${policy.priorities[0] === undefined ? "" : `priority:${spellValue(policy.priorities[0])} `}is:open sort:sla`,
  breached: "is:breached",
  stale: "is:active idle:3d..",
  recent: "updated:1d.. status:any",
});

/** What `@name` means elsewhere, so no view may be called so. */
export const RESERVED_VIEWS: readonly string[] = ["me", "last", "none"];
