import { fail, isFailure, knowing } from "../app/failure.ts";
import type { Address } from "./postgres-address.ts";
import type { Client, Session } from "./postgres-connect.ts";
import { connectTo, hangUp } from "./postgres-connect.ts";
import type { Line } from "./postgres-db.ts";
import { serverFailure } from "./postgres-failures.ts";

/** The connection of a run: one at a time, and a new one where the last was lost. */
export class PostgresLine implements Line {
  readonly #address: Address;
  readonly #place: string;
  #session: Session | null;
  #connecting: Promise<Session> | null = null;
  #closed = false;
  /** Whether the run has written something that stays, whatever becomes of the rest of it. */
  kept = false;

  constructor(address: Address, place: string, session: Session) {
    this.#address = address;
    this.#place = place;
    this.#session = session;
  }

  async session(): Promise<Session> {
    if (this.#session !== null) return this.#session;
    // What was left unanswered at the end is not asked anew.
    if (this.#closed) throw fail("unavailable", "server_gone", { path: this.#place, why: "this run has hung up" });
    this.#connecting ??= connectTo(this.#address, this.#place).finally(() => {
      this.#connecting = null;
    });
    this.#session = await this.#connecting;
    return this.#session;
  }

  async client(): Promise<Client> {
    return (await this.session()).client;
  }

  drop(client: Client): void {
    if (this.#session?.client === client) this.#session = null;
    hangUp(client);
  }

  told(error: unknown): unknown {
    const failure = serverFailure(error, this.#place);
    return this.kept && isFailure(failure) && failure.code === "unavailable" ? knowing(failure, { kept: true }) : failure;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = this.#session;
    this.#session = null;
    if (session !== null) hangUp(session.client);
  }
}
