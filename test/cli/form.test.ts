import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clashes, readForm, withFaults, withoutFaults } from "../../src/cli/form/read-form.ts";
import { plainText, shownBody, shownLine } from "../../src/cli/form/shown-text.ts";
import { type FormSubject, formOf, formText } from "../../src/cli/form/ticket-form.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { ticketOf } from "../../src/domain/ticket/row-of.ts";
import type { Ticket } from "../../src/domain/ticket/ticket.ts";
import { fixedZone } from "../../src/domain/time/zone.ts";
import { live, steps } from "../domain/ticket/any-life.ts";
import { log, resolve } from "../domain/ticket/commands.ts";
import { t, ticket } from "../domain/ticket/story.ts";

const zone = fixedZone(7 * 3600);
const subjectOf = (one: Ticket, description: string | null = null): FormSubject => ({ ticket: one, description, rules: DEFAULT_POLICY, zone });
const open = (fields: Parameters<typeof log>[0] = {}, description: string | null = null): FormSubject =>
  subjectOf(ticket(41).and("mon 09:00", log(fields)).ticket, description);

/** Reads what an editor made of a form. */
function editedAs(subject: FormSubject, change: (text: string) => string) {
  const form = formOf(subject);
  return readForm(change(formText(form, subject)), form);
}
const set = (key: string, value: string) => (text: string) => text.replace(new RegExp(`^${key}:.*`, "m"), () => `${key}: ${value}`);

const odd = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(..."\u202e\u2066\u200f\u0007\u001b\u0085\u2028\n\r\t \\{}u#:'\"é漢👩".match(/./gsu)!, "\\u{", "\\u{202e}", "# ", ": "),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .filter((text) => text.isWellFormed() && !text.includes("\u0000"));

describe("text in a form", () => {
  it("comes back as it was, on one line", () => {
    fc.assert(
      fc.property(odd, (text) => {
        const line = shownLine(text);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\s|\s$/);
        expect(plainText(line)).toBe(text);
        expect(plainText(shownBody(text))).toBe(text);
      }),
    );
  });
  it("leaves alone what only looks like a spelling", () => {
    expect(plainText("C:\\users\\u{110000}\\u{d800}\\u{}")).toBe("C:\\users\\u{110000}\\u{d800}\\u{}");
    expect(shownLine("CORP\\budi")).toBe("CORP\\budi");
  });
});

