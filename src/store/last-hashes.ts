import type { Batch } from "../app/ports.ts";
import type { TicketRow } from "../domain/ticket/row.ts";
import type { Db } from "./sql.ts";
import { among, answersTo, inSets } from "./sql.ts";
import { raw, sql } from "./sql-tag.ts";

type Place = Pick<TicketRow, "number" | "version">;
type Found = readonly { readonly number: number; readonly hash: string }[];

interface Asked {
  readonly version: number;
  readonly found: Promise<Found>;
}

/** Events by their tickets, in sets of the same version. */
function placesOf(db: Db, places: readonly Place[]): readonly { readonly version: number; readonly set: readonly number[] }[] {
  const byVersion = new Map<number, number[]>();
  for (const { number, version } of places) {
    const numbers = byVersion.get(version);
    if (numbers === undefined) byVersion.set(version, [number]);
    else numbers.push(number);
  }
  return [...byVersion].flatMap(([version, numbers]) => inSets(numbers, db.dialect.set).map((set) => ({ version, set })));
}

const hashesAt = (db: Db, version: number, set: readonly number[]): Promise<Found> =>
  db.all(sql`select number, ${raw(db.dialect.hex("hash"))} as hash from event where version = ${version} and number ${among(db.dialect, set)}`);

/** The hashes that the events of a transaction are chained to. */
export class LastHashes {
  readonly #db: Db;
  readonly #asked = new Map<number, Asked>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Asks for those of tickets that were read and may be changed: a server looks them up while it is decided how. */
  ahead(rows: readonly Place[]): void {
    for (const { version, set } of placesOf(this.#db, rows)) {
      const found = hashesAt(this.#db, version, set);
      // Who needs the answer is told.
      found.catch(() => undefined);
      for (const number of set) this.#asked.set(number, { version, found });
    }
  }

  /** The hash of the last event of each ticket that has a history, by its number. */
  async of(changes: Batch["tickets"]): Promise<ReadonlyMap<number, string>> {
    const places = changes.flatMap(({ before, fresh }) => (before === null || fresh.length === 0 ? [] : [before]));
    const asked = new Set<Promise<Found>>();
    const others = places.filter(({ number, version }) => {
      const one = this.#asked.get(number);
      this.#asked.delete(number);
      if (one?.version === version) asked.add(one.found);
      return one?.version !== version;
    });
    const hashes = new Map<number, string>();
    const note = (found: Found): void => {
      for (const { number, hash } of found) hashes.set(number, hash);
    };
    for (const found of await Promise.all(asked)) note(found);
    for await (const found of answersTo(placesOf(this.#db, others), ({ version, set }) => hashesAt(this.#db, version, set))) note(found);
    return hashes;
  }
}
