import { canonicalJson } from "../domain/ticket/canonical.ts";
import type { Aim, EventData, EventType, Texts, TicketEvent } from "../domain/ticket/event.ts";
import type { Target } from "../domain/ticket/ticket.ts";
import type { Dialect } from "./sql.ts";

/** How many events an operation can have: the ids of its events are a range, which leads from it to them without an index. */
export const EVENTS_AT_MOST = 4_194_304;

/** The id of the first event of an operation; those of the others follow, by number and version. */
export const firstEvent = (operation: number): number => operation * EVENTS_AT_MOST;

/** Which events `e` are those of an operation `o`. */
export const EVENTS_OF_O = `e.id >= o.seq * ${EVENTS_AT_MOST} and e.id < (o.seq + 1) * ${EVENTS_AT_MOST}`;

/** An event as the tables keep it; `at` and what the operation says are joined in. */
export interface EventRow {
  readonly number: number;
  readonly version: number;
  readonly operation: number;
  readonly type: EventType;
  readonly at: number;
  readonly recordedAt: number;
  readonly by: string;
  readonly data: string;
  readonly texts: string | null;
}

type EventValues = readonly [number, number, number, EventType, number, number, string, string, string | null];

const EVENT_COLUMNS =
  "e.number, e.version, e.operation, e.type, coalesce(e.at, o.recorded_at, 0), coalesce(o.recorded_at, 0), coalesce(o.actor, ''), e.data, e.texts";

/** What a select of events `e` joined to their operations `o` lists: one JSON array, which costs less than an object for each row. */
export const eventJson = ({ array }: Dialect): string => `${array(EVENT_COLUMNS)} as row`;

/** The row of what `eventJson` selected. */
export function readEventRow(json: string): EventRow {
  const [number, version, operation, type, at, recordedAt, by, data, texts] = JSON.parse(json) as EventValues;
  return { number, version, operation, type, at, recordedAt, by, data, texts };
}

/** A text with its salt, or what a redaction left of it: its digest. */
export type SealedText = readonly [salt: string, text: string] | readonly [salt: null, digest: string];

const NO_TEXTS: Texts = {};

/** What an event without these says: left out of the stored JSON. A key that may also be absent is not among them. */
const UNSAID: { readonly [T in EventType]?: Partial<EventData[T]> } = {
  logged: {
    type: "incident",
    terms: 1,
    service: null,
    site: null,
    ci: null,
    refs: [],
    tags: [],
    major: false,
    parent: null,
    key: null,
    downAt: null,
    upAt: null,
    group: null,
    assignee: null,
  },
  overridden: { until: null },
  assigned: { group: null, assignee: null },
  escalated: { to: null },
  held: { until: null },
  noted: { public: false },
  resolved: { public: true },
  closed: { confirmedBy: "agent", satisfaction: null },
};

type Members = Readonly<Record<string, unknown>>;

const isUnsaid = (usual: unknown, value: unknown): boolean => value === usual || (Array.isArray(usual) && Array.isArray(value) && value.length === 0);

/** A target as `[seconds, calendar]`; null: none. */
type StoredTarget = readonly [seconds: number, calendar: string] | null;
/** What a priority with its targets is kept as, under the key `aim`. */
type StoredAim = readonly [priority: string, rank: number, response: StoredTarget, resolution: StoredTarget];

const storedTarget = (target: Target | null): StoredTarget => (target === null ? null : [target.seconds, target.calendar]);
const targetOf = (stored: StoredTarget): Target | null => (stored === null ? null : { seconds: stored[0], calendar: stored[1] });

const storedAim = ({ priority, rank, targets }: Aim): StoredAim => [priority, rank, storedTarget(targets.response), storedTarget(targets.resolution)];
const aimOf = ([priority, rank, response, resolution]: StoredAim): Aim => ({
  priority,
  rank,
  targets: { response: targetOf(response), resolution: targetOf(resolution) },
});

/** Events whose own members an aim is; an edit has one as a member. */
const AIMED: readonly EventType[] = ["logged", "overridden", "overrideEnded", "adopted"];

/** The JSON an event's data is kept as, and hashed. */
export function storedData({ type, data }: TicketEvent): string {
  const usual = UNSAID[type] as Members | undefined;
  const members: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) if (usual === undefined || !(key in usual) || !isUnsaid(usual[key], value)) members[key] = value;
  if (AIMED.includes(type)) {
    const { priority, rank, targets, ...others } = members as Members & Aim;
    if (others.computed === priority) delete (others as { computed?: unknown }).computed;
    return canonicalJson({ ...others, aim: storedAim({ priority, rank, targets }) });
  }
  if (members.aim !== undefined) members.aim = storedAim(members.aim as Aim);
  return canonicalJson(members);
}

/** What `storedData` was made of. */
function dataOf(type: EventType, json: string): object {
  const { aim, ...others } = JSON.parse(json) as Members;
  const whole = { ...UNSAID[type], ...others };
  if (aim === undefined) return whole;
  const opened = aimOf(aim as StoredAim);
  if (!AIMED.includes(type)) return { ...whole, aim: opened };
  return type === "logged" || type === "adopted" ? { computed: opened.priority, ...opened, ...whole } : { ...opened, ...whole };
}

/** The texts of an event with their salts, by field. */
export type SealedTexts = Readonly<Record<string, SealedText>>;

function openTexts(sealed: SealedTexts): Texts {
  const texts: Record<string, string | null> = {};
  for (const field of Object.keys(sealed)) {
    const [salt, text] = sealed[field] as SealedText;
    texts[field] = salt === null ? null : text;
  }
  return texts;
}

/** The event of a row. `sealed`: its texts, where they have been read already. */
export function eventOf({ number, version, operation, type, at, recordedAt, by, data, texts }: EventRow, sealed?: SealedTexts): TicketEvent {
  const opened = texts === null ? NO_TEXTS : openTexts(sealed ?? (JSON.parse(texts) as SealedTexts));
  return { number, version, at, recordedAt, operation, by, type, data: dataOf(type, data), texts: opened } as TicketEvent;
}
