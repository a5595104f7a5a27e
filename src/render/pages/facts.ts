import { restOf } from "../../domain/ticket/clock-state.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import { SHOW_WORDS as WORDS } from "../../words/headings.en.ts";
import type { Look } from "../field.ts";
import { priorityWord } from "../priority.ts";
import { oneLine } from "./sheet.ts";

/** What is known of a ticket as label and value; what is not known takes no line. `spell` puts an instant into words. */
export function factRows(t: TicketRow, { marks }: Pick<Look, "marks">, spell: (at: Instant) => string): readonly (readonly [label: string, value: string])[] {
  const rest = restOf(t);
  const at = (instant: Instant | null): string | null => (instant === null ? null : spell(instant));
  const requester = t.requester !== null && marks?.isVip(t.requester) ? WORDS.vip(t.requester) : t.requester;
  const phone = marks?.phoneAt(t.site) ?? null;
  const facts: readonly (readonly [string, string | null])[] = [
    [WORDS.priority, `${priorityWord(t)} (${WORDS.impactUrgency(t.impact, t.urgency)})`],
    ["", t.overrideReason === null ? null : WORDS.override(t.computedPriority, t.overrideReason, at(t.overrideUntil))],
    [WORDS.category, t.firstCategory === null || t.firstCategory === t.category ? t.category : `${t.category}, ${WORDS.first(t.firstCategory)}`],
    [
      WORDS.hold,
      t.holdReason === null
        ? null
        : [
            t.holdReason,
            ...(t.holdSince === null ? [] : [WORDS.since(spell(t.holdSince))]),
            ...(t.holdUntil === null ? [] : [WORDS.until(spell(t.holdUntil))]),
          ].join(", "),
    ],
    ["", t.holdNote],
    [WORDS.assignee, t.assignee],
    [WORDS.group, t.group],
    [WORDS.requester, [requester, t.contact].filter((part) => part !== null).join(", ") || null],
    [WORDS.watchers, rest.watchers.join(", ") || null],
    [WORDS.service, t.service],
    [WORDS.site, t.site === null || phone === null ? t.site : WORDS.siteAt(t.site, phone)],
    [WORDS.ci, t.ci],
    [WORDS.parent, t.parent === null ? null : String(t.parent)],
    [WORDS.refs, rest.refs.join(", ") || null],
    [WORDS.tags, rest.tags.join(", ") || null],
    [WORDS.key, t.key === null ? null : t.occurrences > 1 ? `${t.key}, ${WORDS.occurred(t.occurrences)}` : t.key],
    [WORDS.channel, t.channel],
    [WORDS.opened, t.reopenCount > 0 ? `${spell(t.openedAt)}, ${WORDS.reopened(t.reopenCount)}` : spell(t.openedAt)],
    [WORDS.logged, t.loggedAt === t.openedAt ? null : spell(t.loggedAt)],
    [WORDS.updated, spell(t.updatedAt)],
    [WORDS.down, at(t.downAt)],
    [WORDS.up, at(t.upAt)],
    [WORDS.nextUpdate, at(t.nextUpdateAt)],
    [WORDS.resolvedAt, t.resolvedAt === null ? null : `${spell(t.resolvedAt)}, ${WORDS.by} ${t.resolvedBy ?? ""}`],
    [WORDS.closedAt, t.closedAt === null ? null : `${spell(t.closedAt)}, ${WORDS.by} ${t.closedBy ?? ""}`],
    [WORDS.confirmedBy, t.confirmedBy],
    [WORDS.satisfaction, t.satisfaction === null ? null : `${t.satisfaction}/5`],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, oneLine(value)] as const]));
}
