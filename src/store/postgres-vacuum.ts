import type { WaitOptions } from "../app/ports.ts";
import type { Client } from "./postgres-connect.ts";
import type { PostgresLine } from "./postgres-line.ts";

/** Where texts of people stand, or words of theirs. */
const TABLES = ["event", "ticket", "ticket_text", "ticket_mark", "person", "lesson"];
/** Whoever comes while a lock is waited for waits behind it, so it is waited for briefly, and then others come first. */
const ATTEMPT_MILLISECONDS = 200;
const PAUSE_MILLISECONDS = 300;

const LOCK_NOT_GIVEN = "55P03";

/** What a server says beside its answer. */
interface Notice {
  readonly severity?: string;
  readonly detail?: string;
}

/** How a table was written anew: `kept`, rows that nobody will see again were carried over for somebody who looks at an older view; `locked`, others have it open. */
type Written = "whole" | "kept" | "foreign" | "locked";

/** How many rows were carried over: the first number of the detail, in whatever language. */
const carriedOver = ({ detail }: Notice): number => Number(/\d+/.exec(detail ?? "")?.[0] ?? 0);

async function writeAnew(client: Client, table: string): Promise<Written> {
  let written: Written = "whole";
  const heard = (notice: Notice): void => {
    // A table of somebody else's is passed over with a warning.
    if (notice.severity === "WARNING") written = "foreign";
    else if (carriedOver(notice) > 0 && written === "whole") written = "kept";
  };
  client.on("notice", heard as never);
  try {
    await client.query(`vacuum (full, verbose) ${table}`);
    return written;
  } catch (error) {
    if ((error as { readonly code?: string }).code === LOCK_NOT_GIVEN) return "locked";
    throw error;
  } finally {
    client.off("notice", heard as never);
  }
}

/**
 * Writes tables anew without what was replaced in them: a plain VACUUM leaves bytes in the gaps of its pages. Others are
 * waited for. False: somebody keeps a lock or an older view of them, or they are not this login's to vacuum.
 */
export async function vacuum(line: PostgresLine, { timeoutSeconds, onWait }: WaitOptions): Promise<boolean> {
  const until = performance.now() + timeoutSeconds * 1000;
  const client = await line.client();
  let told = false;
  try {
    for (const table of TABLES) {
      for (;;) {
        const left = until - performance.now();
        await client.query(`set lock_timeout = ${Math.max(1, Math.min(ATTEMPT_MILLISECONDS, Math.ceil(left)))}`);
        const written = await writeAnew(client, table);
        if (written === "whole") break;
        if (written === "foreign" || left < PAUSE_MILLISECONDS) return false;
        if (!told) onWait("lock");
        told = true;
        await new Promise((next) => setTimeout(next, PAUSE_MILLISECONDS));
      }
    }
    return true;
  } catch (error) {
    throw line.told(error);
  } finally {
    await client.query("reset lock_timeout").catch(() => undefined);
  }
}
