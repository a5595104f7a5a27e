import type { Brief, BriefRow } from "../../app/brief.ts";
import { SECTION_NAMES, type SectionName } from "../../domain/ticket/brief-sections.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { pressingClock } from "../../domain/ticket/pressing.ts";
import { OPEN } from "../../domain/ticket/ticket.ts";
import { formatSeconds } from "../../domain/time/duration.ts";
import { DAY_SECONDS, type Instant, iso } from "../../domain/time/instant.ts";
import { wallOf, type Zone } from "../../domain/time/zone.ts";
import { BRIEF_WORDS as WORDS } from "../../words/oncall.en.ts";
import { cleanLine } from "../clean.ts";
import { clockTime, localInstant, localMinute } from "../due.ts";
import { markdownText } from "../markdown.ts";
import { priorityWord } from "../priority.ts";
import type { Spell } from "./next.ts";

/** How a brief is written: as plain lines, or in Markdown. */
interface Script {
  readonly text: (words: string) => string;
  readonly strong: (words: string) => string;
  /** Between a heading and what it heads. */
  readonly gap: readonly string[];
}

const PLAIN: Script = { text: cleanLine, strong: (words) => words, gap: [] };
const MARKDOWN: Script = { text: markdownText, strong: (words) => `**${words}**`, gap: [""] };

export interface BriefOptions {
  readonly markdown: boolean;
  readonly zone: Zone;
  /** How far away an instant is: `in 40m`, `12m ago`. */
  readonly spell: Spell;
}

/** What lists all of a section. */
const LISTED_BY: { readonly [S in SectionName]: (brief: Brief) => string } = {
  majors: () => "itsm ls is:major",
  breached: () => "itsm ls @breached",
  atRisk: ({ withinSeconds }) => `itsm sla --within ${formatSeconds(withinSeconds)}`,
  promised: () => "itsm ls is:promised",
  held: () => "itsm ls status:on_hold",
  reopened: ({ since }) => `itsm ls is:reopened updated:${iso(since)}..`,
  new: ({ since }) => `itsm ls opened:${iso(since)}.. --all`,
  mine: () => "itsm ls @mine",
};

/** `09:41`; the date as well where that time of day could be another day's. */
const moment = (zone: Zone, at: Instant, now: Instant): string =>
  Math.abs(at - now) < DAY_SECONDS ? clockTime(wallOf(zone, at).secondOfDay) : localMinute(zone, at);

type When = (at: Instant) => string;

function clockFact({ row }: BriefRow, { now }: Brief, when: When): string | null {
  const clock = pressingClock(row, now);
  if (clock === null) return null;
  if (clock.state === "breached") return WORDS.breached(clock.which, when(clock.breachedAt ?? now));
  if (clock.state === "paused") return WORDS.paused(clock.which);
  return clock.dueAt === null ? null : WORDS.due(clock.which, when(clock.dueAt));
}

function holdFact({ row, by }: BriefRow, when: When): string {
  const end = row.holdUntil === null ? WORDS.noEnd(when(row.holdSince ?? row.updatedAt)) : WORDS.until(when(row.holdUntil));
  return `${WORDS.held(row.holdReason ?? "", by)} ${end}`;
}

const statusWord = ({ row }: BriefRow): string => row.status.replace("_", " ");
const promise = ({ row }: BriefRow, { now }: Brief, when: When): string | null =>
  row.nextUpdateAt === null ? null : WORDS.promised(when(row.nextUpdateAt), row.nextUpdateAt < now);

/** What there is to know of a ticket in each section, beside who has it. */
const FACTS: { readonly [S in SectionName]: (row: BriefRow, brief: Brief, when: When) => readonly (string | null)[] } = {
  majors: (row, brief, when) => [statusWord(row), clockFact(row, brief, when), promise(row, brief, when)],
  breached: (row, brief, when) => [statusWord(row), clockFact(row, brief, when)],
  atRisk: (row, brief, when) => [statusWord(row), clockFact(row, brief, when)],
  promised: (row, brief, when) => [promise(row, brief, when)],
  held: (row, _, when) => [holdFact(row, when)],
  reopened: (row, _, when) => [statusWord(row), WORDS.reopened(when(row.at ?? row.row.updatedAt), row.by ?? "")],
  new: (row, _, when) => [statusWord(row), WORDS.opened(when(row.row.openedAt))],
  mine: (row, brief, when) => [statusWord(row), clockFact(row, brief, when)],
};

