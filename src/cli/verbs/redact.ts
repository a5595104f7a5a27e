import { deskOf } from "../../app/desk.ts";
import { fail, isFailure } from "../../app/failure.ts";
import type { Order } from "../../app/order.ts";
import type { Item } from "../../app/outcome.ts";
import type { Register } from "../../app/ports.ts";
import { keepRedacted, planRedact, textsGone } from "../../app/redact.ts";
import { type Selection, select } from "../../app/selection.ts";
import { idOf } from "../../domain/ticket/number.ts";
import { REDACTABLE, type Redactable } from "../../domain/ticket/redact.ts";
import { localMinute } from "../../render/due.ts";
import { attempt } from "../attempt.ts";
import { calendarNamedBy } from "../calendar-in.ts";
import { integerOf, isOn, textOf } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { chosenTickets } from "../numbers-in.ts";
import { openFailedTo, printResult } from "../print-result.ts";
import type { Flags, Program, Verb } from "../program.ts";
import { isServerAddress } from "../server-address.ts";
import { quoted } from "../shell-word.ts";
import { checkedText } from "../text-in.ts";
import { waitOf } from "../waiting.ts";
import { MAX, orderOf } from "../write-verb.ts";
import { missingIn, refuseMissing } from "../write-words.ts";

const SHOWN = 20;
/** As much of a text as tells it from others. */
const BEGINNING = 40;

const isRedactable = (field: string): field is Redactable => (REDACTABLE as readonly string[]).includes(field);

function fieldOf(flags: Flags): Redactable {
  const field = textOf(flags, "field") ?? "";
  if (!isRedactable(field)) throw fail("usage", "redact_field", { field, fields: REDACTABLE });
  return field;
}

const beginningOf = (text: string): string => {
  const characters = [...text];
  return characters.length > BEGINNING ? `${characters.slice(0, BEGINNING).join("")}… (${characters.length})` : text;
};

/** Says which texts go, each by its event and its beginning. */
async function tellTexts(program: Program, register: Register, items: readonly Item[]): Promise<number> {
  const gone = textsGone(items);
  const shown = gone.slice(0, SHOWN);
  const histories = await register.histories([...new Set(shown.map(({ number }) => number))]);
  const rows = new Map(items.map((item) => [item.number, item.before]));
  for (const { number, version, field } of shown) {
    const event = histories.get(number)?.find((one) => one.version === version);
    const row = rows.get(number);
    if (event === undefined || row === null || row === undefined) continue;
    const { by, at, texts } = event;
    await program.notice("redact_text", { id: idOf(row), version, by, when: localMinute(program.zone, at), field, text: beginningOf(texts[field] ?? "") });
  }
  if (gone.length > shown.length) await program.notice("redact_more", { more: gone.length - shown.length });
  return gone.length;
}

/** Has the register's name typed, once it was said what would go. */
const confirmed =
  (program: Program, register: Register, name: string): NonNullable<Order["agree"]> =>
  async (items) => {
    const texts = await tellTexts(program, register, items);
    const tickets = items.filter(({ outcome }) => outcome === "changed").length;
    const question = await program.say("redact_confirm", { texts, tickets, name });
    return (await (await program.ask()).text(question)).trim() === name;
  };

/** How a redaction is agreed to: null: it was, by `--confirm`. */
function agreementOf(program: Program, flags: Flags, register: Register, name: string, dryRun: boolean): Order["agree"] {
  const given = textOf(flags, "confirm");
  if (given !== null && given !== name) throw fail("usage", "redact_other_name", { given, name });
  if (given !== null || dryRun) return null;
  if (!program.mayAsk) throw fail("usage", "redact_unconfirmed", { word: quoted(name) });
  return confirmed(program, register, name);
}

async function tellRest(program: Program, register: Register, items: readonly Item[]): Promise<void> {
  const gone = new Set(textsGone(items).map(({ number }) => number));
  if (gone.size === 0) return;
  const known = (await (await register.insight()).knownErrors(null)).filter(({ number }) => number !== null && gone.has(number));
  if (known.length > 0) await program.notice("redact_known", { ids: known.map(({ id }) => `K-${id}`) });
  await program.notice("redact_kept", { server: isServerAddress(program.place) });
}

/** Whether a text of the tickets was taken out, now or by an earlier call, which may have found others reading. */
async function isRedacted(register: Register, items: readonly Item[]): Promise<boolean> {
  if (items.some(({ outcome }) => outcome === "changed")) return true;
  const unchanged = items.filter(({ outcome }) => outcome === "unchanged").map(({ number }) => number);
  const histories = await register.histories(unchanged);
  return [...histories.values()].some((history) => history.some(({ type }) => type === "redacted"));
}

/** Takes texts out of tickets for good: the history keeps that, who, when and why, and its proof holds. */
export const verb: Verb = {
  name: "redact",
  async run(program, args) {
    const { flags, operands } = args;
    formNamed(flags);
    const writing = { name: "redact", needs: ["field", "reason"], acts: () => [] };
    refuseMissing(writing, missingIn(writing, args));
    const about = { field: fieldOf(flags), event: integerOf(flags, "event"), reason: checkedText(textOf(flags, "reason") ?? "", "--reason") };
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    const chosen = await chosenTickets(program, register, desk, operands, flags);
    const numbers = chosen.kind === "numbers" ? chosen.numbers : null;
    const selection: Selection = chosen.kind === "where" ? { ...chosen, max: integerOf(flags, "max") ?? MAX } : { kind: "numbers", numbers: chosen.numbers };
    const common = await orderOf(program, flags, await calendarNamedBy(register, desk, flags, []));
    const failedTo = openFailedTo(flags);
    const order: Order = {
      ...common,
      verb: "redact",
      agree: agreementOf(program, flags, register, desk.state.name, common.dryRun),
      numbers: async () => numbers,
      plan: async (reads, now, shown) => planRedact(reads, now, common.acting, await select(reads, selection, shown), about, isOn(flags, "strict")),
      keep: keepRedacted,
    };
    const done = await attempt(register, order, numbers);
    if (common.dryRun) await tellTexts(program, register, done.result.items);
    const code = await printResult(program, flags, desk, done, failedTo);
    if (common.dryRun || done.error !== null || done.result.counts.changed + done.result.counts.unchanged === 0) return code;
    try {
      await tellRest(program, register, done.result.items);
      if ((await isRedacted(register, done.result.items)) && !(await register.scrub(waitOf(program, program.place))))
        await program.notice("redact_in_log", { place: register.place, server: isServerAddress(program.place) });
    } catch (error) {
      if (!isFailure(error)) throw error;
      throw fail("unavailable", "redact_unfinished", { place: register.place, server: isServerAddress(program.place) }, error);
    }
    return code;
  },
};
