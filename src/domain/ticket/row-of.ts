import { sameName } from "./acts/assign.ts";
import { type CalendarOf, type Judged, judge, judgeAgain } from "./judge.ts";
import { packRest, readRest } from "./rest.ts";
import type { TicketRow } from "./row.ts";
import type { Ticket } from "./ticket.ts";

const bit = (yes: boolean): number => (yes ? 1 : 0);

/** The row a ticket is kept as: its fold, and what the calendars of its terms make of it. `was`: what it was before the last act, with its row. */
export function rowOf(t: Ticket, calendarOf: CalendarOf, was: Judged | null = null): TicketRow {
  return {
    number: t.number,
    version: t.version,
    type: t.type,
    title: t.title,
    status: t.status,
    impact: t.impact,
    urgency: t.urgency,
    priority: t.priority,
    computedPriority: t.computedPriority,
    rank: t.major ? 0 : t.rank,
    overrideReason: t.override?.reason ?? null,
    overrideUntil: t.override?.until ?? null,
    category: t.category,
    firstCategory: t.firstCategory,
    closedCategory: t.closure?.category ?? null,
    service: t.service,
    site: t.site,
    ci: t.ci,
    requester: t.requester,
    contact: t.contact,
    affectedCount: t.affected.filter((person) => !sameName(person.name, t.requester)).length,
    channel: t.channel,
    group: t.group,
    assignee: t.assignee,
    major: bit(t.major),
    parent: t.parent,
    key: t.key,
    occurrences: t.occurrences,
    holdReason: t.hold?.reason ?? null,
    holdSince: t.hold?.since ?? null,
    holdUntil: t.hold?.until ?? null,
    holdNote: t.hold?.note ?? null,
    paused: bit(t.hold?.stops.includes("resolution") ?? false),
    workaround: t.workaround,
    resolutionCode: t.resolution?.code ?? null,
    resolutionNote: t.resolution?.note ?? null,
    resolvedBy: t.resolution?.by ?? null,
    resolvedAt: t.resolution?.at ?? null,
    confirmedBy: t.closure?.confirmedBy ?? null,
    closureNote: t.closure?.note ?? null,
    closedBy: t.closure?.by ?? null,
    closedAt: t.closure?.at ?? null,
    review: t.closure?.review ?? null,
    satisfaction: t.satisfaction,
    firstResponseAt: t.clocks.response.endedAt,
    downAt: t.downAt,
    upAt: t.upAt,
    nextUpdateAt: t.nextUpdateAt,
    openedAt: t.openedAt,
    loggedAt: t.loggedAt,
    updatedAt: t.updatedAt,
    reopenCount: t.reopenCount,
    reassignmentCount: t.reassignmentCount,
    pingPongCount: t.pingPongCount,
    void: bit(t.void),
    backdated: bit(t.backdated),
    terms: t.terms,
    rest: packRest(t),
    ...(was === null ? judge(t, calendarOf) : judgeAgain(t, was, calendarOf)),
  };
}

/** The ticket a row was made of. */
export function ticketOf(row: TicketRow): Ticket {
  const rest = readRest(row);
  return {
    number: row.number,
    version: row.version,
    terms: row.terms,
    type: row.type,
    title: row.title,
    status: row.status,
    movedAt: rest.movedAt,
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    rank: rest.rank ?? row.rank,
    computedPriority: row.computedPriority,
    override: row.overrideReason === null ? null : { reason: row.overrideReason, until: row.overrideUntil },
    category: row.category,
    firstCategory: row.firstCategory,
    service: row.service,
    site: row.site,
    ci: row.ci,
    refs: rest.refs,
    requester: row.requester,
    contact: row.contact,
    channel: row.channel,
    tags: rest.tags,
    major: row.major === 1,
    parent: row.parent,
    key: row.key,
    downAt: row.downAt,
    upAt: row.upAt,
    group: row.group,
    previousGroup: rest.previousGroup,
    assignee: row.assignee,
    raised: rest.raised,
    hold:
      row.holdReason === null || rest.hold === null || row.holdSince === null
        ? null
        : { reason: row.holdReason, since: row.holdSince, until: row.holdUntil, note: row.holdNote, ...rest.hold },
    workaround: row.workaround,
    resolution:
      row.resolutionCode === null || row.resolvedAt === null
        ? null
        : { code: row.resolutionCode, note: row.resolutionNote ?? "", at: row.resolvedAt, by: row.resolvedBy ?? "" },
    closure:
      row.confirmedBy === null || row.closedAt === null
        ? null
        : {
            confirmedBy: row.confirmedBy,
            note: row.closureNote,
            review: row.review,
            category: row.closedCategory ?? row.category,
            at: row.closedAt,
            by: row.closedBy ?? "",
          },
    satisfaction: row.satisfaction,
    cancellation: rest.cancellation,
    affected: rest.affected,
    links: rest.links,
    watchers: rest.watchers,
    occurrences: row.occurrences,
    clocks: rest.clocks,
    nextUpdateAt: row.nextUpdateAt,
    promiseTold: rest.promiseTold,
    silence: rest.silence,
    reopenCount: row.reopenCount,
    reassignmentCount: row.reassignmentCount,
    pingPongCount: row.pingPongCount,
    openedAt: row.openedAt,
    loggedAt: row.loggedAt,
    updatedAt: row.updatedAt,
    void: row.void === 1,
    backdated: row.backdated === 1,
  };
}
