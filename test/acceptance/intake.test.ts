import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../world.ts";

const SAMPLES = join(import.meta.dirname, "../../../shared/data/alerts");
const hasSamples = existsSync(SAMPLES);
const sample = (name: string): string => readFileSync(join(SAMPLES, `${name}.json`), "utf8");

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

type Told = readonly [code: number, stdout: string, stderr: string];
async function take(line: string, payload: unknown): Promise<Told> {
  const stdin = typeof payload === "string" || payload instanceof Uint8Array ? payload : JSON.stringify(payload);
  const { code, stdout, stderr } = await world.itsm(`intake ${line} -`, { stdin });
  return [code, stdout.replaceAll("\t", " ").trimEnd(), stderr.trimEnd()];
}
const list = async (): Promise<string> => (await world.ok("list --all --tsv -o id,priority,status,occurrences,ci,title")).replaceAll("\t", "|").trimEnd();
const whole = (): Promise<string> => world.ok("audit verify");

/** What has the built-in mapping of a kind resolve on recovery. */
async function resolving(kind: string): Promise<string> {
  const path = join(world.folder, `${kind}.json`);
  writeFileSync(path, (await world.ok(`intake ${kind} --print-mapping`)).replace('"recovery": "note"', '"recovery": "resolve"'));
  return `--mapping ${path}`;
}

describe.runIf(hasSamples)("the sample payloads of real senders (skipped where ../shared is not there)", () => {
  it("of Alertmanager: two firing, again, one recovered, fired again", async () => {
    expect(await take("alertmanager", sample("alertmanager-two-firing"))).toEqual([0, "INC-1 changed high, new\nINC-2 changed high, new", ""]);
    expect((await take("alertmanager", sample("alertmanager-two-firing")))[1]).toBe("INC-1 repeated occurrence 2\nINC-2 repeated occurrence 2");
    expect(await take("alertmanager", sample("alertmanager-one-resolved"))).toEqual([0, "INC-1 changed recovered, new", ""]);
    expect((await take("alertmanager", sample("alertmanager-two-firing")))[1]).toBe("INC-1 repeated occurrence 3\nINC-2 repeated occurrence 3");
    const [first] = (await world.json("show 1")).items;
    expect(first).toMatchObject({ channel: "monitoring", downAt: "2020-02-06T00:17:58Z", upAt: null, firstResponseAt: null, impact: "high", urgency: "high" });
    expect(first.description).toContain("CPU core temperature is 34.75C\n");
    expect(first.description).toContain("http://cobalt:9090/graph");
    expect(first.notes.map(({ text, public: isPublic }: { text: string; public: boolean }) => [text, isPublic])).toEqual([
      ["Recovered: High CPU core temperature\nCPU core temperature is 34.75C", false],
    ]);
    expect(await list()).toBe("INC-1|high|new|3|andromeda|High CPU core temperature\nINC-2|high|new|3|andromeda|High CPU core temperature");
    await whole();
  });

  it("of Alertmanager: a recovery that resolves leaves the second open, and firing reopens, which is said", async () => {
    const mapping = await resolving("alertmanager");
    await take("alertmanager", sample("alertmanager-two-firing"));
    expect(await take(`alertmanager ${mapping}`, sample("alertmanager-one-resolved"))).toEqual([0, "INC-1 changed resolved: resolved-by-change", ""]);
    expect(await list()).toMatch(/INC-1\|high\|resolved\|1\|.*\nINC-2\|high\|new\|1\|/);
    expect((await take("alertmanager", sample("alertmanager-two-firing")))[1]).toBe("INC-1 repeated reopened, occurrence 2\nINC-2 repeated occurrence 2");
    expect((await world.json("show 1")).items[0]).toMatchObject({ status: "in_progress", reopenCount: 1 });
    await whole();
  });

  it("of Alertmanager before it had fingerprints: the key is made of the labels", async () => {
    expect(await take("alertmanager", sample("alertmanager-v4-no-fingerprint"))).toEqual([0, "INC-1 changed high, new", ""]);
    expect((await take("alertmanager", sample("alertmanager-v4-no-fingerprint")))[1]).toBe("INC-1 repeated occurrence 2");
    expect((await world.json("show 1")).items[0].key).toBe('alertmanager:alertname="thing_dead", severity="critical"');
  });

  it("of Grafana: alerting, then ok", async () => {
    expect(await take("grafana", sample("grafana-alerting"))).toEqual([0, "INC-1 changed medium, new", ""]);
    expect(await take("grafana", sample("grafana-ok"))).toEqual([0, "INC-1 changed recovered, new", ""]);
    expect((await take("grafana", sample("grafana-alerting")))[1]).toBe("INC-1 repeated occurrence 2");
    expect(await list()).toBe("INC-1|medium|new|2|zeta.domain|Zeta CPU alert");
  });

  it("of Zabbix: a problem, then its recovery under another event", async () => {
    expect(await take("zabbix", sample("zabbix-problem"))).toEqual([0, "INC-1 changed medium, new", ""]);
    expect(await take("zabbix", sample("zabbix-ok"))).toEqual([0, "INC-1 changed recovered, new", ""]);
    expect(await list()).toBe("INC-1|medium|new|1|www.example.com|Zabbix agent on www.example.com is unreachable for 5 minutes");
  });

  it("of Zabbix without a host: a ticket without ci, and what was missing on stderr", async () => {
    expect(await take("zabbix", sample("zabbix-no-host"))).toEqual([
      0,
      "INC-1 changed medium, new",
      "alert 1 has no ci: none of hostname, host, host_name is there",
    ]);
    expect((await world.json("show 1")).items[0]).toMatchObject({ ci: null, priority: "medium" });
  });

  it("sent as another kind are told apart", async () => {
    const kinds = { "alertmanager-two-firing": "alertmanager", "grafana-alerting": "grafana", "zabbix-problem": "zabbix" };
    for (const [name, kind] of Object.entries(kinds))
      for (const other of Object.values(kinds).filter((each) => each !== kind)) {
        const [code, stdout, stderr] = await take(other, sample(name));
        expect([code, stdout, stderr.split("\n")]).toEqual([2, "", [`error: This looks like ${kind}, not ${other}.`, `  itsm intake ${kind} -`]]);
      }
    expect(existsSync(world.register)).toBe(false);
  });
});

