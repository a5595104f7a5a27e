/** What a sentence about an event may use. Names and texts come cleaned; `instant` and `id` spell for people. */
export interface Told {
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Null where it was redacted, undefined where there was none. */
  readonly text: (name: string) => string | null | undefined;
  readonly instant: (at: unknown) => string;
  readonly id: (number: unknown) => string;
}
type Sentence = (told: Told) => string;

const REDACTED = "[redacted]";
const said = (told: Told, name: string): string | undefined => {
  const text = told.text(name);
  return text === null ? REDACTED : text === "" ? undefined : text;
};
/** The first of the texts that was given, behind a colon. */
const because = (told: Told, ...names: readonly string[]): string => {
  const text = names.map((name) => said(told, name)).find((one) => one !== undefined);
  return text === undefined ? "" : `: ${text}`;
};
const until = ({ data, instant }: Told): string => (typeof data.until === "number" ? ` until ${instant(data.until)}` : "");
const publicly = ({ data }: Told): string => (data.public === true ? " publicly" : "");

/** Fields as `edited` names them, as people do. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  ci: "CI",
  refs: "references",
  downAt: "the time service failed",
  upAt: "the time service was back",
  major: "major",
};

function changes(told: Told): string {
  const { data, instant } = told;
  const set = (data.set ?? {}) as Readonly<Record<string, unknown>>;
  const parts = Object.entries(set).map(([field, value]) => {
    const name = FIELD_WORDS[field] ?? field;
    if (field === "major") return value === true ? "made it a major incident" : "no longer a major incident";
    if (field === "parent") return value === null ? "took it from its parent" : `put it under ${told.id(value)}`;
    if (value === null || (Array.isArray(value) && value.length === 0)) return `cleared ${name}`;
    return `set ${name} to ${field.endsWith("At") ? instant(value) : Array.isArray(value) ? value.join(", ") : String(value)}`;
  });
  for (const name of ["title", "requester", "contact"]) if (said(told, name) !== undefined) parts.push(`set ${name} to ${said(told, name)}`);
  for (const name of (data.clear ?? []) as readonly string[]) parts.push(`cleared ${name}`);
  if (told.text("description") !== undefined) parts.push(said(told, "description") === undefined ? "cleared the description" : "rewrote the description");
  if (data.code !== undefined) parts.push(`corrected the code to ${String(data.code)}`);
  if (data.satisfaction !== undefined) parts.push(`recorded satisfaction ${String(data.satisfaction)}`);
  if (data.nextUpdateAt !== undefined)
    parts.push(data.nextUpdateAt === null ? "no longer promises an update" : `promised an update by ${instant(data.nextUpdateAt)}`);
  return parts.length === 0 ? "edited it" : parts.join(", ");
}

function assignment({ data: { assignee, group } }: Told): string {
  if (typeof assignee === "string") return typeof group === "string" ? `assigned it to ${assignee} in ${group}` : `assigned it to ${assignee}`;
  return typeof group === "string" ? `assigned it to ${group}` : "took its assignment away";
}

function adopted(told: Told): string {
  const set = Object.entries((told.data.set ?? {}) as Readonly<Record<string, unknown>>).filter(([field]) => field !== "firstCategory");
  const renamed = set.map(([field, value]) => `its ${field === "holdReason" ? "hold reason" : field} is called ${String(value)} now`);
  const bound = told.data.terms === undefined ? [] : [`its clocks run under version ${String(told.data.terms)}`];
  const hold = told.data.hold as { readonly until: number | null } | undefined;
  const lasts = hold === undefined ? [] : [hold.until === null ? "its hold lasts as that says" : `its hold ends ${told.instant(hold.until)}`];
  return `${told.by} applied a policy: ${[...bound, ...lasts, ...renamed, `priority ${String(told.data.priority)}`].join(", ")}`;
}

/** Above those an operation told, each with the tickets it was about. */
export const TOLD_HEADING = "Told";

/** How somebody is called whose name is not kept. */
const PART_WORDS: Readonly<Record<string, string>> = { affected: "those affected" };

/** One who was told: `dewi (assignee)`, `the requester`. */
export const toldWords = ({ party, name }: { readonly party: string; readonly name: string | null }): string =>
  name === null ? (PART_WORDS[party] ?? `the ${party}`) : party === "person" ? name : `${name} (${party})`;

const those = ({ data }: Told): string => {
  const told = (data.told ?? []) as readonly { readonly party: string; readonly name: string | null }[];
  return told.length === 0 ? "" : `; told ${told.map(toldWords).join(", ")}`;
};

/** An escalation that a rule brought about. */
function byRule(told: Told): string {
  const { kind, to, rule, above } = told.data;
  const because = ` by rule "${String(rule)}"`;
  if (kind === "functional") return `escalated to ${String(to)}${because}${those(told)}`;
  const where = typeof above === "string" ? ` above ${above}` : "";
  return to === null ? `escalated up the line${because}, where nobody is${where}` : `escalated up the line${where}${because}${those(told)}`;
}

