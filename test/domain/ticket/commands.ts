import type { Assign } from "../../../src/domain/ticket/acts/assign.ts";
import type { Close } from "../../../src/domain/ticket/acts/close.ts";
import type { Edit } from "../../../src/domain/ticket/acts/edit.ts";
import type { Escalate } from "../../../src/domain/ticket/acts/escalate.ts";
import type { PutOnHold } from "../../../src/domain/ticket/acts/hold.ts";
import type { Log, LogFields } from "../../../src/domain/ticket/acts/log.ts";
import type { AddNote } from "../../../src/domain/ticket/acts/note.ts";
import type { Resolve } from "../../../src/domain/ticket/acts/resolve.ts";
import type { Act } from "../../../src/domain/ticket/decide.ts";
import type { Fields } from "../../../src/domain/ticket/ticket.ts";
import { t } from "./story.ts";

const FIELDS: Fields = {
  type: "incident",
  title: "Printer on floor 3 jams",
  impact: "medium",
  urgency: "medium",
  category: "unclassified",
  service: null,
  site: null,
  ci: null,
  refs: [],
  requester: null,
  contact: null,
  channel: "email",
  tags: [],
  major: false,
  parent: null,
  key: null,
  downAt: null,
  upAt: null,
};

/** A medium incident by e-mail unless told otherwise, so that both clocks run. */
export const log = (fields: Partial<LogFields> = {}, more: Partial<Omit<Log, "do" | "fields">> = {}): Log => ({
  do: "log",
  fields: { ...FIELDS, ...fields },
  description: null,
  group: null,
  assignee: null,
  follows: null,
  ...more,
});
export const high = { impact: "high", urgency: "high" } as const;
export const low = { impact: "low", urgency: "low" } as const;

export const start = (steal = false): Act => ({ do: "start", steal });
export const hold = (reason: string, more: Partial<Pick<PutOnHold, "note" | "public">> & { readonly until?: string } = {}): Act => ({
  do: "hold",
  reason,
  note: more.note ?? null,
  public: more.public ?? false,
  until: more.until === undefined ? null : t(more.until),
});
export const resume = (note: string | null = null, isPublic = false): Act => ({ do: "resume", note, public: isPublic });
export const resolve = (more: Partial<Resolve> = {}): Resolve => ({
  do: "resolve",
  code: "fixed",
  note: "new roller",
  public: true,
  category: null,
  duplicateOf: null,
  ...more,
});
export const close = (more: Partial<Close> = {}): Close => ({
  do: "close",
  code: null,
  note: null,
  public: false,
  confirmedBy: null,
  satisfaction: null,
  review: null,
  category: null,
  duplicateOf: null,
  byQuery: false,
  ...more,
});
export const cancel = (reason = "logged by mistake"): Act => ({ do: "cancel", reason });
export const reopen = (reason = "it jams again"): Act => ({ do: "reopen", reason });
export const edit = (set: Edit["set"], more: Partial<Omit<Edit, "do" | "set">> = {}): Edit => ({ do: "edit", set, ...more });
export const priority = (name: string, reason: string | null = null, until?: string): Act => ({
  do: "override",
  priority: name,
  reason,
  until: until === undefined ? null : t(until),
});
export const major = (reason: string | null = "the whole plant stands"): Act => ({ do: "major", reason });
export const assign = (to: Omit<Assign, "do">): Act => ({ do: "assign", ...to });
export const escalate = (to: string | null, more: Partial<Escalate> = {}): Act => ({
  do: "escalate",
  kind: "functional",
  to,
  reason: "needs a specialist",
  note: null,
  ...more,
});
export const note = (text = "looked at it", more: Partial<Omit<AddNote, "nextUpdateAt">> & { readonly next?: string } = {}): Act => ({
  do: "note",
  note: text,
  public: more.public ?? false,
  from: more.from ?? "agent",
  nextUpdateAt: more.next === undefined ? null : t(more.next),
});
export const workaround = (text: string | null): Act => ({ do: "workaround", workaround: text });
export const link = (rel: "duplicates" | "relates-to" | "caused-by" | "follows", to: number): Act => ({ do: "link", rel, to });
export const unlink = (rel: "duplicates" | "relates-to" | "caused-by" | "follows", to: number): Act => ({ do: "unlink", rel, to });
export const affect = (name: string, contact: string | null = null): Act => ({ do: "affect", name, contact });
export const unaffect = (name: string): Act => ({ do: "unaffect", name });
export const recur = (count = 1): Act => ({ do: "recur", count });
export const lapse: Act = { do: "lapse" };