/** Sections that have nothing to add to a ticket that was told of above them. */
const addsNothing = (section: SectionName, { row }: BriefRow): boolean =>
  section === "breached" || section === "atRisk" || section === "new" || section === "mine" || (section === "promised" && row.major === 1);

/** A ticket is told of whole once; below, only what a section has to add. */
function ticketLine(section: SectionName, one: BriefRow, told: boolean, { brief, when, script: { text, strong } }: Telling): string {
  const { row } = one;
  const nobody = OPEN.includes(row.status) ? WORDS.nobody(row.group) : null;
  const who = told || section === "mine" ? [] : [row.assignee ?? nobody];
  const facts = [...who, ...FACTS[section](one, brief, when)].filter((fact) => fact !== null);
  const head = told ? strong(idOf(row)) : `${strong(idOf(row))} ${text(priorityWord(row))} ${text(row.title)}`;
  return `- ${head} (${facts.map(text).join("; ")})`;
}

interface Telling {
  readonly brief: Brief;
  readonly when: When;
  readonly script: Script;
  /** Numbers of the tickets told of so far. */
  readonly told: Set<number>;
}

function sectionLines(section: SectionName, telling: Telling): readonly string[] {
  const { brief, told, script } = telling;
  const { count, rows } = brief.sections[section];
  const above = rows.filter((one) => told.has(one.row.number) && addsNothing(section, one));
  const lines = rows.filter((one) => !above.includes(one)).map((one) => ticketLine(section, one, told.has(one.row.number), telling));
  for (const { row } of rows) told.add(row.number);
  const more = count - rows.length;
  return [
    "",
    script.strong(WORDS.headings[section]),
    ...script.gap,
    ...lines,
    ...(above.length > 0 ? [`- ${WORDS.above(above.map(({ row }) => idOf(row)))}`] : []),
    ...(more > 0 ? [`- ${WORDS.more(more, script.text(LISTED_BY[section](brief)))}`] : []),
  ];
}

/** `3 breached (1 since then)`. */
function countWords(section: SectionName, brief: Brief): string {
  const { count } = brief.sections[section];
  const within = formatSeconds(brief.withinSeconds);
  const said = WORDS.counts[section](count, within);
  const of = section === "breached" && brief.breachedSince > 0 ? WORDS.sinceThen(brief.breachedSince) : null;
  const missed = section === "promised" && brief.missed > 0 ? WORDS.missed(brief.missed) : null;
  const more = of ?? missed;
  return more === null ? said : `${said} (${more})`;
}

/** A desk looked over, as lines that a chat takes: what is empty is left out, and a quiet desk is one line. */
export function briefPage(brief: Brief, { markdown, zone, spell }: BriefOptions): readonly string[] {
  const script = markdown ? MARKDOWN : PLAIN;
  const { now, since, sections } = brief;
  const when: When = (at) => `${moment(zone, at, now)}, ${spell(at)}`;
  const full = SECTION_NAMES.filter((name) => sections[name].count > 0);
  const title = `${script.strong(WORDS.title)} ${localInstant(zone, now)}`;
  const ended = brief.resolved > 0 ? [WORDS.resolved(brief.resolved, brief.unclosed)] : [];
  const totals = [...ended, WORDS.open(brief.open)];
  if (full.length === 0) return [`${title}: ${WORDS.quiet(when(since), formatSeconds(brief.withinSeconds))}; ${totals.join(", ")}`];
  const telling: Telling = { brief, when, script, told: new Set() };
  return [
    `${title}, ${WORDS.since(when(since))}`,
    ...script.gap,
    [...full.map((name) => countWords(name, brief)), ...totals].join(", "),
    ...full.flatMap((name) => sectionLines(name, telling)),
  ];
}
