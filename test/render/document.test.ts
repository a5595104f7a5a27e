import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { countsOf, type Item, type Result } from "../../src/app/outcome.ts";
import { documentChunks, listFields, resultChunks, showFields } from "../../src/render/document.ts";
import { errorDocument } from "../../src/render/error-document.ts";
import { EXPLANATION_FIELDS } from "../../src/render/fields/explanation.ts";
import { OPERATION_FIELDS } from "../../src/render/fields/operation.ts";
import { AUDIT_FIELDS, HEAD_FIELDS, IDENTITY_FIELDS, REGISTER_FIELDS, SHOWN_OPERATION_FIELDS, VERIFY_FIELDS } from "../../src/render/fields/register.ts";
import type { SaidItem } from "../../src/render/fields/result-item.ts";
import { SHOW_FIELDS } from "../../src/render/fields/show.ts";
import { TICKET_FIELDS } from "../../src/render/fields/ticket.ts";
import { objectWriter } from "../../src/render/json.ts";
import { SCHEMAS } from "../../src/render/schema.ts";
import { EXPLANATION, HISTORY, LOOK, MORNING, NOW, RESOLVED, row, SHOWN } from "./sample.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, formats: { "date-time": true } });
/** The document, once its schema has accepted it. */
function valid(name: string, text: string): Record<string, unknown> {
  const value = JSON.parse(text) as Record<string, unknown>;
  const check = ajv.compile(SCHEMAS[name]!());
  check(value);
  expect(check.errors ?? []).toEqual([]);
  return value;
}

