import type { AlertField, AlertMapping, ReadAlert, UnusableAlert } from "../app/alert-ports.ts";
import { deskOf } from "../app/desk.ts";
import { planIntake } from "../app/intake.ts";
import { refuseValues } from "../app/operate.ts";
import { exitOf, type Item, skipOthers } from "../app/outcome.ts";
import type { Reads } from "../app/ports.ts";
import { idOf } from "../domain/ticket/number.ts";
import { readRest } from "../domain/ticket/rest.ts";
import { iso } from "../domain/time/instant.ts";
import { showFields } from "../render/document.ts";
import { type AlertAct, EXPLAINED_ALERT_FIELDS, type ExplainedAlert, type ExplainedField } from "../render/fields/intake.ts";
import { EXPLAIN_WORDS, placeWord } from "../words/intake.en.ts";
import { refusalWords } from "../words/refusals.en.ts";
import { paintOf } from "./draw-rows.ts";
import type { formNamed } from "./flags/output.ts";
import { type Received, received } from "./incoming.ts";
import { lookOf } from "./look.ts";
import { printItems } from "./print-items.ts";
import type { Program } from "./program.ts";
import { settled } from "./settled.ts";

/** Events that say what an alert did, in the order they come, and the act each stands for. */
const ACT_OF: Readonly<Record<string, AlertAct>> = { logged: "log", reopened: "reopen", recurred: "repeat", noted: "note", resolved: "resolve" };

function actsOf({ outcome, events }: Item, follows: string | null): readonly AlertAct[] {
  if (outcome === "refused") return ["refused"];
  const acts = events.flatMap(({ type }) => ACT_OF[type] ?? []).map((act) => (act === "log" && follows !== null ? "follow" : act));
  const isNew = acts[0] === "log" || acts[0] === "follow";
  return acts.length === 0 ? ["nothing"] : [...new Set(acts)].filter((act) => !isNew || act !== "repeat");
}

/** What a recovery never uses, and what firing never does. */
const OF_RECOVERY: readonly AlertField[] = ["endsAt", "note"];
const OF_BOTH: readonly string[] = ["key"];

function fieldsOf({ alert, incoming, leftOut, begins }: Received): readonly ExplainedField[] {
  const { fields, description } = incoming.logging.log;
  const instant = (at: number | null): string | null => (at === null ? null : iso(at));
  const values: readonly (readonly [AlertField, string | null])[] = [
    ["key", fields.key],
    ["title", fields.title],
    ["impact", begins.impact],
    ["urgency", begins.urgency],
    ["category", fields.category],
    ["service", fields.service],
    ["ci", fields.ci],
    ["group", begins.group],
    ["startsAt", instant(alert.startsAt)],
    ["endsAt", instant(alert.endsAt)],
    ["description", description],
    ["note", incoming.recovery?.note ?? null],
  ];
  const recovers = alert.state === "recovered";
  const used = values.filter(([field]) => OF_BOTH.includes(field) || OF_RECOVERY.includes(field) === recovers);
  return [
    { field: "state", value: alert.state, from: alert.stateFrom, remark: null },
    ...used.map(([field, value]) => explained(alert, field, value, leftOut)),
  ];
}

function explained(alert: ReadAlert, field: AlertField, value: string | null, leftOut: Received["leftOut"]): ExplainedField {
  const from = alert.fields.get(field)?.from ?? null;
  const unknown = leftOut.find((left) => left.field === field);
  return { field, value, from, remark: unknown !== undefined ? EXPLAIN_WORDS.leftOut(unknown.value) : from === null ? EXPLAIN_WORDS.none : null };
}

/** What each alert would come to, as things stand. */
async function explainedAlerts(
  program: Program,
  reads: Reads,
  mapping: AlertMapping,
  { read, unusable }: { readonly read: readonly ReadAlert[]; readonly unusable: readonly UnusableAlert[] },
): Promise<{ readonly rows: readonly ExplainedAlert[]; readonly items: readonly Item[] }> {
  const desk = await deskOf(reads, program.clock.now);
  const alerts = await received(program, read, mapping, desk.rules);
  const acting = { me: program.me, now: program.clock.now, at: null, atReason: null };
  const { items } = await planIntake(reads, desk, acting, { alerts: alerts.map(({ incoming }) => incoming), unusable });
  refuseValues(items);
  const byKey = new Map(items.map((item) => [(item.after ?? item.before)?.key ?? item.refusals[0]?.about.key, item]));
  const byPlace = new Map(items.map((item) => [item.refusals[0]?.about.alert, item]));
  const known = alerts.map((one): readonly [number, ExplainedAlert] => {
    const { place, state, key } = one.alert;
    const item = byKey.get(key) ?? byPlace.get(place);
    const row = item?.after ?? item?.before ?? null;
    const followed = item?.before === null && row !== null ? readRest(row).links.find(({ rel }) => rel === "follows") : undefined;
    const follows = followed === undefined ? null : String(followed.to);
    return [
      place,
      {
        place: placeWord({ alert: place }),
        state,
        acts: item === undefined ? ["nothing"] : actsOf(item, follows),
        id: row === null ? null : idOf(row),
        follows,
        message: item === undefined ? null : messageOf(item),
        fields: fieldsOf(one),
      },
    ];
  });
  const passed = read
    .filter(({ state }) => state === "ignored")
    .map((alert): readonly [number, ExplainedAlert] => [
      alert.place,
      { ...NOTHING, place: placeWord({ alert: alert.place }), state: alert.state, acts: ["ignored"], message: null },
    ]);
  const bad = unusable.map(({ place, refusal }): readonly [number, ExplainedAlert] => [
    place,
    { ...NOTHING, place: placeWord(refusal.about), state: null, acts: ["refused"], message: refusalWords(refusal.rule, refusal.about).message },
  ]);
  return { rows: [...known, ...passed, ...bad].toSorted(([a], [b]) => a - b).map(([, alert]) => alert), items };
}

const NOTHING = { id: null, follows: null, fields: [] } as const;

const messageOf = ({ refusals: [refusal] }: Item): string | null => (refusal === undefined ? null : refusalWords(refusal.rule, refusal.about).message);

/** Says, alert by alert, what a payload would come to; writes nothing, and gives the exit code the run would. */
export async function explainIntake(
  program: Program,
  form: ReturnType<typeof formNamed>,
  mapping: AlertMapping,
  payload: { readonly read: readonly ReadAlert[]; readonly unusable: readonly UnusableAlert[]; readonly keepGoing: boolean },
): Promise<number> {
  const register = await program.openRegister("read");
  await settled(program, register);
  return register.snapshot(async (reads) => {
    const { rows, items } = await explainedAlerts(program, reads, mapping, payload);
    const look = lookOf(program, await deskOf(reads, program.clock.now));
    await printItems(program, form, {
      document: showFields("intake-explain", EXPLAINED_ALERT_FIELDS),
      head: { asOf: look.now },
      fields: EXPLAINED_ALERT_FIELDS,
      rows,
      idOf: ({ id, place }) => id ?? place,
      look,
      page: async () => {
        const { intakePage } = await import("../render/pages/intake.ts");
        return intakePage(rows, { width: program.io.stdout.columns, paint: await paintOf(program) });
      },
    });
    return exitOf(payload.keepGoing ? items : skipOthers(items));
  });
}
