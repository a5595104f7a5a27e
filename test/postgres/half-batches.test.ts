import { expect, it } from "vitest";
import type { Batch, Reads } from "../../src/app/ports.ts";
import { freshPlace, openAt } from "../open-fresh.ts";
import { clientOf } from "../postgres.ts";
import { change, happened, logged, OPTIONS, operation, refold, WAIT } from "../store/desk.ts";

/** More rows than are sent before answers are waited for. */
const TICKETS = 9000;
const REFUSING = `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
  create trigger refuse before update on ticket for each row when (new.number = 1) execute function refuse()`;

/** The same done to as many tickets as there are, all alike. */
async function alike(reads: Reads, op: Batch["operation"], events: Parameters<typeof change>[2]): Promise<Batch["tickets"]> {
  const { before, after, fresh } = await change(reads, 1, events, op);
  return Array.from({ length: TICKETS }, (_, index) => {
    const number = index + 1;
    return { before: before && { ...before, number }, after: { ...after, number }, fresh: fresh.map((event) => ({ ...event, number })), text: null };
  });
}

it("writes nothing behind a change of many tickets that the server refused", async () => {
  const place = await freshPlace("");
  const register = await openAt(place, OPTIONS);
  const client = await clientOf(place);
  try {
    const op = operation("log");
    await register.write(async (tx) => tx.save({ operation: op, tickets: await alike(tx, op, [logged()]), people: [] }), WAIT);
    await client.query(REFUSING);
    const note = operation("note");
    const events = [happened("noted", { public: false, from: "agent" }, { body: "hello" })];
    await expect(register.write(async (tx) => tx.save({ operation: note, tickets: await alike(tx, note, events), people: [] }), WAIT)).rejects.toThrow();
    // What was still to be sent comes behind the refusal, if it comes.
    expect(await register.state()).toMatchObject({ numbers: TICKETS, operations: 1 });
    const { rows } = await client.query("select count(*)::int as events from event");
    expect(rows).toEqual([{ events: TICKETS }]);
    expect(await register.verify({ refold, against: null, progress: () => undefined }, (fault) => expect(fault).toBeNull())).toBeDefined();
  } finally {
    await client.end();
    await register.close();
  }
});
