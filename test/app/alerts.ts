import type { UnusableAlert } from "../../src/app/alert-ports.ts";
import { type Incoming, planIntake } from "../../src/app/intake.ts";
import { operate } from "../../src/app/operate.ts";
import type { Result } from "../../src/app/outcome.ts";
import { refuse } from "../../src/domain/ticket/refusal.ts";
import type { Fields } from "../../src/domain/ticket/ticket.ts";
import type { Instant } from "../../src/domain/time/instant.ts";
import { log } from "../domain/ticket/commands.ts";
import { t } from "../domain/ticket/story.ts";
import type { TestDesk } from "./desk.ts";

/** What a payload says, one word an alert: `a` fires, `-a` is over. */
export interface Delivery {
  readonly says: string;
  readonly resolves?: boolean;
  readonly keepGoing?: boolean;
  readonly dryRun?: boolean;
  readonly once?: string;
  readonly at?: string;
  readonly openedAt?: Instant;
  readonly fields?: Partial<Fields>;
  readonly code?: string;
  readonly unusable?: readonly UnusableAlert[];
}

export const keyless = (place: number): UnusableAlert => ({ place, refusal: refuse("alert_no_key", { alert: place, names: ["fingerprint"] }) });

function incoming(word: string, place: number, { resolves = false, openedAt, fields = {}, code = "resolved-by-change" }: Delivery): Incoming {
  const key = word.replace(/^-/, "");
  return {
    place,
    key,
    openedAt: openedAt ?? null,
    logging: {
      log: log({ key, channel: "monitoring", category: "other", ...fields }),
      next: [],
      unsaid: new Set(["requester"]),
      reopenReason: "it came again",
    },
    recovery: word.startsWith("-") ? { note: `${key} is over`, resolvesAs: resolves ? code : null } : null,
  };
}

/** Takes a payload in. */
export function deliver(desk: TestDesk, delivery: Delivery): Promise<Result> {
  const alerts = delivery.says
    .split(" ")
    .filter((word) => word !== "")
    .map((word, i) => incoming(word, i + 1, delivery));
  const acting = { me: "monitor", now: t(desk.now), at: delivery.at === undefined ? null : t(delivery.at), atReason: null };
  return operate(desk.register, {
    verb: "intake",
    acting,
    via: "os-user",
    heldClock: true,
    run: delivery.once ?? null,
    dryRun: delivery.dryRun ?? false,
    keepGoing: delivery.keepGoing ?? false,
    undoes: null,
    agree: null,
    numbers: async () => null,
    wait: { timeoutSeconds: 5, onWait: () => undefined },
    plan: (reads, now) => planIntake(reads, now, acting, { alerts, unusable: delivery.unusable ?? [] }),
  });
}
