import { describe, expect, it } from "vitest";
import { csvCell, csvHeader, csvWriter } from "../../src/render/csv.ts";
import { type Field, pick, resolveFields } from "../../src/render/field.ts";
import { TICKET_ALIASES, TICKET_DEFAULT, TICKET_FIELDS } from "../../src/render/fields/ticket.ts";
import { formatWriter } from "../../src/render/format.ts";
import { markdownHeader, markdownWriter } from "../../src/render/markdown.ts";
import { fieldsHelp } from "../../src/render/pages/fields-help.ts";
import { tsvWriter } from "../../src/render/tsv.ts";
import { ANSWERED, LOOK, restText, row } from "./sample.ts";

const TRICKY = row({ ...ANSWERED, title: 'a\tb\nc,"d"|e\u0007', rest: restText({ tags: ["vpn", "wifi"] }) });
const fields = (list: string): readonly Field<Parameters<(typeof TICKET_FIELDS)[number]["value"]>[0]>[] => {
  const resolved = resolveFields(list, TICKET_FIELDS, TICKET_ALIASES);
  if (!resolved.ok) throw new Error(list);
  return resolved.fields;
};

describe("tab-separated records", () => {
  it("have the id first, nothing cut, and times in UTC", () => {
    expect(tsvWriter(pick(TICKET_FIELDS, TICKET_DEFAULT))(row({ title: "x".repeat(200), assignee: "budi" }), LOOK)).toBe(
      `INC-41\thigh\tnew\t${"x".repeat(200)}\tbudi\t\trunning\t2026-11-24T05:41:05Z`,
    );
  });

  it("never hold a tab or a line end of a text, and leave every other character to a pipe", () => {
    expect(tsvWriter(fields("id,title,tags"))(TRICKY, LOOK)).toBe('INC-41\ta b c,"d"|e\u0007\tvpn,wifi');
    expect(tsvWriter(fields("title"), "terminal")(TRICKY, LOOK)).toBe('a b c,"d"|e');
  });
});

describe("comma-separated records", () => {
  it("quote what RFC 4180 says", () => {
    expect(csvHeader(fields("id,title"))).toBe("id,title");
    expect(csvWriter(fields("id,title,major"))(TRICKY, LOOK)).toBe('INC-41,"a\tb\nc,""d""|e\u0007",false');
    expect(csvCell(" a ")).toBe('" a "');
  });

  it("guard formulas in texts, but not numbers, for a spreadsheet", () => {
    const late = row({ title: "=HYPERLINK()", resolutionLeft: -7200 });
    expect(csvWriter(fields("title,sla.resolution.leftSeconds"), { excel: true })(late, LOOK)).toBe("'=HYPERLINK(),-10800");
    expect(csvHeader(fields("id"), { excel: true })).toBe("\ufeffid");
  });
});

it("Markdown cells cannot end a cell or begin a tag", () => {
  expect(markdownHeader(fields("id,title"))).toBe("| id | title |\n| --- | --- |");
  expect(markdownWriter(fields("id,title"))(row({ title: "a|b <i>`x`\ny\\" }), LOOK)).toBe("| INC-41 | a\\|b &lt;i>\\`x\\`<br>y\\\\ |");
});

describe("--format", () => {
  const say = (template: string, ticket = row()): string => {
    const format = formatWriter(template, TICKET_FIELDS, TICKET_ALIASES);
    return format.ok ? format.write(ticket, LOOK) : format.faults.map(({ key }) => key).join();
  };

  it("fills in fields and filters them", () => {
    expect(say("{id}\\t{title|trunc:8}|{status|upper}|{id|pad:8}|")).toBe("INC-41\tVPN dow…|NEW|INC-41  |");
    expect(say("{assignee|default:nobody} {due} {sla}")).toBe("nobody 2026-11-24T05:41:05Z running");
  });

  it("spells times by the clocks of the zone", () => {
    expect(say("{openedAt|date} {openedAt|date:DD.MM.YYYY HH:mm:ss} [{resolvedAt|date|default:-}]")).toBe("2026-11-24 08:41 24.11.2026 08:41:05 [-]");
  });

  it("gives values as JSON", () => {
    expect(say("{title|json} {number|json} {assignee|json} {tags|json} {title|upper|json}", row({ title: 'a"b' }))).toBe('"a\\"b" 41 null [] "A\\"B"');
  });

  it("hands on faults", () => {
    expect(say("{idd}")).toBe("unknown_field");
  });
});

describe("--fields", () => {
  it("gives the fields in the order named, groups whole, each once", () => {
    expect(fields("title, id,sla.response,title").map(({ key }) => key)).toEqual([
      "title",
      "id",
      ...["state", "paused", "dueAt", "targetSeconds", "elapsedSeconds", "leftSeconds", "breachedAt"].map((key) => `sla.response.${key}`),
    ]);
    expect(fields("sla,due").map(({ key }) => key)).toEqual(["sla.resolution.state", "sla.resolution.dueAt"]);
  });

  it("names every unknown one with the nearest", () => {
    expect(resolveFields("idd,title,assigne", TICKET_FIELDS)).toEqual({
      ok: false,
      faults: [
        { key: "unknown_output_field", with: { name: "idd", near: "id" } },
        { key: "unknown_output_field", with: { name: "assigne", near: "assignee" } },
      ],
    });
    expect(resolveFields(" , ", TICKET_FIELDS)).toMatchObject({ ok: false });
    expect(resolveFields("toString", TICKET_FIELDS, TICKET_ALIASES)).toMatchObject({ ok: false });
  });

  it("help lists every key", () => {
    const help = fieldsHelp(TICKET_FIELDS, TICKET_ALIASES).join("\n");
    for (const { key } of TICKET_FIELDS) expect(help).toContain(`  ${key} `);
  });
});

it("10,000 records take little time", () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => row({ ...ANSWERED, number: index + 1 }));
  const write = tsvWriter(pick(TICKET_FIELDS, TICKET_DEFAULT));
  const before = process.cpuUsage();
  let length = 0;
  for (const one of rows) length += write(one, LOOK).length;
  console.log(`TSV: ${length} characters, ${process.cpuUsage(before).user / 1000} ms`);
  expect(length).toBeGreaterThan(0);
});
