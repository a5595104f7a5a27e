import { EXPLAIN_WORDS as WORDS } from "../../words/intake.en.ts";
import type { ExplainedAlert, ExplainedField } from "../fields/intake.ts";
import { padEnd, widthOf } from "../width.ts";
import { INDENT, oneLine, paragraph } from "./sheet.ts";
import type { PageOptions } from "./show.ts";

const GAP = "  ";

const said = ({ acts, id, follows, message }: ExplainedAlert): string =>
  acts.map((act) => (act === "follow" ? WORDS.acts.follow(id ?? "", follows ?? "") : WORDS.acts[act](id ?? "", message ?? ""))).join(", ");

/** The value, and below it where it came from. */
function fieldLines({ field, value, from, remark }: ExplainedField, label: number, width: number): readonly string[] {
  const name = `${INDENT}${padEnd(field, label)}${GAP}`;
  const room = Math.max(20, width - widthOf(name));
  const source = [...(from === null ? [] : [`<- ${oneLine(from)}`]), ...(remark === null ? [] : [remark])].join(", ");
  const lines = [...(value === null ? [] : paragraph(value, room, "")), ...(source === "" ? [] : paragraph(source, room, value === null ? "" : INDENT))];
  return lines.map((line, i) => `${i === 0 ? name : " ".repeat(widthOf(name))}${line}`);
}

/** What each alert of a payload would become, and why. */
export function intakePage(alerts: readonly ExplainedAlert[], { width, paint }: Pick<PageOptions, "width" | "paint">): readonly string[] {
  return alerts.flatMap((alert, i) => {
    const label = Math.max(0, ...alert.fields.map(({ field }) => field.length));
    return [
      ...(i === 0 ? [] : [""]),
      ...paragraph(WORDS.alert(alert.place, said(alert)), width, "").map((line) => paint("strong", line)),
      ...alert.fields.flatMap((field) => fieldLines(field, label, width)),
    ];
  });
}