describe("a form", () => {
  it("shows what may change, and what may stand there", () => {
    const subject = open(
      { title: "VPN drops", requester: "Budi", tags: ["vip", "wifi"], refs: ["V-1"], downAt: t("mon 08:30") },
      "First line\n# no comment\nlast",
    );
    expect(formText(formOf(subject), subject)).toMatchInlineSnapshot(`
      "# INC-41, new. One "key: value" a line; lines that begin with # are left out.
      # A key without a value clears it. Where nothing is changed, or the file is
      # emptied, nothing is written.

      title: VPN drops
      # incident, request
      type: incident
      # high, medium, low
      impact: medium
      # high, medium, low
      urgency: medium
      # computed is what impact and urgency say: medium as it stands. Against it:
      # high, medium, low, with a reason.
      priority: computed
      priority-reason:
      # a time: 2026-11-24 10:00, 2h ago, besok jam 9
      priority-until:
      # hardware, hardware/laptop, hardware/desktop, hardware/printer, hardware/phone,
      # software, software/application, software/operating-system, software/mail,
      # network, network/lan, network/wifi, network/vpn, network/internet, access,
      # access/password, access/account, access/permission, other, unclassified
      category: unclassified
      service:
      site:
      ci:
      # numbers in other systems, a line each; more can be added
      ref: V-1
      ref:
      requester: Budi
      contact:
      # phone, email, portal, walk-in, chat, monitoring, import, cli
      channel: email
      # service-desk, second-line. Another group clears the assignee, unless that is
      # changed too.
      group:
      # a name, or @me
      assignee:
      # one word each, with spaces between
      tag: vip wifi
      # the number of the ticket it is part of
      parent:
      key:
      # a time: 2026-11-24 10:00, 2h ago, besok jam 9
      down-at: 2026-11-23 08:30 +07:00
      up-at:
      # yes makes it a major incident, which needs an assignee and a reason
      major: no
      # why it is changed
      reason:

      ---- description, down to the end of the file ----
      First line
      # no comment
      last
      "
    `);
  });
  it("is shown by README as it is", () => {
    const [, block = ""] = /```text\n(# high, medium[\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")) ?? [];
    const subject = open({ impact: "low" });
    const lines = formText(formOf(subject), subject).split("\n");
    expect(block).toContain("impact: low");
    expect(
      block
        .trimEnd()
        .split("\n")
        .filter((line) => !lines.includes(line)),
    ).toEqual([]);
  });
  it("shows what may still be put right after the end", () => {
    const after = subjectOf(ticket(41).and("mon 09:00", log()).and("mon 10:00", resolve()).ticket, "gone");
    expect(formText(formOf(after, "wrong code"), after)).toMatchInlineSnapshot(`
      "# INC-41, resolved. One "key: value" a line; lines that begin with # are left out.
      # A key without a value clears it. Where nothing is changed, or the file is
      # emptied, nothing is written.

      # hardware, hardware/laptop, hardware/desktop, hardware/printer, hardware/phone,
      # software, software/application, software/operating-system, software/mail,
      # network, network/lan, network/wifi, network/vpn, network/internet, access,
      # access/password, access/account, access/permission, other, unclassified
      category: unclassified
      service:
      requester:
      # fixed, workaround, user-guidance, duplicate, no-fault-found,
      # resolved-by-requester, resolved-by-change, known-error, no-response, withdrawn
      code: fixed
      # 1 to 5
      satisfaction:
      # why it is changed; a change needs a reason now
      reason: wrong code
      "
    `);
  });

  const lives = steps.map((all) => live(all).at(-1)!.row);
  it("makes no difference while nobody changes it, whatever the ticket", () => {
    fc.assert(
      fc.property(lives, odd, odd, odd, (row, description, person, spare) => {
        const standing = { ...ticketOf(row), requester: person || null, contact: spare || null, refs: spare.trim() === "" ? [] : ["V-1", spare] };
        const subject = subjectOf(standing, description || null);
        const { flags, changed, faults } = editedAs(subject, (text) => text);
        expect({ flags, changed, faults }).toEqual({ flags: {}, changed: {}, faults: [] });
        expect(editedAs(subject, (text) => text.replaceAll("\n", "\r\n"))).toMatchObject({ changed: {}, faults: [] });
      }),
      { numRuns: 60 },
    );
  });
  it("gives the one field that was changed, as it was typed", () => {
    const field = fc.constantFrom(
      "title",
      "impact",
      "category",
      "service",
      "site",
      "ci",
      "requester",
      "contact",
      "channel",
      "group",
      "assignee",
      "key",
      "parent",
    );
    const value = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((text) => `new ${text}`.trim());
    fc.assert(
      fc.property(field, value, odd, (key, text, description) => {
        const { flags, changed, faults } = editedAs(open({ requester: "Budi" }, description), set(key, shownLine(text)));
        expect({ flags, keys: Object.keys(changed), faults }).toEqual({ flags: { [key]: text }, keys: [key], faults: [] });
      }),
    );
  });
  it("gives a description as it was typed, whatever its lines look like", () => {
    const text = "title: no key\n# no comment\n#! no fault\n\n  indented\\u{202e}\n---- description, down to the end of the file ----\nlast";
    const { flags, faults } = editedAs(open({}, "old"), (form) => form.replace(/\nold\n$/, () => `\n${text}\n\n`));
    expect({ flags, faults }).toEqual({ flags: { description: text.replace("\\u{202e}", "\u202e") }, faults: [] });
    expect(editedAs(open({}, "old"), (form) => form.replace(/\nold\n$/, "\n")).flags).toEqual({ description: "none" });
    expect(editedAs(open({}, "old"), (form) => form.replace(/---- desc[\s\S]*$/, "")).flags).toEqual({});
  });
  it("clears what can be cleared", () => {
    expect(editedAs(open({ requester: "Budi", service: "Print" }), (text) => set("service", "")(set("requester", "")(text))).flags).toEqual({
      requester: "none",
      service: "none",
    });
    expect(editedAs(open(), set("title", "")).flags).toEqual({ title: "" });
    expect(editedAs(open({ requester: "Budi" }), (text) => text.replace(/^requester:.*\n/m, "")).flags).toEqual({});
  });
  it("adds and drops tags one by one, and adds references", () => {
    const subject = open({ tags: ["a", "b"], refs: ["V-1"] });
    expect(editedAs(subject, set("tag", "b,c  d")).flags).toEqual({ untag: ["a"], tag: ["c", "d"] });
    expect(editedAs(subject, set("tag", "b a")).changed).toEqual({});
    expect(editedAs(subject, (text) => text.replace(/^ref:$/m, "ref: V-2\nref: V-3")).flags).toEqual({ ref: ["V-2", "V-3"] });
    expect(editedAs(subject, set("ref", "V-9")).faults).toEqual([
      { line: expect.any(Number), message: "V-1 cannot be taken off; references can only be added" },
    ]);
    expect(editedAs(subject, (text) => text.replace(/^ref:.*\n/gm, ""))).toMatchObject({ changed: {}, faults: [] });
  });
  it("keeps a priority, its reason and its end together", () => {
    const plain = open();
    expect(editedAs(plain, (text) => set("priority-reason", "board")(set("priority", "high")(text))).flags).toEqual({
      priority: "high",
      "priority-reason": "board",
    });
    expect(editedAs(plain, set("priority-reason", "board")).flags).toEqual({ "priority-reason": "board" });
    const until = t("mon 17:00");
    const held = subjectOf({ ...plain.ticket, priority: "high", override: { reason: "board", until } });
    expect(editedAs(held, set("priority-reason", "press")).flags).toEqual({
      priority: "high",
      "priority-reason": "press",
      "priority-until": "2026-11-23 17:00 +07:00",
    });
    expect(editedAs(held, set("priority", "computed")).flags).toEqual({ priority: "computed" });
    expect(editedAs(held, set("priority-until", "")).faults).toHaveLength(1);
    expect(editedAs(held, (text) => set("priority-until", "")(set("priority-reason", "press")(text)))).toMatchObject({
      flags: { priority: "high", "priority-reason": "press" },
      faults: [],
    });
  });
  it("makes major incidents, and unmakes none", () => {
    expect(editedAs(open(), set("major", "yes")).flags).toEqual({ major: true });
    expect(editedAs(open(), set("major", "maybe")).faults).toHaveLength(1);
    const major = subjectOf({ ...open().ticket, major: true });
    expect(editedAs(major, set("major", "no")).faults).toHaveLength(1);
    expect(editedAs(major, set("major", ""))).toMatchObject({ faults: [{ message: "a major incident stays one" }] });
  });
  it.each([
    [(text: string) => text.replace("title:", "titel:"), 'there is no key "titel" here; did you mean title?'],
    [(text: string) => text.replace("title:", "__proto__:"), 'there is no key "__proto__" here'],
    [(text: string) => text.replace("title:", "constructor:"), 'there is no key "constructor" here'],
    [(text: string) => text.replace("title:", "code: fixed\ntitle:"), 'there is no key "code" here'],
    [(text: string) => text.replace("title:", "just words\ntitle:"), 'this line is no "key: value"'],
    [(text: string) => text.replace("title:", ": x\ntitle:"), 'this line is no "key: value"'],
    [(text: string) => text.replace("title:", "title: again\ntitle:"), "title stands here twice"],
  ])("names what is no line of it: %#", (change, says) => {
    const subject = open();
    const text = change(formText(formOf(subject), subject));
    const { faults } = readForm(text, formOf(subject));
    expect(faults).toEqual([{ line: expect.any(Number), message: expect.stringContaining(says) }]);
    const back = withFaults(text, faults);
    expect(back.split("\n")[faults[0]!.line!]).toContain(`#! ${faults[0]!.message}`);
    expect(withoutFaults(back)).toBe(text);
  });
  it("says at its head what belongs to no line", () => {
    expect(withFaults("a: 1\n", [{ line: null, message: "gone\nlook" }])).toBe("#! gone\n#! look\na: 1\n");
    expect(withFaults("a: 1\n", [{ line: 0, message: "odd \u001b[31m\u202ex" }])).toBe("#! odd x\na: 1\n");
  });
});

