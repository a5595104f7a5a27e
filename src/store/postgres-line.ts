import type { Address } from "./postgres-address.ts";
import type { Client, Session } from "./postgres-connect.ts";
import { connectTo, hangUp } from "./postgres-connect.ts";
import type { Line } from "./postgres-db.ts";

/** The connection of a run: one at a time, and a new one where the last was lost. */
export class PostgresLine implements Line {
  readonly #address: Address;
  readonly #place: string;
  #session: Session | null;

  constructor(address: Address, place: string, session: Session) {
    this.#address = address;
    this.#place = place;
    this.#session = session;
  }

  async session(): Promise<Session> {
    this.#session ??= await connectTo(this.#address, this.#place);
    return this.#session;
  }

  async client(): Promise<Client> {
    return (await this.session()).client;
  }

  drop(client: Client): void {
    if (this.#session?.client === client) this.#session = null;
    hangUp(client);
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    if (session !== null) hangUp(session.client);
  }
}
