import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { World } from "../world.ts";

/** What SQL says of a register's file. */
export function asked<Value>(path: string, question: string, ...values: readonly unknown[]): readonly Value[] {
  const register = new Database(path);
  try {
    return register
      .prepare(question)
      .pluck()
      .all(...values) as Value[];
  } finally {
    register.close();
  }
}

/** Changes a register's file behind the program's back. */
export const altered = (path: string, statements: string): void => void new Database(path).exec(statements).close();

export const one = <Value>(path: string, question: string): Value => asked<Value>(path, question)[0] as Value;

/** What is wrong with a register: what `audit verify` reports, and what SQLite finds in its pages and indexes. */
export async function faultsIn(world: World, path: string, against: string | null = null): Promise<readonly string[]> {
  const { code, stdout, stderr } = await world.itsm(["audit", "verify", "--db", path, ...(against === null ? [] : ["--against", against])]);
  if (code !== 0) return [`audit verify ended with ${code}: ${`${stdout}${stderr}`.trim().split("\n")[0]}`];
  const pages = asked<string>(path, "pragma integrity_check");
  return pages[0] === "ok" ? [] : [`SQLite's own check: ${pages[0]}`];
}

/** How many closing operations do not hold exactly so many closed tickets. */
export const halvesIn = (path: string, together: number): number =>
  one<number>(
    path,
    `select count(*) from (select seq, (select count(*) from event e where e.operation = seq and e.type = 'closed') as closed
      from operation where verb = 'close') where closed <> ${together}`,
  );

/** What a file holds; null: there is none. */
export const digestOf = (path: string): string | null => (existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : null);

/** What hands have said so far of one register. */
export class Told {
  readonly tickets: Set<number>;
  readonly #closed: Set<number>;
  #head: string | null = null;
  /** Tickets told of two times. */
  twice = 0;

  constructor(before?: Told) {
    this.tickets = new Set(before?.tickets);
    this.#closed = new Set(before === undefined ? [] : before.#closed);
  }

  hear(lines: readonly string[]): void {
    for (const line of lines) {
      const [word, rest = ""] = line.split(" ");
      if (word === "ACK") {
        if (this.tickets.has(Number(rest))) this.twice += 1;
        this.tickets.add(Number(rest));
      } else if (word === "CLOSED") for (const number of rest.split(",")) this.#closed.add(Number(number));
      else if (word === "HEAD") this.#head = rest;
    }
  }

  /** How many of the tickets are lost, among them those whose closing is; each is counted once. */
  lostIn(path: string): number {
    const status = new Map(asked<string>(path, "select number || ' ' || status from ticket").map((row) => row.split(" ") as [string, string]));
    const lost = [...this.tickets].filter((number) => !status.has(`${number}`));
    const reopened = [...this.#closed].filter((number) => (status.get(`${number}`) ?? "closed") !== "closed");
    for (const number of lost) this.tickets.delete(number);
    for (const number of [...lost, ...reopened]) this.#closed.delete(number);
    return lost.length + reopened.length;
  }

  /** The latest head that was told, with which the history has to agree. */
  get head(): string | null {
    return this.#head;
  }
}
