import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deskOf } from "../../src/app/desk.ts";
import { planLog } from "../../src/app/log.ts";
import type { Register } from "../../src/app/ports.ts";
import { record } from "../../src/app/record.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy/default-policy.ts";
import { close, log } from "../domain/ticket/commands.ts";

const FILE = join(import.meta.dirname, "../../../shared/data/endava-tickets.csv");

/** The file is not part of the project; tests that read it pass without it. */
export const hasEndava = existsSync(FILE);

export interface EndavaTicket {
  readonly title: string;
  readonly body: string;
  readonly ticketType: string;
  readonly category: string;
  readonly service: string;
}

/** Its tickets, in the order of the file. No cell of it has a comma or a quote. */
export function endavaTickets(): readonly EndavaTicket[] {
  const [, ...lines] = readFileSync(FILE, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [title = "", body = "", ticketType = "", category = "", , , service = ""] = line.split(",");
    return { title, body, ticketType, category, service };
  });
}

/** The same, in an order drawn once for all: the file has no times, and its own order is sorted by kind. */
export function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const drawn = [...items];
  let state = 2026;
  for (let i = drawn.length - 1; i > 0; i -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (i + 1);
    [drawn[i], drawn[other]] = [drawn[other] as Item, drawn[i] as Item];
  }
  return drawn;
}

const MINUTE = 60;

/**
 * Logs and closes every ticket through the program's own rules, each as an operation of its own, a minute after the one
 * before. Codes of categories stand for categories of the policy, one for one; business services are services.
 */
export async function loadEndava(register: Register, tickets: readonly EndavaTicket[], begin: number): Promise<void> {
  const codes = [...new Set(tickets.map(({ category }) => category))].sort();
  await register.write(
    async (tx) => {
      for (const [i, { title, body, category, service }] of tickets.entries()) {
        const now = begin + i * MINUTE;
        const desk = await deskOf(tx, now);
        const fields = {
          title: title.trim() || "untitled",
          category: DEFAULT_POLICY.categories[codes.indexOf(category)] as string,
          service: `service-${service}`,
        };
        const planned = await planLog(
          tx,
          desk,
          { me: "sari", now, at: null, atReason: null },
          {
            log: log(fields, { description: body }),
            next: [close({ code: "fixed", note: "done", confirmedBy: "agent" })],
            unsaid: new Set(),
            reopenReason: "",
          },
        );
        if (planned.items[0]?.outcome !== "changed") throw new Error(JSON.stringify(planned.items[0]?.refusals));
        await record(
          tx,
          { verb: "log", recordedAt: now, actor: "sari", via: "sari", heldClock: true, policy: 1, undoes: null, run: null, result: null },
          planned.items,
        );
      }
    },
    { timeoutSeconds: 5, onWait: () => undefined },
  );
}
