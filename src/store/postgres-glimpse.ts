import { existsSync } from "node:fs";
import type { Glimpse } from "../app/glimpse.ts";
import type { Instant } from "../domain/time/instant.ts";
import { glimpseOf } from "./glimpse-reads.ts";
import { addressOf, type Surroundings } from "./postgres-address.ts";
import { connectTo } from "./postgres-connect.ts";
import { PostgresDb } from "./postgres-db.ts";
import { PostgresLine } from "./postgres-line.ts";

/** Nobody waits for a Tab. */
const CONNECT_SECONDS = 1;

/** Looks into the register at an address, with the rules in force at `now`; throws whatever is in the way. */
export async function glimpseServer(url: string, now: Instant, around: Pick<Surroundings, "env" | "osUser">): Promise<Glimpse> {
  const address = { ...addressOf(url, { ...around, exists: existsSync }), connectSeconds: CONNECT_SECONDS };
  const session = await connectTo(address, url);
  const line = new PostgresLine(address, url, session);
  if (session.version !== null) return glimpseOf(new PostgresDb(line), now, () => void line.close());
  await line.close();
  throw new Error("no register");
}