const DISK = { key: "disk:/srv", title: "Disk full on web1", severity: "critical", host: "web1" };

describe("alerts of any program", () => {
  it("are one, an array, an object with alerts or a line each", async () => {
    const two = [DISK, { ...DISK, key: "disk:/var" }];
    for (const payload of [DISK, [DISK], two, { alerts: two }, two.map((one) => JSON.stringify(one)).join("\n")]) await take("json", payload);
    expect(await list()).toBe("INC-1|high|new|5|web1|Disk full on web1\nINC-2|high|new|3|web1|Disk full on web1");
  });

  it("share their keys with itsm log", async () => {
    await world.ok('log "Disk full" --key disk:/srv');
    expect((await take("json", DISK))[1]).toBe("INC-1 repeated occurrence 2");
    expect((await take("json", { key: "disk:/srv", status: "ok" }))[1]).toBe("INC-1 changed recovered, new");
  });

  it.each([
    ["critical", "high"],
    ["Disaster", "high"],
    ["HIGH", "high"],
    ["warning", "medium"],
    ["Average", "medium"],
    ["info", "low"],
    ["information", "low"],
    ["Not classified", "low"],
    [undefined, "medium"],
    ["chartreuse", "medium"],
  ])("of severity %s are %s", async (severity, priority) => {
    await take("json", { ...DISK, severity });
    expect((await world.json("list")).items[0]).toMatchObject({ impact: priority, urgency: priority });
  });

  it("began when they say, within a day; later than now is now", async () => {
    const at = (startsAt: string) => take("json", { key: startsAt, title: "x", startsAt });
    for (const startsAt of ["2026-11-24T02:00:00.5Z", "2020-02-06T00:00:00Z", "0001-01-01T00:00:00Z", "2999-01-01T00:00:00Z"]) await at(startsAt);
    const { items } = await world.json("list sort:opened");
    expect(new Set(items.map(({ openedAt, downAt }: Record<string, string>) => `${openedAt} ${downAt}`))).toEqual(
      new Set([
        "2026-11-24T02:00:00Z 2026-11-24T02:00:00Z",
        "2026-11-24T02:41:05Z 2020-02-06T00:00:00Z",
        "2026-11-24T02:41:05Z null",
        "2026-11-24T02:41:05Z 2026-11-24T02:41:05Z",
      ]),
    );
  });

  it("name what the desk does not know: it is left out and said", async () => {
    const [code, stdout, stderr] = await take("json", { ...DISK, impact: "huge", category: "disks", group: "sre", service: "shop" });
    expect([code, stdout]).toEqual([0, "INC-1 changed high, new"]);
    expect(stderr.split("\n")).toEqual([
      'alert 1: impact "huge" is not the desk\'s; medium was taken',
      'alert 1: category "disks" is not the desk\'s; unclassified was taken',
      'alert 1: group "sre" is not the desk\'s and was left out',
    ]);
    await take("json", { ...DISK, key: "2", category: "hardware", group: "second-line" });
    expect((await world.json("show 2")).items[0]).toMatchObject({ category: "hardware", group: "second-line" });
  });

  it("with texts too long for a ticket are cut to fit, and nothing of a title is lost", async () => {
    const title = `${"é".repeat(500)} end`;
    await take("json", { key: "k", title, host: "h".repeat(500), description: "😀".repeat(40_000) });
    const [ticket] = (await world.json("show 1")).items;
    expect([...ticket.title]).toHaveLength(200);
    expect([...ticket.ci]).toHaveLength(200);
    expect(ticket.description.startsWith(`${title}\n\n😀`)).toBe(true);
    expect(ticket.description).toMatch(/😀\n\n\(cut: the alert said 161006 bytes\)$/);
    expect(Buffer.byteLength(ticket.description)).toBeLessThanOrEqual(65_536);
  });

  it("with characters no text can have are taken with a mark in their place", async () => {
    await take("json", '{"key":"k","title":"a\\u0000b\\ud800c\\n\\u001b[31md","description":"x\\u0000y\\udfffz\\nnext","host":"\\u0007"}');
    const [ticket] = (await world.json("show 1")).items;
    expect(ticket).toMatchObject({ title: "a\ufffdb\ufffdc [31md", description: "x\ufffdy\ufffdz\nnext", ci: null });
  });

  it("whose keys are names of objects are alerts like any other", async () => {
    const payload =
      '{"key":"__proto__","title":"a","__proto__":{"host":"evil","title":"b"},"constructor":{"prototype":{"x":1}}}\n{"key":"constructor","title":"c"}';
    expect((await take("json", payload))[1]).toBe("INC-1 changed medium, new\nINC-2 changed medium, new");
    expect(await list()).toBe("INC-1|medium|new|1||a\nINC-2|medium|new|1||c");
    expect(({} as Record<string, unknown>).host).toBeUndefined();
    expect((await take("json", payload))[1]).toBe("INC-1 repeated occurrence 2\nINC-2 repeated occurrence 2");
  });

  it("behind a byte order mark, or none at all", async () => {
    expect((await take("json", `\ufeff${JSON.stringify(DISK)}`))[1]).toBe("INC-1 changed high, new");
    for (const nothing of ["", "\n", "[]", '{"alerts":[]}']) expect(await take("json", nothing)).toEqual([0, "", "0 alerts given"]);
  });

  it("that a person silenced are passed over", async () => {
    const alert = (state: string, host: string) => ({
      labels: { alertname: "Down", host },
      annotations: {},
      status: { state, silencedBy: [] },
      startsAt: "2026-11-24T02:00:00Z",
      fingerprint: host,
    });
    expect(await take("alertmanager", [alert("active", "a"), alert("suppressed", "b")])).toEqual([
      0,
      "INC-1 changed medium, new",
      "1 alert was passed over, as the mapping says",
    ]);
    expect(await list()).toBe("INC-1|medium|new|1|a|Down");
  });

  it("of Grafana's own alerting have the shape of Alertmanager's", async () => {
    const alert = {
      status: "firing",
      labels: { alertname: "High load", severity: "critical", instance: "db1" },
      annotations: {},
      startsAt: "2026-11-24T02:00:00Z",
      endsAt: "0001-01-01T00:00:00Z",
      fingerprint: "c6eadffa33fcdf37",
      valueString: "[ var='A' value=97 ]",
    };
    const payload = { receiver: "desk", status: "firing", orgId: 1, alerts: [alert], title: "[FIRING:1]", state: "alerting" };
    expect((await take("grafana", payload))[1]).toBe("INC-1 changed high, new");
    expect((await take("grafana", { ...payload, alerts: [{ ...alert, status: "resolved", endsAt: "2026-11-24T02:30:00Z" }] }))[1]).toBe(
      "INC-1 changed recovered, new",
    );
    expect((await world.json("show 1")).items[0].notes[0].text).toBe("Recovered at 2026-11-24 09:30 (+07:00): High load");
  });
});

