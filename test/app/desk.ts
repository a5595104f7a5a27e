import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";
import { deskOf } from "../../src/app/desk.ts";
import { type Logging, planLog } from "../../src/app/log.ts";
import { operate } from "../../src/app/operate.ts";
import type { Order } from "../../src/app/order.ts";
import type { Result } from "../../src/app/outcome.ts";
import { plan } from "../../src/app/plan.ts";
import type { Operation, Register } from "../../src/app/ports.ts";
import { select } from "../../src/app/selection.ts";
import { planUndo } from "../../src/app/undo.ts";
import type { Query } from "../../src/domain/query/term.ts";
import type { Act } from "../../src/domain/ticket/decide.ts";
import type { TicketEvent } from "../../src/domain/ticket/event.ts";
import { fold } from "../../src/domain/ticket/fold.ts";
import type { TicketRow } from "../../src/domain/ticket/row.ts";
import { rowOf } from "../../src/domain/ticket/row-of.ts";
import type { Fields } from "../../src/domain/ticket/ticket.ts";
import { log } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import { openFresh } from "../open-fresh.ts";

const WAIT = { timeoutSeconds: 5, onWait: () => undefined };
const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

/** How a call differs from a plain one by Sari, now. */
export interface Call {
  readonly by?: string;
  readonly at?: string;
  readonly atReason?: string;
  readonly once?: string;
  readonly keepGoing?: boolean;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly withChildren?: boolean;
  readonly agree?: (numbers: readonly number[]) => boolean | Promise<boolean>;
}
export interface LogCall extends Call {
  /** What is done to it in the same breath. */
  readonly next?: readonly Act[];
  readonly unsaid?: readonly (keyof Fields)[];
  readonly follows?: number;
  readonly description?: string;
  readonly assignee?: string;
}

const folder = mkdtempSync(join(tmpdir(), "itsm-app-"));
const opened: Register[] = [];
afterAll(async () => {
  for (const register of opened) await register.close();
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;

/** A register in a real file, and a clock that the test moves. */
export class TestDesk {
  readonly register: Register;
  now = "mon 09:00";

  constructor(register: Register) {
    this.register = register;
  }

  static async open(): Promise<TestDesk> {
    made += 1;
    const register = await openFresh(join(folder, `${made}.db`), { migrations: MIGRATIONS, create: "file", name: "test", now: t("mon 08:00"), wait: WAIT });
    opened.push(register);
    return new TestDesk(register);
  }

  #order(verb: string, call: Call): Omit<Order, "plan" | "numbers"> {
    const { agree } = call;
    return {
      verb,
      acting: { me: call.by ?? "sari", now: t(this.now), at: call.at === undefined ? null : t(call.at), atReason: call.atReason ?? null },
      via: "os-user",
      heldClock: true,
      run: call.once ?? null,
      dryRun: call.dryRun ?? false,
      keepGoing: call.keepGoing ?? false,
      undoes: null,
      agree: agree === undefined ? null : async (items) => agree(items.map((item) => item.number)),
      wait: WAIT,
    };
  }

  at(now: string): this {
    this.now = now;
    return this;
  }

  log(fields: Partial<Fields> = {}, call: LogCall = {}): Promise<Result> {
    const order = this.#order("log", call);
    const logging: Logging = {
      log: log(fields, { description: call.description ?? null, follows: call.follows ?? null, assignee: call.assignee ?? null }),
      next: call.next ?? [],
      unsaid: new Set(call.unsaid ?? []),
      reopenReason: "it came again",
    };
    return operate(this.register, { ...order, numbers: async () => null, plan: (reads, desk) => planLog(reads, desk, order.acting, logging) });
  }

  do(verb: string, numbers: readonly number[], commands: readonly Act[] | Act, call: Call = {}): Promise<Result> {
    const order = this.#order(verb, call);
    const list = Array.isArray(commands) ? commands : [commands as Act];
    const { withChildren = false, strict = false } = call;
    return operate(this.register, {
      ...order,
      numbers: async () => numbers,
      plan: (reads, desk) => plan(reads, desk, order.acting, { numbers, commands: list, withChildren, strict, meanwhile: new Set() }),
    });
  }

  /** The same on all tickets that match a query. */
  where(verb: string, query: Query, commands: readonly Act[], call: Call & { readonly max?: number } = {}): Promise<Result> {
    const order = this.#order(verb, call);
    return operate(this.register, {
      ...order,
      numbers: async () => null,
      plan: async (reads, desk, shown) => {
        const { numbers, meanwhile } = await select(reads, { kind: "where", query, max: call.max ?? 500 }, shown);
        return plan(reads, desk, order.acting, { numbers, commands, withChildren: false, strict: false, meanwhile });
      },
    });
  }

  async undo(operation: number, call: Call = {}): Promise<Result> {
    const order = this.#order("undo", call);
    const target = (await this.register.operation(operation)) as Operation;
    return operate(this.register, {
      ...order,
      undoes: operation,
      numbers: async () => null,
      plan: (reads, desk) => planUndo(reads, desk, order.acting, target),
    });
  }

  async row(number: number): Promise<TicketRow> {
    const [row] = await this.register.tickets([number]);
    if (row === undefined) throw new Error(`there is no ticket ${number}`);
    return row;
  }

  async history(number: number): Promise<readonly TicketEvent[]> {
    return (await this.register.histories([number])).get(number) ?? [];
  }

  async operations(): Promise<readonly Operation[]> {
    return (await this.register.operations({ actor: null, limit: 1000 })).toReversed();
  }

  /** Numbers, versions and operations without gaps, and every row the fold of its history. */
  async holds(): Promise<void> {
    const { numbers, operations } = await this.register.state();
    expect((await this.operations()).map((operation) => operation.seq)).toEqual(Array.from({ length: operations }, (_, i) => i + 1));
    const { calendarOf } = await deskOf(this.register, t(this.now));
    for (let number = 1; number <= numbers; number += 1) {
      const history = await this.history(number);
      expect(history.map((event) => event.version)).toEqual(history.map((_, i) => i + 1));
      expect(rowOf(fold(history), calendarOf)).toEqual(await this.row(number));
    }
  }
}

/** `41 changed, 42 refused open_child`: what a result says of each ticket, in a line. */
export const told = (result: Result): string =>
  result.items.map((item) => [item.number, item.outcome, ...item.refusals.map((refusal) => refusal.rule)].join(" ")).join(", ");
