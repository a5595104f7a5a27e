import { groupOf, impactOf, middleOf } from "../../policy/beginning.ts";
import { aimAt, computedPriority } from "../../policy/matrix.ts";
import { UNCLASSIFIED } from "../../policy/policy.ts";
import { begun, end } from "../clock.ts";
import { type Context, type Decision, unless } from "../decision.ts";
import { type EventData, type EventOf, REDACTED } from "../event.ts";
import { updateBy } from "../promise.ts";
import { refuse } from "../refusal.ts";
import type { Channel, Fields, Ticket } from "../ticket.ts";
import { assigneeFault, fieldFaults, groupFault } from "../vocabulary.ts";
import { parentFaults } from "./parent.ts";

/** What is stated of a ticket as it is logged; an impact or urgency that is null is left to the desk's rules. */
export interface LogFields extends Omit<Fields, "impact" | "urgency"> {
  readonly impact: string | null;
  readonly urgency: string | null;
}

export interface Log {
  readonly do: "log";
  readonly fields: LogFields;
  readonly description: string | null;
  /** Left out: the desk's rules say; null: none. */
  readonly group?: string | null;
  readonly assignee: string | null;
  readonly follows: number | null;
}

/** On these channels somebody is being answered while the report is taken. */
const ANSWERED: readonly Channel[] = ["phone", "walk-in", "chat"];

export function decideLog(command: Log, context: Context): Decision {
  const { fields, description, assignee, follows } = command;
  const { rules, kin, at } = context;
  const { title, requester, contact, type, service, site, major } = fields;
  const impact = fields.impact ?? impactOf(rules, fields.category) ?? middleOf(rules.impacts);
  const urgency = fields.urgency ?? middleOf(rules.urgencies);
  const group = command.group === undefined ? (groupOf(rules, fields)?.value ?? null) : command.group;
  const computed = computedPriority(rules, impact, urgency);
  const faults = [
    ...fieldFaults(fields, description, rules),
    groupFault(command.group ?? null, rules),
    ...(assignee === null ? [] : [assigneeFault(assignee, rules)]),
    ...parentFaults(null, fields.parent, kin),
    follows !== null && kin.other(follows)?.void !== false ? refuse("no_such_ticket", { number: follows }, ["follows"]) : null,
    fields.downAt !== null && fields.upAt !== null && fields.upAt < fields.downAt
      ? refuse("reversed_times", { from: fields.downAt, to: fields.upAt }, ["up-at"])
      : null,
  ].filter((fault) => fault !== null);
  return unless(faults, () => {
    const terms = context.termsAt(at);
    const { targets, priority, rank } = aimAt(rules, context.policyOf(terms), { type, service, site, priority: computed });
    const nextUpdateAt = updateBy(rules, { priority, major }, at);
    // Named one by one, as below.
    const data: EventData["logged"] = {
      type,
      impact,
      urgency,
      category: fields.category,
      service,
      site,
      ci: fields.ci,
      refs: fields.refs,
      channel: fields.channel,
      tags: fields.tags,
      major,
      parent: fields.parent,
      key: fields.key,
      downAt: fields.downAt,
      upAt: fields.upAt,
      priority,
      rank,
      targets,
      computed,
      terms,
      group,
      assignee,
      ...(follows !== null && { follows }),
      ...(nextUpdateAt !== null && { nextUpdateAt }),
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

/** A history begins here. Its fields are named one by one: spread, they would be most of what logging thousands costs. */
export function evolveLogged(event: EventOf<"logged">): Ticket {
  const { data, at, texts } = event;
  const { targets, computed, follows, answered, terms, backdated } = data;
  const response = begun(targets.response, terms, at);
  return {
    number: event.number,
    version: event.version,
    terms,
    type: data.type,
    impact: data.impact,
    urgency: data.urgency,
    priority: data.priority,
    rank: data.rank,
    category: data.category,
    service: data.service,
    site: data.site,
    ci: data.ci,
    refs: data.refs,
    channel: data.channel,
    tags: data.tags,
    major: data.major,
    parent: data.parent,
    key: data.key,
    downAt: data.downAt,
    upAt: data.upAt,
    group: data.group,
    assignee: data.assignee,
    title: texts.title ?? REDACTED,
    requester: texts.requester === null ? REDACTED : (texts.requester ?? null),
    contact: texts.contact === null ? REDACTED : (texts.contact ?? null),
    status: "new",
    movedAt: at,
    computedPriority: computed,
    override: null,
    firstCategory: data.category === UNCLASSIFIED ? null : data.category,
    previousGroup: null,
    raised: [],
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
    nextUpdateAt: data.nextUpdateAt ?? null,
    promiseTold: false,
    silence: null,
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
