import { statSync } from "node:fs";
import { type Desk, deskOf } from "../../app/desk.ts";
import { fail, isFailure } from "../../app/failure.ts";
import type { Reads, Register, WaitOptions } from "../../app/ports.ts";
import type { ListFlags } from "../../domain/query/list-flags.ts";
import type { TicketRow } from "../../domain/ticket/row.ts";
import type { Instant } from "../../domain/time/instant.ts";
import type { Look } from "../../render/field.ts";
import type { Change } from "../../render/watch/news.ts";
import { isInterrupt } from "../interrupt.ts";
import { lookOf } from "../look.ts";
import type { Args, Program } from "../program.ts";
import { listedQuery, queryFrom } from "../query-in.ts";
import { isServerAddress } from "../server-address.ts";
import { settled } from "../settled.ts";
import { changesBetween } from "./changes.ts";

/** What one look saw. */
export interface Seen {
  readonly rows: readonly TicketRow[];
  /** How many match. */
  readonly total: number;
  /** The effective query. */
  readonly query: string;
  readonly look: Look;
  /** Since the look before; none where the list was asked for anew. */
  readonly changes: readonly Change[];
}

/** A list that is looked at again and again, in whatever state its register is. */
export interface ListSource {
  /** One look, one short snapshot. Throws what keeps the register from being read; the next look tries again. */
  look(): Promise<Seen>;
  /** Adds terms to the query from the next look on; empty: none. A fault in them is a `usage` failure, and nothing changes. */
  filter(text: string): Promise<void>;
  /** The register as it is open now; null: it cannot be read. */
  register(): Register | null;
  /** The same program at the present moment. */
  present(): Program;
}

/** A look that finds the register locked gives up soon: the next one comes. */
const SOON: WaitOptions = { timeoutSeconds: 0.2, onWait: () => undefined };
/** Where nobody has written, the list is read again after so many seconds all the same: some queries are about time. */
const ANEW_SECONDS = 15;

/** Which file a path means today; null: none. What keeps the path from being looked up is said by who opens it. */
function fileAt(place: string): string | null {
  // A register on a server is there or not, which connecting tells.
  if (isServerAddress(place)) return "server";
  try {
    const stat = statSync(place, { throwIfNoEntry: false });
    return stat === undefined ? null : `${stat.dev}:${stat.ino}`;
  } catch {
    return "unknown";
  }
}

/** Whether an error says that the register cannot be read now, and is none of the program's own. */
export const isUnreadable = (error: unknown): boolean =>
  !isInterrupt(error) && (isFailure(error) || typeof (error as { code?: unknown } | null)?.code === "string");

/** Words as a shell would hand them on, quotes kept for the parser. */
const words = (typed: string): readonly string[] => typed.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];

const presentOf = (program: Program): Program => Object.create(program, { clock: { value: { ...program.clock, now: program.clock.later() } } }) as Program;

export function listSource(program: Program, { operands, flags }: Args, about: { readonly limit: number | null; readonly everySeconds: number }): ListSource {
  let register: Register | null = null;
  let file: string | null = null;
  let filter = "";
  let last: {
    readonly at: Instant;
    readonly head: string;
    readonly rows: readonly TicketRow[];
    readonly total: number;
    readonly desk: Desk;
    readonly query: string;
  } | null = null;
  let begun = false;
  /** Looks since the list was last read. */
  let idle = 0;
  const patience = Math.max(1, Math.ceil(ANEW_SECONDS / about.everySeconds));

  async function close(): Promise<void> {
    const open = register;
    register = null;
    await open?.close();
  }

  /** The register there is now: one that was moved away or replaced is let go. */
  async function opened(): Promise<Register> {
    const found = fileAt(program.place);
    if (register !== null && found !== file) await close();
    if (register !== null) return register;
    if (begun && found === null) throw fail("unavailable", "register_missing", { path: program.place });
    register = await program.openRegister("read", { wait: SOON });
    file = found;
    return register;
  }

  const queryOf = (now: Program, desk: Desk) => listedQuery(now, desk, [...operands, ...words(filter)], flags as ListFlags, "add", null);

  /** What left the list as it is now, which says why. */
  async function asTheyAre(reads: Reads, changes: readonly Change[]): Promise<readonly Change[]> {
    const gone = changes.filter(({ kind }) => kind === "left").map(({ row }) => row.number);
    if (gone.length === 0) return changes;
    const rows = new Map((await reads.tickets(gone)).map((row) => [row.number, row]));
    return changes.map((change) => (change.kind === "left" ? { ...change, row: rows.get(change.row.number) ?? change.row } : change));
  }

  async function read(now: Program, reads: Reads): Promise<Seen> {
    const state = await reads.state();
    const { now: at } = now.clock;
    if (last !== null && last.head === state.head && idle < patience) {
      const changes = changesBetween({ at: last.at, rows: last.rows }, { at, rows: last.rows });
      last = { ...last, at };
      return { rows: last.rows, total: last.total, query: last.query, look: lookOf(now, last.desk), changes };
    }
    const desk = await deskOf(reads, program.clock.later());
    const query = queryOf(now, desk);
    const rows: TicketRow[] = [];
    for await (const row of reads.list({ query, limit: about.limit })) rows.push(row);
    const total = about.limit !== null && rows.length >= about.limit ? await reads.count(query) : rows.length;
    const changes = last === null ? [] : await asTheyAre(reads, changesBetween(last, { at, rows }));
    last = { at, head: state.head, rows, total, desk, query: query.text };
    idle = 0;
    return { rows, total, query: query.text, look: lookOf(now, desk), changes };
  }

  return {
    async look() {
      idle += 1;
      const now = presentOf(program);
      try {
        const open = await opened();
        await settled(now, open, SOON.timeoutSeconds);
        const seen = await open.snapshot((reads) => read(now, reads));
        begun = true;
        return seen;
      } catch (error) {
        await close();
        throw error;
      }
    },

    async filter(text) {
      const before = filter;
      if (last !== null) queryFrom(presentOf(program), last.desk, text, "leave");
      filter = text;
      try {
        if (last !== null) queryOf(presentOf(program), last.desk);
      } catch (error) {
        filter = before;
        throw error;
      }
      last = null;
    },

    register: () => register,
    present: () => presentOf(program),
  };
}