describe("a call", () => {
  const MIXED = `${JSON.stringify(DISK)}\n{"title":"no key"}\n${JSON.stringify({ key: "x", status: "sideways" })}\n${JSON.stringify({ key: "gone", status: "ok" })}`;

  it("is all or nothing where that is asked for, and says all that stands in the way", async () => {
    expect(await take("json --all-or-nothing", MIXED)).toEqual([
      3,
      "",
      [
        "alert 4 is a recovery, and no ticket has the key gone: nothing to do",
        "error: nothing was taken in: 2 of 4 tickets cannot be taken in.",
        "  alert 2  has no key: key is not there                         a key says which alerts are the same trouble",
        '  alert 3  is in a state the mapping does not know: "sideways"  the mapping says which words mean firing, recovered and ignored',
        "Run again without --all-or-nothing to take in the other one.",
      ].join("\n"),
    ]);
    expect(existsSync(world.register)).toBe(false);
  });

  it("takes in what can be used, for nobody sends it again, with or without -k", async () => {
    const [code, stdout, stderr] = await take("json", `${MIXED}\n{"key":`);
    expect([code, stdout]).toEqual([5, "INC-1 changed high, new"]);
    expect(stderr).toContain("error: 3 of 5 tickets could not be taken in.");
    expect(stderr).toMatch(/ {2}line 5 +is no JSON: it ends too early/);
    const { counts, items, mode } = JSON.parse((await take("json -k --json", `${MIXED}\n{"key":`))[1]);
    expect(mode).toBe("keep_going");
    expect(counts).toEqual({ requested: 5, changed: 0, unchanged: 1, repeated: 1, refused: 3, notFound: 0, skipped: 0 });
    expect(items.map(({ number, id, outcome, rule }: Record<string, unknown>) => [number, id, outcome, rule])).toEqual([
      [1, "INC-1", "repeated", null],
      [0, "alert 4", "unchanged", "recovery_of_nothing"],
      [0, "alert 2", "refused", "alert_no_key"],
      [0, "alert 3", "refused", "alert_state"],
      [0, "line 5", "refused", "alert_unreadable"],
    ]);
  });

  it("that is explained ends as the run would", async () => {
    for (const [line, payload, exit] of [
      ["json", MIXED, 5],
      ["json --all-or-nothing", MIXED, 3],
      ["json", { title: "x" }, 3],
      ["json", DISK, 0],
    ] as const) {
      expect((await take(`${line} --explain`, payload))[0], line).toBe(exit);
      expect((await take(`${line} -n`, payload))[0], line).toBe(exit);
    }
    expect((await world.itsm("intake json --all-or-nothing -k -", { stdin: "[]" })).code).toBe(2);
  });

  it("that explains under a mapping whose code nobody knows is a mistake, as the run is", async () => {
    await take("json", DISK);
    const path = await resolving("json").then((flag) => flag.replace("--mapping ", ""));
    writeFileSync(path, readFileSync(path, "utf8").replace('"resolved-by-change"', '"nonsense"'));
    const over = { key: DISK.key, status: "ok" };
    const [run, explained] = [await take(`json --mapping ${path}`, over), await take(`json --explain --mapping ${path}`, over)];
    expect([run[0], explained[0]]).toEqual([2, 2]);
    expect(explained[2]).toBe(run[2]);
  });

  it("with one alert that cannot be used says so plainly", async () => {
    expect(await take("json", { title: "x" })).toEqual([3, "", "error: alert 1 has no key: key is not there.\n  a key says which alerts are the same trouble"]);
  });

  it("tried again under its token writes nothing", async () => {
    const first = await take("json --once delivery-7", DISK);
    const again = await take("json --once delivery-7", DISK);
    expect([first[1], again]).toEqual(["INC-1 changed high, new", [0, "INC-1 changed new", "this call was made before, as op-1: nothing was written"]]);
    expect(await list()).toBe("INC-1|high|new|1|web1|Disk full on web1");
  });

  it("that is a dry run says the same and writes nothing", async () => {
    expect(await take("json -n", DISK)).toEqual([0, "INC-1 changed high, new", "dry run: nothing was written"]);
    expect(existsSync(world.register)).toBe(false);
  });

  it("gives the ids of what changed, or one JSON object a line", async () => {
    expect((await take("json -q", [DISK, { key: "gone", status: "ok" }]))[1]).toBe("INC-1");
    expect(JSON.parse((await take("json --jsonl", DISK))[1])).toMatchObject({ number: 1, outcome: "repeated", ticket: { occurrences: 2 } });
  });

  it("says on a terminal what was done to each", async () => {
    const run = async (payload: unknown) => (await world.itsm("intake json -", { stdin: JSON.stringify(payload), terminal: ["stdout"] })).stdout.trimEnd();
    expect(await run([DISK, { ...DISK, key: "2" }])).toBe("INC-1 logged: Disk full on web1\nINC-2 logged: Disk full on web1");
    expect(await run([DISK, { key: "2", status: "ok" }, { key: "3", status: "ok" }])).toBe(
      "INC-1 came again: Disk full on web1\nINC-2 noted as recovered: Disk full on web1",
    );
    await world.ok("resolve 1 --code fixed --note x");
    expect(await run(DISK)).toBe("INC-1 came again and was reopened: Disk full on web1");
    expect(await run(Array.from({ length: 12 }, (_, i) => ({ key: `${i}`, title: "x" })))).toBe("12 of 12 tickets taken in.");
  });

  it("is who it says, and reads the time the call gives", async () => {
    await world.itsm("intake json - --as alertmanager --at '10m ago'", { stdin: JSON.stringify(DISK) });
    expect((await world.json("list")).items[0]).toMatchObject({ openedAt: "2026-11-24T02:31:05Z" });
    expect((await world.json("op list")).items[0]).toMatchObject({ actor: "alertmanager", verb: "intake" });
  });

  it("says many lines in few", async () => {
    const stderr = (
      await take(
        "zabbix",
        Array.from({ length: 40 }, (_, i) => ({ trigger: "x", triggerid: i, status: "PROBLEM" })),
      )
    )[2].split("\n");
    expect(stderr).toHaveLength(11);
    expect(stderr.at(-1)).toBe("and 30 more such lines");
  });
});

