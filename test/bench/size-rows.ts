import { statSync } from "node:fs";
import { join } from "node:path";
import { type Desk, deskOf } from "../../src/app/desk.ts";
import { type Logging, planLog } from "../../src/app/log.ts";
import type { Item } from "../../src/app/outcome.ts";
import { type Acting, type Planned, plan } from "../../src/app/plan.ts";
import type { Tx } from "../../src/app/ports.ts";
import { record } from "../../src/app/record.ts";
import type { Act } from "../../src/domain/ticket/decide.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { connect } from "../../src/store/sqlite-db.ts";
import { FIRST_WEEK } from "./histories.ts";
import type { Finding } from "./measure.ts";
import type { Stage } from "./stage.ts";
import { type Chance, chanceOf, nameOf, textOf } from "./words.ts";

const WAIT = { timeoutSeconds: 60, onWait: () => undefined };
/** How many tickets lie between two operations on the same one: nobody resolves a ticket before the next is logged. */
const BETWEEN = 40;
const OWN_TEXT_BYTES = 300;

/** The texts of a ticket: its own bytes, no more and no fewer. */
interface Said {
  readonly title: string;
  readonly description: string;
  readonly requester: string;
  readonly note: string;
}

function said(chance: Chance): Said {
  const [title, requester, note] = [textOf(chance, 5), nameOf(chance), textOf(chance, 9)];
  const left = OWN_TEXT_BYTES - title.length - requester.length - note.length;
  return { title, requester, note, description: textOf(chance, left).slice(0, left).trimEnd() };
}

const CLOSE = {
  do: "close",
  code: null,
  note: null,
  public: false,
  confirmedBy: "silence",
  satisfaction: null,
  review: null,
  category: null,
  duplicateOf: null,
  byQuery: false,
} as const;

/** What follows the log, each an operation. */
const ACTS: readonly (readonly [verb: string, act: (text: Said) => Act])[] = [
  ["assign", () => ({ do: "assign", assignee: "Wayan Surya" })],
  ["start", () => ({ do: "start", steal: false })],
  ["resolve", ({ note }) => ({ do: "resolve", code: "fixed", note, public: true, category: null, duplicateOf: null })],
  ["close", () => CLOSE],
];

const FIELDS = {
  type: "incident",
  impact: "medium",
  urgency: "low",
  category: "hardware/printer",
  service: null,
  site: "Jakarta",
  ci: null,
  refs: [],
  contact: null,
  channel: "email",
  tags: [],
  major: false,
  parent: null,
  key: null,
  downAt: null,
  upAt: null,
} as const;

/** Does the work of a desk through the program's own plans. */
class Desks {
  readonly #texts: Said[] = [];
  readonly #chance = chanceOf(99);
  #now = FIRST_WEEK;

  async #operate(tx: Tx, verb: string, decide: (desk: Desk, acting: Acting) => Promise<Planned>): Promise<void> {
    this.#now += 60;
    const acting = { me: "Wayan Surya", now: this.#now, at: null, atReason: null };
    const desk = await deskOf(tx, this.#now);
    const { items } = await decide(desk, acting);
    const bad = items.find((item) => item.outcome !== "changed");
    if (bad !== undefined) throw new Error(`${verb}: ${bad.outcome} ${JSON.stringify(bad.refusals)}`);
    await record(
      tx,
      { verb, recordedAt: this.#now, actor: acting.me, via: acting.me, heldClock: false, policy: 1, undoes: null, run: null, result: null },
      items,
    );
  }

  /** Logs so many tickets in one operation. */
  async log(tx: Tx, tickets: number): Promise<void> {
    await this.#operate(tx, "log", async (desk, acting) => {
      const items: Item[] = [];
      for (let i = 0; i < tickets; i += 1) {
        const after = { ...desk, state: { ...desk.state, numbers: desk.state.numbers + i } };
        items.push(...(await planLog(tx, after, acting, this.#logging())).items);
      }
      return { items, also: [] };
    });
  }

  #logging(): Logging {
    const text = said(this.#chance);
    this.#texts.push(text);
    const fields = { ...FIELDS, title: text.title, requester: text.requester };
    const log = { do: "log", fields, description: text.description, group: "service-desk", assignee: null, follows: null } as const;
    return { log, next: [], unsaid: new Set(), reopenReason: "" };
  }

  /** The same act on tickets; each says its own text where there is one to say. */
  async act(tx: Tx, numbers: readonly number[], verb: string, act: (text: Said) => Act): Promise<void> {
    const commands = [act(this.#texts[(numbers[0] as number) - 1] as Said)];
    await this.#operate(tx, verb, (desk, acting) => plan(tx, desk, acting, { numbers, commands, withChildren: false, strict: true, meanwhile: new Set() }));
  }
}

type Fill = (write: (work: (tx: Tx) => Promise<void>) => Promise<void>, desks: Desks, tickets: number) => Promise<void>;

/** Bytes of the file for each ticket, once the log is in it. */
async function bytesOf(stage: Stage, name: string, fill: Fill): Promise<Finding> {
  const path = join(stage.folder, `${name}.db`);
  const tickets = stage.quick ? 1000 : 5000;
  const register = await openSqlite(path, { migrations: "migrations", create: "file", name: "size", now: FIRST_WEEK });
  await fill((work) => register.write(work, WAIT), new Desks(), tickets);
  await register.close();
  const connection = connect(path, { readonly: false, busyMilliseconds: 0, nativeBinding: undefined });
  connection.pragma("wal_checkpoint(truncate)");
  connection.close();
  return { value: statSync(path).size / tickets, behind: `${tickets} tickets, ${ACTS.length + 1} operations and ${OWN_TEXT_BYTES} bytes of text each` };
}

/** One operation a ticket, in the order of the days: work on many tickets goes on at the same time. */
export const sizeOneByOne = (stage: Stage): Promise<Finding> =>
  bytesOf(stage, "size-one", async (write, desks, tickets) => {
    for (let from = 0; from < tickets + ACTS.length * BETWEEN; from += 100) {
      await write(async (tx) => {
        for (let step = from; step < Math.min(from + 100, tickets + ACTS.length * BETWEEN); step += 1) {
          if (step < tickets) await desks.log(tx, 1);
          for (const [i, [verb, act]] of ACTS.entries()) {
            const number = step - (i + 1) * BETWEEN + 1;
            if (number >= 1 && number <= tickets) await desks.act(tx, [number], verb, act);
          }
        }
      });
    }
  });

/** Logged and worked on in sets of 500, each an operation. */
export const sizeInBulk = (stage: Stage): Promise<Finding> =>
  bytesOf(stage, "size-bulk", async (write, desks, tickets) => {
    for (let first = 1; first <= tickets; first += 500) {
      const numbers = Array.from({ length: Math.min(500, tickets - first + 1) }, (_, i) => first + i);
      await write(async (tx) => {
        await desks.log(tx, numbers.length);
        for (const [verb, act] of ACTS) await desks.act(tx, numbers, verb, act);
      });
    }
  });
