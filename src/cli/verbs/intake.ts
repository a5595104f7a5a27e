import { deskOf } from "../../app/desk.ts";
import { planIntake } from "../../app/intake.ts";
import type { Order } from "../../app/order.ts";
import type { Result } from "../../app/outcome.ts";
import { refusalWords } from "../../words/refusals.en.ts";
import { attempt } from "../attempt.ts";
import { calendarNamedBy } from "../calendar-in.ts";
import { isOn } from "../flag-values.ts";
import { formNamed } from "../flags/output.ts";
import { type Received, received } from "../incoming.ts";
import { isAllOrNothing, kindOf, mappingOf, payloadIn } from "../payload-in.ts";
import { printResult } from "../print-result.ts";
import type { Program, Verb } from "../program.ts";
import { orderOf } from "../write-verb.ts";

/** So many lines are read; the others are counted. */
const LINES = 10;

/** What firing alerts lack, what of them is not the desk's, and recoveries that nothing was known of. */
function* remarks(alerts: readonly Received[], { items }: Result): Generator<readonly [key: string, about: Readonly<Record<string, unknown>>]> {
  const logged = new Set(items.flatMap(({ before, after }) => (before === null && after !== null ? [after.key] : [])));
  const seen = new Set<string>();
  for (const { alert, leftOut } of alerts) {
    // Of several about one ticket the first is what it is logged as.
    if (alert.state !== "firing" || seen.has(alert.key)) continue;
    seen.add(alert.key);
    for (const { field, names } of alert.lacking) yield ["alert_lacks", { alert: alert.place, field, names }];
    if (logged.has(alert.key)) for (const left of leftOut) yield ["alert_left_out", { alert: alert.place, ...left }];
  }
  for (const { outcome, refusals } of items)
    if (outcome === "unchanged")
      for (const { rule, about } of refusals) yield ["alert_says", { alert: about.alert, message: refusalWords(rule, about).message }];
}

async function tell(program: Program, alerts: readonly Received[], result: Result): Promise<void> {
  const said = [...remarks(alerts, result)];
  for (const [key, about] of said.slice(0, LINES)) await program.notice(key, about);
  if (said.length > LINES) await program.notice("more_said", { count: said.length - LINES });
}

/** Takes in what other programs report: one payload, one operation. */
export const verb: Verb = {
  name: "intake",
  async run(program, args) {
    const { flags, operands } = args;
    const form = formNamed(flags);
    const formats = await program.doors.alertFormats();
    const kind = kindOf(formats, operands);
    if (isOn(flags, "print-mapping")) {
      program.io.stdout.write(formats.fileOf(kind));
      return 0;
    }
    const keepGoing = !isAllOrNothing(flags);
    const mapping = mappingOf(formats, kind, flags);
    const { alerts: read, unusable } = await payloadIn(program, mapping, kind, args);
    if (isOn(flags, "explain")) return (await import("../explain-intake.ts")).explainIntake(program, form, mapping, { read, unusable, keepGoing });
    const register = await program.openRegister("write");
    const desk = await deskOf(register, program.clock.now);
    const alerts = await received(program, read, mapping, desk.rules);
    const common = await orderOf(program, flags, await calendarNamedBy(register, desk, flags, []));
    const payload = { alerts: alerts.map(({ incoming }) => incoming), unusable };
    const order: Order = {
      ...common,
      keepGoing,
      verb: "intake",
      agree: null,
      numbers: async () => null,
      plan: (reads, now) => planIntake(reads, now, common.acting, payload),
    };
    const done = await attempt(register, order, null);
    if (read.length + unusable.length === 0) await program.notice("no_alerts");
    const ignored = read.length - alerts.length;
    if (ignored > 0) await program.notice("alerts_ignored", { count: ignored });
    if (!done.result.repeated) await tell(program, alerts, done.result);
    return printResult(program, flags, desk, done);
  },
};