describe("itsm.list/1", () => {
  const head = { query: "priority:high is:open", asOf: NOW, returned: MORNING.length, total: 9 };
  const text = (rows: typeof MORNING): string => [...documentChunks(listFields("list", TICKET_FIELDS), head, rows, LOOK)].join("");

  it("begins as the contract shows, one line", () => {
    expect(text([])).toBe(
      '{"schema":"itsm.list/1","query":"priority:high is:open","asOf":"2026-11-24T02:41:05Z","page":{"returned":6,"total":9,"truncated":true},"items":[]}\n',
    );
    expect(text(MORNING)).toMatch(/"items":\[\{"number":12,"id":"INC-12",/);
  });

  it("is what its schema says", () => {
    expect(valid("list", text(MORNING)).items).toHaveLength(MORNING.length);
    expect(valid("list", text([...MORNING, RESOLVED, row({ status: "cancelled", responseTarget: null, resolutionTarget: null })])).items).toHaveLength(
      MORNING.length + 2,
    );
  });

  it("comes in pieces", () => {
    const many = Array.from({ length: 200 }, (_, index) => row({ number: index + 1 }));
    const pieces = [...documentChunks(listFields("list", TICKET_FIELDS), head, many, LOOK)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(valid("list", pieces.join("")).items).toHaveLength(200);
  });
});

it("itsm.show/1 has all that belongs to a ticket", () => {
  const shown = valid("show", [...documentChunks(showFields("show", SHOW_FIELDS), { asOf: NOW }, [SHOWN], LOOK)].join(""));
  const [ticket] = shown.items as [Record<string, unknown>];
  expect(ticket).toMatchObject({
    id: "INC-41",
    description: 'Nobody in Bandung can connect.\nThe client says "timeout".',
    watchers: ["dewi"],
    affected: [{ name: "Agus", contact: "ext. 12", at: "2026-11-23T22:41:05Z" }, { name: "Tuti" }],
    links: [{ rel: "relates-to", id: "INC-40", number: 40, direction: "out" }],
    children: [{ id: "INC-43", status: "new" }, { id: "INC-44" }],
    sla: { resolution: { state: "missed" } },
  });
  expect(ticket.notes).toMatchObject([
    { version: 5, public: true, from: "agent" },
    { version: 9, public: false, from: "requester", text: "[redacted]" },
  ]);
  expect(ticket.history).toHaveLength(HISTORY.length);
  expect((ticket.history as unknown[])[3]).toEqual({
    version: 4,
    at: "2026-11-23T22:41:05Z",
    recordedAt: "2026-11-23T22:41:05Z",
    operation: "op-204",
    by: "budi",
    type: "held",
    data: { reason: "awaiting-vendor", stops: [], until: "2026-11-24T01:41:05Z" },
    texts: { note: "Telkom ticket 88-1" },
  });
});

it("itsm.result/1 carries the ticket of every item that changed", () => {
  const item = (number: number, changed: Partial<Item>): Item => ({
    number,
    outcome: "changed",
    refusals: [],
    before: row({ number }),
    after: row({ number }),
    events: [],
    ...changed,
  });
  const items: readonly Item[] = [
    item(41, {}),
    item(140, { outcome: "refused", refusals: [{ rule: "open_child", about: {}, wants: [] }] }),
    item(999, { outcome: "not_found", before: null, after: null }),
    item(42, { outcome: "unchanged" }),
  ];
  const result: Result = { operation: 215, verb: "close", dryRun: false, repeated: false, keepGoing: true, counts: countsOf(items), items, exit: 5 };
  const said = items.map((one): SaidItem => ({ item: one, message: one.outcome === "refused" ? "has an open child INC-141" : null, hint: null }));
  const text = [...resultChunks(result, said, LOOK)].join("");
  expect(text.slice(0, text.indexOf('"items"'))).toBe(
    '{"schema":"itsm.result/1","operation":"op-215","verb":"close","dryRun":false,"repeated":false,"mode":"keep_going","counts":{"requested":4,"changed":1,"unchanged":1,"repeated":0,"refused":1,"notFound":1,"skipped":0},',
  );
  expect(text.endsWith('],"error":null,"exit":5}\n')).toBe(true);
  expect(valid("result", text).items).toMatchObject([
    { id: "INC-41", rule: null, message: null, ticket: { number: 41 } },
    { id: "INC-140", outcome: "refused", rule: "open_child", message: "has an open child INC-141", ticket: null },
    { number: 999, id: "999", outcome: "not_found", rule: "not_found", ticket: null },
    { id: "INC-42", outcome: "unchanged", ticket: null },
  ]);
});

it("itsm.error/1 says what, about which, and what to do", () => {
  const problems = [{ message: "No ticket 999.", hint: null, line: 3, column: null }];
  const text = errorDocument({ code: "not_found", message: "No ticket 999.", ids: ["999"], hint: "itsm search", problems, exit: 4 });
  expect(text).toBe(
    '{"schema":"itsm.error/1","error":{"code":"not_found","message":"No ticket 999.","ids":["999"],"hint":"itsm search","problems":[{"message":"No ticket 999.","hint":null,"line":3,"column":null}]},"exit":4}\n',
  );
  valid("error", text);
});

describe("the other documents are what their schemas say", () => {
  const operation = {
    seq: 215,
    verb: "close",
    recordedAt: NOW,
    actor: "ratna",
    via: "root",
    heldClock: false,
    policy: 1,
    undoes: null,
    result: null,
  };
  const rowOf = { operation, tickets: 2, undoneBy: 216 };
  const state = { name: "desk", createdAt: NOW, numbers: 41, operations: 215, head: "abc", policy: 1 };

  it.each([
    ["op-list", () => [...documentChunks(listFields("op-list", OPERATION_FIELDS), { query: null, asOf: NOW, returned: 1, total: 1 }, [rowOf], LOOK)].join("")],
    ["op-show", () => [...documentChunks(showFields("op-show", SHOWN_OPERATION_FIELDS), { asOf: NOW }, [{ row: rowOf, events: HISTORY }], LOOK)].join("")],
    ["sla-explain", () => [...documentChunks(showFields("sla-explain", EXPLANATION_FIELDS), { asOf: NOW }, [EXPLANATION], LOOK)].join("")],
    [
      "audit-show",
      () => [...documentChunks(listFields("audit-show", AUDIT_FIELDS), { query: null, asOf: NOW, returned: 11, total: 11 }, HISTORY, LOOK)].join(""),
    ],
    [
      "db-info",
      () =>
        objectWriter(REGISTER_FIELDS)(
          { place: "/x/itsm.db", readOnly: false, state, facts: { version: 2, known: 2, pending: [], bytes: 4096, journal: "wal" } },
          LOOK,
        ),
    ],
    ["audit-head", () => objectWriter(HEAD_FIELDS)(state, LOOK)],
    [
      "audit-verify",
      () =>
        objectWriter(VERIFY_FIELDS)(
          {
            operations: 1,
            events: 2,
            tickets: 1,
            head: "op-1:a",
            against: null,
            faults: [{ rule: "row", message: "differs", operation: null, number: 41, version: null }],
          },
          LOOK,
        ),
    ],
    ["whoami", () => objectWriter(IDENTITY_FIELDS)({ name: "ratna", source: "flag", via: "root", place: "/x" }, LOOK)],
  ])("%s", (name, text) => {
    expect(valid(name, text()).schema).toBe(`itsm.${name}/1`);
  });
});

it("a schema refuses a key too many and a key too few", () => {
  const check = ajv.compile(SCHEMAS.error!());
  expect(check({ schema: "itsm.error/1", exit: 1 })).toBe(false);
  expect(check({ ...(JSON.parse(errorDocument({ code: "x", message: "", ids: [], hint: null, problems: [], exit: 1 })) as object), more: 1 })).toBe(false);
});
