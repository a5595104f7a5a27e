import { type AlertLog, alertLog } from "../app/alert-log.ts";
import type { AlertMapping, ReadAlert } from "../app/alert-ports.ts";
import type { Incoming } from "../app/intake.ts";
import type { Policy } from "../domain/policy/policy.ts";
import { fitText } from "../domain/ticket/fit-text.ts";
import { localInstant } from "../render/due.ts";
import { INTAKE_TEXTS } from "../words/intake.en.ts";
import type { Program } from "./program.ts";

/** An alert, what it comes to by the desk's rules, and what of it the desk does not know. */
export interface Received extends Pick<AlertLog, "leftOut" | "begins"> {
  readonly alert: ReadAlert;
  readonly incoming: Incoming;
}

/** The alerts that say something, with the words that will stand in their tickets. */
export async function received(program: Program, alerts: readonly ReadAlert[], mapping: AlertMapping, rules: Policy): Promise<readonly Received[]> {
  const spell = (at: number | null): string | null => (at === null ? null : localInstant(program.zone, at));
  const { WRITE_WORDS } = await import("../words/writes.en.ts");
  const saying = alerts.filter(({ state }) => state !== "ignored");
  return saying.map((alert): Received => {
    const { log, begins, unsaid, leftOut } = alertLog(alert, rules, INTAKE_TEXTS.rest);
    const { key, place, openedAt, state, fields } = alert;
    const title = log.fields.title;
    const more = fields.get("note")?.value ?? null;
    const note = (): string => fitText(INTAKE_TEXTS.recovered({ title, at: spell(alert.endsAt), more: more === title ? null : more }), INTAKE_TEXTS.rest);
    return {
      alert,
      leftOut,
      begins,
      incoming: {
        place,
        key,
        openedAt,
        logging: { log, unsaid, next: [], reopenReason: WRITE_WORDS.came_again?.({ key }) ?? key },
        recovery: state === "recovered" ? { note: note(), resolvesAs: mapping.resolvesAs } : null,
      },
    };
  });
}
