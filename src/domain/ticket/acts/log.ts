import { aimAt, computedPriority } from "../../policy/matrix.ts";
import { UNCLASSIFIED } from "../../policy/policy.ts";
import { begun, end } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type EventOf, REDACTED } from "../event.ts";
import { refuse } from "../refusal.ts";
import { nameFault } from "../texts.ts";
import type { Channel, Fields, Ticket } from "../ticket.ts";
import { fieldFaults, groupFault } from "../vocabulary.ts";
import { parentFaults } from "./parent.ts";

export interface Log {
  readonly do: "log";
  readonly fields: Fields;
  readonly description: string | null;
  readonly group: string | null;
  readonly assignee: string | null;
  readonly follows: number | null;
}

/** On these channels somebody is being answered while the report is taken. */
const ANSWERED: readonly Channel[] = ["phone", "walk-in", "chat"];

export function decideLog(command: Log, context: Context): Decision {
  const { fields, description, group, assignee, follows } = command;
  const { rules, kin } = context;
  const { title, requester, contact, ...open } = fields;
  const computed = computedPriority(rules, fields.impact, fields.urgency);
  const faults = [
    ...fieldFaults(fields, description, rules),
    ...(group === null ? [] : [groupFault(group, rules)]),
    ...(assignee === null ? [] : [nameFault("assignee", assignee)]),
    ...parentFaults(null, fields.parent, kin),
    follows !== null && kin.other(follows)?.void !== false ? refuse("no_such_ticket", { number: follows }, ["follows"]) : null,
    fields.downAt !== null && fields.upAt !== null && fields.upAt < fields.downAt
      ? refuse("reversed_times", { from: fields.downAt, to: fields.upAt }, ["up-at"])
      : null,
  ].filter((fault) => fault !== null);
  return unless(faults, () => {
    const { targets, priority, rank } = aimAt(rules, rules, { ...fields, priority: computed });
    const data = {
      ...open,
      priority,
      rank,
      targets,
      computed,
      terms: context.version,
      group,
      assignee,
      ...(follows !== null && { follows }),
      ...(ANSWERED.includes(fields.channel) && { answered: true as const }),
    };
    const texts = {
      title,
      ...(description !== null && description !== "" && { description }),
      ...(requester !== null && { requester }),
      ...(contact !== null && { contact }),
    };
    return [{ type: "logged", data, texts }];
  });
}

/** A history begins here. */
export function evolveLogged(event: EventOf<"logged">): Ticket {
  const { targets, computed, follows, answered, terms, backdated, ...data } = event.data;
  const { at, texts } = event;
  const response = begun(targets.response, terms, at);
  return {
    ...data,
    number: event.number,
    version: event.version,
    terms,
    title: texts.title ?? REDACTED,
    requester: texts.requester === null ? REDACTED : (texts.requester ?? null),
    contact: texts.contact === null ? REDACTED : (texts.contact ?? null),
    status: "new",
    movedAt: at,
    computedPriority: computed,
    override: null,
    firstCategory: data.category === UNCLASSIFIED ? null : data.category,
    previousGroup: null,
    hold: null,
    workaround: null,
    resolution: null,
    closure: null,
    satisfaction: null,
    cancellation: null,
    affected: [],
    links: follows === undefined ? [] : [{ rel: "follows", to: follows }],
    watchers: [],
    occurrences: 1,
    clocks: { response: answered ? end(response, at) : response, resolution: begun(targets.resolution, terms, at) },
    nextUpdateAt: null,
    reopenCount: 0,
    reassignmentCount: 0,
    pingPongCount: 0,
    openedAt: at,
    loggedAt: event.recordedAt,
    updatedAt: event.recordedAt,
    void: false,
    backdated: backdated ?? false,
  };
}
