import type { Level } from "../policy/escalation-rule.ts";
import type { TicketType, Which } from "../policy/policy.ts";
import type { Instant } from "../time/instant.ts";

export type Status = "new" | "in_progress" | "on_hold" | "resolved" | "closed" | "cancelled";
export const STATUSES: readonly Status[] = ["new", "in_progress", "on_hold", "resolved", "closed", "cancelled"];
export const OPEN: readonly Status[] = ["new", "in_progress", "on_hold"];

export type Channel = "phone" | "email" | "portal" | "walk-in" | "chat" | "monitoring" | "import" | "cli";
export const CHANNELS: readonly Channel[] = ["phone", "email", "portal", "walk-in", "chat", "monitoring", "import", "cli"];

export type Relation = "duplicates" | "relates-to" | "caused-by" | "follows";
export const RELATIONS: readonly Relation[] = ["duplicates", "relates-to", "caused-by", "follows"];

export type Confirmation = "requester" | "silence" | "monitoring" | "agent";
export const CONFIRMATIONS: readonly Confirmation[] = ["requester", "silence", "monitoring", "agent"];

/** An agreed duration in seconds of service time, and the calendar that counts it. */
export interface Target {
  readonly seconds: number;
  readonly calendar: string;
}
export type Targets = Readonly<Record<Which, Target | null>>;

/** Half-open; `null`: still running. */
export type Interval = readonly [from: Instant, to: Instant | null];

/** A clock is its running intervals and what it aims at; `endedAt` tells met or missed from paused. */
export interface Clock {
  readonly target: Target | null;
  /** The policy version whose calendar counts it; an ended clock keeps its own. */
  readonly terms: number;
  readonly running: readonly Interval[];
  readonly endedAt: Instant | null;
  /** The highest share of this target somebody was warned of. */
  readonly warned: Level | 0;
}

export interface Hold {
  readonly reason: string;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly note: string | null;
  readonly stops: readonly Which[];
  /** The status it returns to when it ends by itself. */
  readonly from: "new" | "in_progress";
  readonly remindAt: Instant | null;
  /** When it outstays, and what then; null: it may last, or that has been seen to. */
  readonly outstay: { readonly at: Instant; readonly brings: "resolve" | "remind" } | null;
}

export interface Affected {
  readonly id: number;
  readonly name: string;
  readonly contact: string | null;
  readonly at: Instant;
}

export interface Link {
  readonly rel: Relation;
  readonly to: number;
}

/** What somebody states about a ticket; everything else follows from what is done to it. */
export interface Fields {
  readonly type: TicketType;
  readonly title: string;
  readonly impact: string;
  readonly urgency: string;
  readonly category: string;
  readonly service: string | null;
  readonly site: string | null;
  readonly ci: string | null;
  readonly refs: readonly string[];
  readonly requester: string | null;
  readonly contact: string | null;
  readonly channel: Channel;
  readonly tags: readonly string[];
  readonly major: boolean;
  readonly parent: number | null;
  readonly key: string | null;
  readonly downAt: Instant | null;
  readonly upAt: Instant | null;
}

/** The fold of a ticket's history. Names: the glossary in src/README.md. */
export interface Ticket extends Fields {
  readonly number: number;
  readonly version: number;
  /** The policy version its clocks run under. */
  readonly terms: number;
  readonly status: Status;
  /** The last change of status, hold, priority, group or assignee: `--at` may not lie before it. */
  readonly movedAt: Instant;
  readonly priority: string;
  /** The place of its priority in its policy, 1 the most urgent. */
  readonly rank: number;
  readonly computedPriority: string;
  readonly override: { readonly reason: string; readonly until: Instant | null } | null;
  readonly firstCategory: string | null;
  readonly group: string | null;
  readonly previousGroup: string | null;
  readonly assignee: string | null;
  /** Who was informed up the line since it came to its group. */
  readonly raised: readonly string[];
  readonly hold: Hold | null;
  readonly workaround: string | null;
  readonly resolution: { readonly code: string; readonly note: string; readonly at: Instant; readonly by: string } | null;
  readonly closure: {
    readonly confirmedBy: Confirmation;
    readonly note: string | null;
    readonly review: string | null;
    readonly category: string;
    readonly at: Instant;
    readonly by: string;
  } | null;
  readonly satisfaction: number | null;
  readonly cancellation: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
  readonly affected: readonly Affected[];
  readonly links: readonly Link[];
  readonly watchers: readonly string[];
  readonly occurrences: number;
  readonly clocks: Readonly<Record<Which, Clock>>;
  readonly nextUpdateAt: Instant | null;
  /** Somebody was reminded that the promised update has passed. */
  readonly promiseTold: boolean;
  /** While it is resolved: since when the requester knows (null: nobody told them), and when silence closes it (null: never). */
  readonly silence: { readonly since: Instant | null; readonly closesAt: Instant | null } | null;
  readonly reopenCount: number;
  readonly reassignmentCount: number;
  readonly pingPongCount: number;
  readonly openedAt: Instant;
  readonly loggedAt: Instant;
  readonly updatedAt: Instant;
  readonly void: boolean;
  readonly backdated: boolean;
}