describe("--explain", () => {
  it("says what each field became, by which expression, and which ticket is meant", async () => {
    const alert = {
      labels: { alertname: "Down", severity: "critical", host: "web1" },
      annotations: {},
      startsAt: "2026-11-24T02:00:00Z",
      fingerprint: "f1",
      status: "firing",
    };
    expect((await take("alertmanager --explain", alert))[1]).toMatchInlineSnapshot(`
      "alert 1: would be logged as INC-1
        state        firing
                       <- {status}: firing
        key          alertmanager:f1
                       <- alertmanager:{fingerprint}
        title        Down
                       <- {labels.alertname}
        impact       high
                       <- {labels.severity}: critical
        urgency      high
                       <- {labels.severity}: critical
        category     unclassified
                       not given
        service      not given
        ci           web1
                       <- {labels.host}
        group        not given
        startsAt     2026-11-24T02:00:00Z
                       <- {startsAt}
        description  Labels: alertname="Down", host="web1", severity="critical"
                       <- Labels: {labels}"
    `);
    expect(existsSync(world.register)).toBe(false);
  });

  it("tells new, repeated, reopened, followed, over, unknown and unusable apart", async () => {
    const key = (name: string, status = "firing", more = {}) => ({ key: name, title: name, status, ...more });
    await take("json", [key("again"), key("resolved"), key("closed"), key("over")]);
    await world.ok("resolve 2 --code fixed --note x");
    await world.ok("close 3 --code fixed --note x --category other");
    const payload = [
      key("again"),
      key("resolved"),
      key("closed"),
      key("over", "ok"),
      key("unknown", "ok"),
      key("new"),
      key("flaps"),
      key("flaps", "ok"),
      { title: "x" },
    ];
    const heads = (await take(`json --explain ${await resolving("json")}`, payload))[1].split("\n").filter((line) => /^\S/.test(line));
    expect(heads).toEqual([
      "alert 1: comes again as INC-1",
      "alert 2: would reopen INC-2, comes again as INC-2",
      "alert 3: would be logged as INC-5, following 3",
      "alert 4: would be noted on INC-4, would resolve INC-4",
      "alert 5: is a recovery, and no ticket has the key unknown: nothing to do",
      "alert 6: would be logged as INC-6",
      "alert 7: would be logged as INC-7, would be noted on INC-7, would resolve INC-7",
      "alert 8: would be logged as INC-7, would be noted on INC-7, would resolve INC-7",
      "alert 9: refused: has no key: key is not there",
    ]);
    expect((await world.json("op list")).items).toHaveLength(3);
  });
});

