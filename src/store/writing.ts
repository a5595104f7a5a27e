import type { Batch, Reads, RegisterState, Tx } from "../app/ports.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import { LastHashes } from "./last-hashes.ts";
import { versionsAfter } from "./policy-versions.ts";
import type { Db } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";

/** A transaction that holds the lock: the register's row is read once, and updated once, at its end. */
export class Writing {
  readonly #db: Db;
  readonly #before: RegisterState;
  readonly #via: string | null;
  readonly #last: LastHashes;
  #now: RegisterState;

  /** `via`: who the database says is at work; null: it does not know. */
  constructor(db: Db, state: RegisterState, via: string | null) {
    this.#db = db;
    this.#before = state;
    this.#via = via;
    this.#now = state;
    this.#last = new LastHashes(db);
  }

  /** What the register's row is to say. */
  get state(): RegisterState {
    return this.#now;
  }

  tx(reads: Reads): Tx {
    return {
      ...reads,
      tickets: async (numbers) => this.#mayChange(await reads.tickets(numbers)),
      children: async (parents) => this.#mayChange(await reads.children(parents)),
      state: async () => this.#now,
      // A version that may yet be rolled back is not to be remembered.
      versions: async (latest) => (this.#now.policy === this.#before.policy ? reads.versions(latest) : versionsAfter(this.#db, 0)),
      save: async (batch: Batch) => {
        const { saveBatch } = await import("./save.ts");
        const { operation } = batch;
        this.#now = await saveBatch(this.#db, this.#last, this.#now, this.#via === null ? batch : { ...batch, operation: { ...operation, via: this.#via } });
      },
      redact: async (texts) => {
        const { redactTexts } = await import("./redact-texts.ts");
        await redactTexts(this.#db, texts);
        if (texts.length > 0) await this.#db.dialect.purge(this.#db);
      },
      swept: async (at) => this.#db.send(sql`update register set swept_at = ${at} where id = 1 and (swept_at is null or swept_at < ${at})`),
      insight: async () => (await import("./insight-writes.ts")).insightTxOf(this.#db),
    };
  }

  /** A file answers as fast when it is asked later. */
  #mayChange(rows: readonly TicketRow[]): readonly TicketRow[] {
    if (this.#db.dialect.distant) this.#last.ahead(rows);
    return rows;
  }

  async finish(): Promise<void> {
    if (this.#now === this.#before) return;
    const { numbers, operations, head, policy } = this.#now;
    // Not everybody who may record may change the rules.
    const applied = policy === this.#before.policy ? raw("") : sql`, policy = ${policy}`;
    await this.#db.send(sql`update register set numbers = ${numbers}, operations = ${operations}, head = ${Buffer.from(head, "hex")}${applied} where id = 1`);
  }
}