describe("a form and somebody else", () => {
  const before = open({ requester: "Budi" }, "old");
  const now = (fields: Partial<Ticket>, description = "old") => formOf(subjectOf({ ...before.ticket, ...fields }, description));
  const changed = (change: (text: string) => string) => editedAs(before, change).changed;

  it("clash where both changed the same to something else", () => {
    const mine = changed((text) => set("title", "mine")(set("impact", "high")(text)));
    expect(clashes(mine, formOf(before), now({ title: "theirs" }))).toEqual(["title"]);
    expect(clashes(mine, formOf(before), now({ title: "mine", urgency: "high" }, "new"))).toEqual([]);
    expect(clashes(mine, formOf(before), now({ impact: "low", title: "x" }))).toEqual(["title", "impact"]);
  });
  it("clash over a description, a priority, and who a transfer would clear", () => {
    expect(
      clashes(
        changed((text) => text.replace(/\nold\n$/, "\nmine\n")),
        formOf(before),
        now({}, "theirs"),
      ),
    ).toEqual(["description"]);
    expect(clashes(changed(set("priority-reason", "x")), formOf(before), now({ priority: "low", override: { reason: "y", until: null } }))).toEqual([
      "priority-reason",
      "priority",
    ]);
    expect(clashes(changed(set("group", "second-line")), formOf(before), now({ assignee: "sari" }))).toEqual(["assignee"]);
  });
  it("do not clash over tags", () => expect(clashes(changed(set("tag", "a")), formOf(before), now({ tags: ["b"] }))).toEqual([]));
});
