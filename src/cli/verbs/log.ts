import { deskOf } from "../../app/desk.ts";
import { fail } from "../../app/failure.ts";
import { type Logging, planLog } from "../../app/log.ts";
import type { Order } from "../../app/order.ts";
import { groupOf, impactOf } from "../../domain/policy/beginning.ts";
import { isVip } from "../../domain/policy/marks.ts";
import { type Policy, UNCLASSIFIED } from "../../domain/policy/policy.ts";
import type { LogFields } from "../../domain/ticket/acts/log.ts";
import type { Act } from "../../domain/ticket/decide.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Fields } from "../../domain/ticket/ticket.ts";
import { LOG_WORDS } from "../../words/logged.en.ts";
import { attempt } from "../attempt.ts";
import { calendarNamedBy } from "../calendar-in.ts";
import { closure, resolution } from "../ending.ts";
import { statedActs, statedFields } from "../field-flags.ts";
import { isOn, listOf, NONE, oneNumber, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { printResult } from "../print-result.ts";
import type { Args, Flags, Program, Verb } from "../program.ts";
import type { Opened } from "../questions/by-flags.ts";
import { descriptionText, hasNote } from "../text-in.ts";
import { type Input, orderOf } from "../write-verb.ts";

/** What a ticket has that nobody said anything of. */
const UNSAID: Omit<LogFields, "title"> = {
  type: "incident",
  impact: null,
  urgency: null,
  category: UNCLASSIFIED,
  service: null,
  site: null,
  ci: null,
  refs: [],
  requester: null,
  contact: null,
  channel: "cli",
  tags: [],
  major: false,
  parent: null,
  key: null,
  downAt: null,
  upAt: null,
};

const PREPARING = ["resume", "template", "print-command"];
const ENDING_ONLY = ["code", "note", "note-file", "public", "private", "confirmed", "satisfaction"];

/** What a log lacks or has too much of, before anything is read. */
function refuseFlags(args: Args): string {
  const { flags, operands } = args;
  const title = textOf(flags, "title");
  if (title !== null && operands.length > 0) throw fail("usage", "two_titles", {});
  const ending = isOn(flags, "resolve") || isOn(flags, "close");
  if (isOn(flags, "resolve") && isOn(flags, "close")) throw fail("usage", "resolve_and_close", {});
  const stray = ENDING_ONLY.find((name) => flags[name] !== undefined && !ending);
  if (stray !== undefined) throw fail("usage", "ending_flag_alone", { flag: `--${stray}` });
  const missing = [
    ...(title === null && operands.length === 0 ? ["title"] : []),
    ...(ending && flags.code === undefined ? ["code"] : []),
    ...(ending && !hasNote(flags) ? ["note"] : []),
  ];
  if (missing.length > 0) throw fail("usage", "flags_missing", { verb: "log", missing });
  return title ?? operands.join(" ");
}

async function following(input: Input, helping: readonly Act[]): Promise<readonly Act[]> {
  const { flags } = input;
  const acts = (await statedActs(input)).filter((act) => act.do !== "assign");
  return [
    ...acts,
    ...helping,
    ...(isOn(flags, "start") ? [{ do: "start" as const, steal: true }] : []),
    ...(isOn(flags, "resolve") ? [await resolution(input)] : []),
    ...(isOn(flags, "close") ? [await closure(input)] : []),
  ];
}

async function loggingOf(input: Input, title: string, helping: readonly Act[]): Promise<Logging> {
  const { program, flags, register } = input;
  const stated = { ...(await statedFields(input)), title };
  const follows = textOf(flags, "follows");
  const key = textOf(flags, "key");
  const described = flags.description !== undefined || flags["description-file"] !== undefined;
  const group = textOf(flags, "group");
  const assignee = textOf(flags, "assignee");
  return {
    log: {
      do: "log",
      fields: { ...UNSAID, ...stated, refs: [...new Set(listOf(flags, "ref"))], tags: [...new Set(listOf(flags, "tag"))] },
      description: described ? await descriptionText(program, flags) : null,
      ...(group !== null && { group: group === NONE ? null : group }),
      assignee: assignee === NONE ? null : assignee === "@me" ? program.me : assignee,
      follows: follows === null ? null : await oneNumber(register, program, follows, "--follows"),
    },
    next: await following(input, helping),
    unsaid: new Set((Object.keys(UNSAID) as (keyof Fields)[]).filter((key) => !(key in stated))),
    reopenReason: key === null ? "" : await program.say("came_again", { key }),
  };
}

/** Says what the desk's rules gave the ticket where no flag did. */
function tellAssumed(program: Program, flags: Flags, rules: Policy, row: TicketRow): void {
  const unsaid = (name: string): boolean => flags[name] === undefined;
  const impact = unsaid("impact") ? impactOf(rules, row.category) : null;
  const group = unsaid("group") ? groupOf(rules, row) : null;
  const assumed = (["impact", "urgency"] as const).filter((name) => unsaid(name) && (name === "urgency" || impact === null));
  const given = [...(impact === null ? [] : [{ name: "impact", value: impact, by: "category" }]), ...(group === null ? [] : [{ name: "group", ...group }])];
  const said = LOG_WORDS.assumed({ assumed: assumed.map((name) => ({ name, value: row[name] })), given });
  if (said !== null) program.tell(said);
  if (isVip(rules, row.requester)) program.tell(LOG_WORDS.vip);
}

/** What was to be done to the new ticket there is none of. */
const FOLLOW_UPS = ["known-error", "start", "resolve", "close", "priority", "major", "group", "assignee"];

function tellLeftOut(program: Program, flags: Flags): void {
  const left = FOLLOW_UPS.filter((name) => flags[name] !== undefined).map((name) => `--${name}`);
  if (left.length > 0) program.tell(LOG_WORDS.leftOut(left));
}

/** The log that flags state, ready to be planned or carried out. */
async function ordered(program: Program, flags: Flags, title: string, { register, desk }: Opened): Promise<Order> {
  const calendar = await calendarNamedBy(register, desk, flags, []);
  const word = textOf(flags, "known-error");
  const known = word === null ? null : await (await import("../known-error-given.ts")).knownErrorGiven(register, word);
  const input = { program, flags, register, desk, operands: [], text: null, calendar, byQuery: false };
  const logging = await loggingOf(input, title, known === null ? [] : [known.act]);
  const common = await orderOf(program, flags, calendar);
  return {
    ...common,
    verb: "log",
    agree: null,
    numbers: async () => null,
    plan: (reads, now) => planLog(reads, now, common.acting, logging),
    ...(known !== null && { keep: known.keep }),
  };
}

/** Carries it out and says what came of it. `asked`: somebody was shown the open tickets like it. */
async function carriedOut(program: Program, flags: Flags, order: Order, { register, desk }: Opened, asked = true): Promise<number> {
  const done = await attempt(register, order, null);
  const [item] = done.result.items;
  const isNew = item?.outcome === "changed" && item.after !== null && !done.result.repeated;
  if (isNew) tellAssumed(program, flags, desk.rules, item.after);
  if (item?.outcome === "repeated" && !done.result.repeated) tellLeftOut(program, flags);
  const code = await printResult(program, flags, desk, done);
  if (code === 0 && program.io.stderr.isTerminal && !program.quiet && isNew)
    await (await import("../after-log.ts")).tellAfterLog(program, register, desk, done.result, asked);
  return code;
}

async function opened(program: Program): Promise<Opened> {
  const register = await program.openRegister("write");
  return { register, desk: await deskOf(register, program.clock.now) };
}

/** Something is asked for, filled in or printed before the ticket is logged. */
const isPrepared = (program: Program, { flags, operands }: Args): boolean =>
  PREPARING.some((name) => flags[name] !== undefined) || (operands.length === 0 && flags.title === undefined && program.mayAsk);

export const verb: Verb = {
  name: "log",
  async run(program, args) {
    const { flags } = args;
    formNamed(flags);
    if (isPrepared(program, args))
      return (await import("../questions/log-prepared.ts")).logPrepared(program, args, { refuseFlags, opened, ordered, carriedOut });
    const title = refuseFlags(args);
    const desk = await opened(program);
    return carriedOut(program, flags, await ordered(program, flags, title, desk), desk, false);
  },
};
