import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST } from "../../src/cli/manifest.ts";
import { wordsOf } from "../world.ts";
import type { Ground } from "./ground.ts";
import { asked } from "./look.ts";
import { makeOldRegister } from "./old-register.ts";

/** One way to call a verb on the register of `makeDesk`. */
export interface Call {
  readonly words: readonly string[];
  readonly stdin?: string;
  /** The clock of the run, if not an hour after the desk was made. */
  readonly now?: string;
  /** What it works on, if not the desk: nothing, or a register of an older version. */
  readonly on?: "nothing" | "older";
  /** It knows `--once`. */
  readonly once?: true;
  /** What it ends with where nothing is wrong, if not 0. */
  readonly code?: number;
  /** It knows `--timeout`. */
  readonly waits?: true;
}

/** The clock of a run on the desk. */
export const LATER = "2026-11-24T03:41:05Z";
const NEXT_WEEK = "2026-12-02T03:00:00Z";
const ALERT = JSON.stringify([{ key: "disk-db1", title: "Disk full on db1", state: "firing" }]);

const call = (line: string, more: Omit<Call, "words"> = {}): Call => ({ words: wordsOf(line), ...more });
const once = (words: string, more: Omit<Call, "words" | "once"> = {}): Call => call(words, { ...more, once: true, waits: true });

/** A call of every verb that writes, each of which changes the desk. Files are beside it. */
export const WRITES: Readonly<Record<string, Call>> = {
  log: once("log 'Mail is down' --impact high --urgency low --requester Sari --description 'No mail since noon.'"),
  edit: once("edit 1 --title 'VPN is back' --category network/vpn -t vpn"),
  note: once("note 1 'Called back.' --public"),
  affected: once("affected 1 --add Rudi"),
  assign: once("assign 2 --to budi"),
  start: once("start 2"),
  hold: once("hold 1 --reason awaiting-vendor"),
  resume: once("resume 3"),
  escalate: once("escalate 1 --to second-line --reason Network"),
  workaround: once("workaround 1 Reconnect"),
  resolve: once("resolve 1 2 --code fixed --note Done"),
  close: once("close - --yes --code fixed --note Done", { stdin: "1\n2\n4\n8\n9\n10\n11\n12\n" }),
  cancel: once("cancel 1 --reason mistaken"),
  reopen: once("reopen 4 --reason again"),
  link: once("link 1 relates-to 2"),
  unlink: once("unlink 6 relates-to 7"),
  undo: once("undo"),
  next: once("next --take"),
  intake: once("intake json -", { stdin: ALERT }),
  "kb add": once("kb add --title Crashes --symptom crash --workaround restart"),
  "kb use": once("kb use K-1 1"),
  "kb retire": once("kb retire K-1 --reason outdated"),
  "policy apply": once("policy apply FOLDER/rules.yaml --open adopt --yes"),
  sweep: call("sweep", { now: NEXT_WEEK, waits: true }),
  suggest: call("suggest 1 --relearn", { waits: true }),
  redact: once("redact 2 --field title --reason 'a password' --confirm desk"),
  "db init": call("db init", { on: "nothing" }),
  "db migrate": call("db migrate", { on: "older" }),
};

/** A call of every verb that reads a register. */
export const READS: Readonly<Record<string, Call>> = {
  list: call("list --all --json"),
  show: call("show 1 3 4 5 --json"),
  search: call("search vpn --json"),
  similar: call("similar 1 --json"),
  "kb list": call("kb list --json"),
  "kb show": call("kb show K-1 --json"),
  oncall: call("oncall"),
  brief: call("brief --json"),
  sla: call("sla --json"),
  "sla explain": call("sla explain 1 --json"),
  "sla calc": call("sla calc --calendar office --add 8h"),
  "sla verify": call("sla verify"),
  "sla what-if": call("sla what-if FOLDER/rules.yaml"),
  watch: call("watch --for 1s"),
  "report sla": call("report sla --json"),
  "report volume": call("report volume --json"),
  "report backlog": call("report backlog --json"),
  "report aging": call("report aging --json"),
  "policy show": call("policy show"),
  "policy diff": call("policy diff FOLDER/rules.yaml", { code: 1 }),
  "policy log": call("policy log"),
  "db info": call("db info"),
  "audit verify": call("audit verify"),
  "audit head": call("audit head"),
  "audit show": call("audit show"),
  export: call("export --events"),
  "op list": call("op list"),
  "op show": call("op show op-3"),
};