/** What a rule that spoke against something is called. */
const REFUSED_WORDS: Readonly<Record<string, string>> = {
  unclassified: "it is unclassified",
  open_child: "it has an open child",
  closure_off: "the policy closes nothing by itself any more",
  silence_short: "the policy waits longer by now",
  unknown_value: "the policy has no such code",
  code_not_for_type: "the code is not for such tickets",
};

function reminder({ data }: Told): string {
  const refused = ((data.refused ?? []) as readonly string[]).map((rule) => REFUSED_WORDS[rule] ?? rule).join(", ");
  if (data.of === "promise") return "the promised update has passed";
  if (data.of === "closure") return `not closed by silence: ${refused}`;
  if (refused !== "") return `on hold too long, but not resolved: ${refused}`;
  return data.outstaysAt === null ? "on hold longer than its reason allows" : "still on hold";
}

/** A text of an event as people call it, with the article that fits. */
const textWord = (field: unknown): string => (field === "atReason" ? "the reason" : `the ${String(field)}`);

/** What happened, by the type of the event, as a sentence whose subject is who did it. */
export const EVENT_SENTENCES = {
  logged: (told: Told) => `${told.by} logged it as ${String(told.data.type)}, priority ${String(told.data.priority)}`,
  edited: (told: Told) => `${told.by} ${changes(told)}${because(told, "reason")}`,
  overridden: (told: Told) => `${told.by} set the priority to ${String(told.data.priority)}${until(told)}${because(told, "reason")}`,
  overrideEnded: (told: Told) => `the override ended; priority ${String(told.data.priority)}`,
  assigned: (told: Told) => `${told.by} ${assignment(told)}`,
  escalated: (told: Told) =>
    told.data.rule !== undefined
      ? byRule(told)
      : told.data.kind === "functional"
        ? `${told.by} escalated it to ${String(told.data.to ?? "another group")}${because(told, "reason", "note")}`
        : `${told.by} escalated it up the line${typeof told.data.to === "string" ? ` to ${told.data.to}` : ", with nobody named above"}${because(told, "reason", "note")}`,
  started: (told: Told) => `${told.by} started on it`,
  held: (told: Told) => `${told.by} put it on hold, ${String(told.data.reason)}${until(told)}${because(told, "note")}`,
  resumed: (told: Told) => `${told.by} resumed it${because(told, "note")}`,
  holdEnded: () => "the hold ended by itself",
  noted: (told: Told) => `${told.by} ${told.data.from === "requester" ? "recorded the requester's words" : "noted"}${publicly(told)}${because(told, "note")}`,
  workaroundSet: (told: Told) =>
    said(told, "workaround") === undefined ? `${told.by} cleared the workaround` : `${told.by} gave a workaround${because(told, "workaround")}`,
  resolved: (told: Told) => `${told.by} resolved it, ${String(told.data.code)}${because(told, "note")}`,
  closed: (told: Told) => `${told.by} closed it, confirmed by ${String(told.data.confirmedBy)}${because(told, "note", "review")}`,
  cancelled: (told: Told) => `${told.by} cancelled it${because(told, "reason")}`,
  adopted,
  reopened: (told: Told) => `${told.by} reopened it${because(told, "reason")}`,
  linked: (told: Told) => `${told.by} linked it: ${String(told.data.rel)} ${told.id(told.data.to)}`,
  unlinked: (told: Told) => `${told.by} removed the link ${String(told.data.rel)} ${told.id(told.data.to)}`,
  affectedAdded: (told: Told) => `${told.by} added ${said(told, "name") ?? REDACTED} to those affected`,
  affectedRemoved: (told: Told) => `${told.by} took ${said(told, "name") ?? "somebody"} from those affected`,
  recurred: (told: Told) => (told.data.count === 1 ? "it came again" : `it came again ${String(told.data.count)} times`),
  warned: (told: Told) => `${String(told.data.percent)} % of the ${String(told.data.clock)} time spent${those(told)}`,
  reminded: (told: Told) => `${reminder(told)}${those(told)}`,
  voided: (told: Told) => `${told.by} undid its log: the number is void`,
  redacted: (told: Told) => `${told.by} redacted ${textWord(told.data.field)} of event ${String(told.data.version)}${because(told, "reason")}`,
  undone: (told: Told) => {
    const count = ((told.data.versions ?? []) as readonly unknown[]).length;
    return `${told.by} undid ${count === 1 ? "an earlier event" : `${count} earlier events`}`;
  },
} as const satisfies Readonly<Record<string, Sentence>>;

/** Behind a sentence whose event no longer counts. */
export const UNDONE = "(undone)";