/** What comes in, under which kind, what is said of it, with which code. */
const BAD: readonly (readonly [what: string, line: string, stdin: string | Uint8Array, code: number, says: string])[] = [
  ["truncated", "json", '{"key":"a","title":"x', 2, "The payload ends too early: 2 brackets or quotes are still open."],
  ["truncated in the middle of an array", "json", '[{"key":"a"},', 2, "The payload ends too early: a bracket or a quote is still open."],
  ["truncated on a line", "json --all-or-nothing", '{"key":"a"}\n{"key"', 2, "Line 2 ends too early"],
  ["broken on many lines", "json --all-or-nothing", `{"key":"a"}\n${"x\n".repeat(5000)}`, 2, "4990 more lines are no JSON either."],
  ["no JSON", "json", "Disk full on web1", 2, "The payload is no JSON"],
  ["a number", "json", "42", 2, "holds no object that could be an alert of json"],
  ["a list of texts", "json", '["a","b"]', 2, "holds no object"],
  ["null", "zabbix", "null", 2, "holds no object"],
  ["nested 100,000 deep", "json", `${'{"key":"a","x":'.repeat(100_000)}1${"}".repeat(100_000)}`, 2, "nested deeper than 64 levels"],
  ["nested 100,000 deep in lists", "alertmanager", "[".repeat(100_000), 2, "nested deeper than 64 levels"],
  ["50 MB", "json", new Uint8Array(50 * 1024 * 1024).fill(0x20), 2, "More than 16 MiB of alerts came in at once."],
  ["of another kind", "alertmanager", '{"ruleId":7,"state":"ok"}', 2, "This looks like grafana, not alertmanager."],
  ["UTF-16", "json", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"key":"a"}', "utf16le")]), 2, "standard input is not UTF-8 text."],
  ["UTF-16 without a mark", "json", Buffer.from('{"key":"a"}', "utf16le"), 2, "The payload is no JSON"],
  ["Latin-1", "json", Buffer.from('{"key":"caf\xe9"}', "latin1"), 2, "standard input is not UTF-8 text."],
  ["NUL bytes", "json", "\u0000\u0000\u0000", 2, "The payload is no JSON"],
  ["escape sequences", "json", '{"key":"a"}\u001b]0;x\u0007', 2, "The payload is no JSON"],
  ["without a key", "json", '{"title":"x"}', 3, "alert 1 has no key: key is not there."],
  [
    "without anything a key could be made of",
    "alertmanager",
    '{"labels":{},"status":"firing"}',
    3,
    "alert 1 has no key: none of fingerprint, labels is there.",
  ],
  ["with a key of spaces", "json", '{"key":" \\u200b "}', 3, "has no key"],
  ["in a state nobody knows", "zabbix", '{"trigger":"x","triggerid":1,"status":"\\u001b[2JWEIRD"}', 3, 'is in a state the mapping does not know: "WEIRD"'],
  [
    "that does not say its state",
    "zabbix",
    '{"trigger":"x","triggerid":1}',
    3,
    "does not say whether it fires: none of status, trigger_status, event_value is there",
  ],
  ["with alerts that are none", "alertmanager", '{"receiver":"x","alerts":[1]}', 3, "alert 1 is no JSON object."],
];