/** Those that open no register, or are another of the above with an editor before it. */
const ELSEWHERE: ReadonlySet<string> = new Set(["policy check", "policy test", "policy edit", "whoami", "completion", "help"]);

/** Those that look at a register as a file or fill an empty one; their own tests damage, cut and kill. */
const OF_WHOLE_REGISTERS: ReadonlySet<string> = new Set(["import", "db backup", "db restore", "db copy", "db check", "db grant", "doctor"]);

/** Verbs that are neither tried nor known to need no trying. */
export const untried = (): readonly string[] =>
  MANIFEST.map(({ name }) => name).filter((name) => !(name in WRITES) && !(name in READS) && !ELSEWHERE.has(name) && !OF_WHOLE_REGISTERS.has(name));

/** So many of the calls, from the beginning to the end of the list. */
export function sample(calls: Readonly<Record<string, Call>>, size: number): readonly (readonly [string, Call])[] {
  const all = Object.entries(calls);
  if (size >= all.length) return all;
  return Array.from({ length: size }, (_, i) => all[Math.floor((i * all.length) / size)] as (typeof all)[number]);
}

/** How the desk comes to be, call by call. */
export const DESK = [
  "log 'VPN drops' --category network/vpn --requester Budi --assignee ayu",
  "log 'Printer jams' --category hardware/printer",
  "log 'VPN is slow' --category network/vpn --assignee ayu",
  "log 'Mail is slow' --category software/mail",
  "log 'Screen flickers' --category hardware/laptop",
  "log 'Phone is dead' --category hardware/phone",
  "log 'Line is dead' --category hardware/phone",
  "log 'Wifi drops' --category network/wifi",
  "log 'One more' --category other",
  "log Another --category other",
  "log 'Yet another' --category other",
  "log 'The last but one' --category other",
  "hold 3 --reason awaiting-requester",
  "resolve 4 --code fixed --note Restarted",
  "close 5 --code fixed --note Replaced",
  "link 6 relates-to 7",
  "kb add --title Drops --symptom drops --workaround reconnect",
  "note 8 Seen",
];

/** Registers to call on, which no case writes itself. */
export interface Desk {
  readonly place: string;
  /** What `call.on` says: a path of that name, made ready. */
  on(call: Call, name: string): string;
  /** The words with `--db`, and what they run in. */
  ready(
    call: Call,
    path: string,
    token?: string,
  ): { readonly words: readonly string[]; readonly stdin: string; readonly env: Readonly<Record<string, string>> };
}

export async function makeDesk(ground: Ground): Promise<Desk> {
  const { world, folder } = ground;
  const place = ground.fresh("made.db");
  for (const line of DESK) await world.ok(`${line} --db ${place}`);
  const rules = await world.ok(`policy show --db ${place}`);
  writeFileSync(join(folder, "rules.yaml"), rules.replaceAll("resolution: 8h", "resolution: 6h"));
  const older = await makeOldRegister(ground, 12);
  return {
    place,
    on(call, name) {
      if (call.on === "nothing") return ground.fresh(name);
      return ground.copy(call.on === "older" ? older : place, name);
    },
    ready({ words, stdin = "", now = LATER }, path, token) {
      const given = words.map((word) => word.replace("FOLDER", folder));
      return { words: [...given, "--db", path, ...(token === undefined ? [] : ["--once", token])], stdin, env: { ITSM_NOW: now } };
    },
  };
}

/** What a register has come to, to be compared; null: there is none. */
export function stateOf(path: string): string | null {
  try {
    const rows = asked<string>(
      path,
      `select json_array((select user_version from pragma_user_version), (select count(*) from sqlite_schema), numbers, operations,
        (select count(*) from event), (select count(*) from known_error), (select max(version) from policy)) from register`,
    );
    return rows[0] ?? null;
  } catch {
    return null;
  }
}