describe("a payload", () => {
  it.each(BAD)("%s (%s) is refused, and nothing is written", async (_, line, stdin, code, says) => {
    const plain = await take(line, stdin);
    expect([plain[0], plain[1]]).toEqual([code, ""]);
    expect(plain[2]).toContain(says);
    expect(plain[2].match(/^error: /gm)).toHaveLength(1);
    expect(plain[2]).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|undefined|\[object|^ +at /m);
    expect(plain[2].length).toBeLessThan(2000);
    const document = JSON.parse((await take(`${line} --json`, stdin))[1]);
    expect([document.exit, document.schema]).toEqual([code, code === 2 ? "itsm.error/1" : "itsm.result/1"]);
    expect(existsSync(world.register)).toBe(false);
  });

  it("of 16 MiB that never ends is read no further", async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(1 << 20).fill(0x5b);
    }
    const { code, stderr } = await world.itsm("intake json -", { stdin: endless() });
    expect([code, stderr.split("\n")[0]]).toEqual([2, "error: More than 16 MiB of alerts came in at once."]);
  });
});

describe("a command line", () => {
  it.each([
    ["intake nagios -", 'There is no kind of alerts "nagios".'],
    ["intake grafna -", "Did you mean grafana?"],
    ["intake __proto__ -", 'There is no kind of alerts "__proto__".'],
    ["intake zabbix", "intake reads standard input."],
    ["intake zabbix alerts.json", "intake reads standard input, not alerts.json."],
    ["intake", "intake needs more: itsm intake KIND -"],
    ["intake json - --mapping nowhere.json", "nowhere.json cannot be read."],
    ["intake json - --once ''", "--once needs a token"],
    ["intake json - --json --jsonl", "are two forms of output"],
  ])("%s is a mistake", async (line, says) => {
    const { code, stderr } = await world.itsm(line, { stdin: JSON.stringify(DISK) });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it("with a mapping that has faults names each, where it stands", async () => {
    const path = join(world.folder, "mine.json");
    writeFileSync(path, '{"title":"{labels.host|uper}","recovery":"close","ttile":"x"}');
    expect((await take(`json --mapping ${path}`, DISK))[2].split("\n")).toEqual([
      `error: ${path}: a mapping has no "ttile". Did you mean title?`,
      expect.stringContaining("  it has: about, knownBy"),
      `  and: ${path}: "recovery" must be "note" or "resolve".`,
      `  and: ${path}: "key" is missing, which says which alerts are the same trouble.`,
      `  and: ${path}: title, column 14: there is no filter "uper". Did you mean "upper"?`,
    ]);
  });

  it("with a mapping of one's own takes what its sender calls things", async () => {
    const path = join(world.folder, "nagios.json");
    const mapping = {
      state: { of: "{type}", is: { PROBLEM: "firing", RECOVERY: "recovered", ACKNOWLEDGEMENT: "ignored" } },
      key: "nagios:{host}/{service|default:host}",
      title: "{service|default:Host} on {host} is {state|lower}",
      impact: { of: "{state}", is: { CRITICAL: "high", DOWN: "high", WARNING: "medium" }, other: "low" },
      category: "hardware",
      ci: "{host}",
      recovery: "resolve",
      code: "no-fault-found",
    };
    writeFileSync(path, JSON.stringify(mapping));
    const line = `json --mapping ${path}`;
    expect((await take(line, { type: "PROBLEM", host: "db1", service: "Load", state: "CRITICAL" }))[1]).toBe("INC-1 changed high, new");
    expect((await take(line, { type: "ACKNOWLEDGEMENT", host: "db1", service: "Load", state: "CRITICAL" }))[1]).toBe("");
    expect((await take(line, { type: "RECOVERY", host: "db1", service: "Load", state: "OK" }))[1]).toBe("INC-1 changed resolved: no-fault-found");
    expect((await world.json("show 1")).items[0]).toMatchObject({ key: "nagios:db1/Load", title: "Load on db1 is critical", category: "hardware", ci: "db1" });
  });
});

it("thousands of alerts in one payload are one operation, and again", async () => {
  const alerts = Array.from({ length: 5000 }, (_, i) => ({
    labels: { alertname: "Down", instance: `host${i}` },
    fingerprint: `${i}`,
    status: "firing",
    annotations: { summary: `Host ${i} is down` },
  }));
  expect((await take("alertmanager -q", { receiver: "x", alerts }))[1].split("\n")).toHaveLength(5000);
  const { counts, operation } = JSON.parse((await take("alertmanager --json", { receiver: "x", alerts }))[1]);
  expect([operation, counts.repeated, counts.requested]).toEqual(["op-2", 5000, 5000]);
  expect((await world.json("list -L 1")).page.total).toBe(5000);
  await whole();
}, 60_000);
