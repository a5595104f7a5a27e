import { doneWord } from "./done.en.ts";

interface Counted {
  readonly requested: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly refused: number;
  readonly notFound: number;
  readonly skipped: number;
}

const tickets = (count: number): string => (count === 1 ? "1 ticket" : `${count} tickets`);

/** What is said of one ticket and of all of them after a write. */
export const RESULT_WORDS = {
  changed: (id: string, done: string, title: string, dryRun: boolean) => `${id} ${dryRun ? "would be " : ""}${done}: ${title}`,
  unchanged: (id: string, title: string) => `${id} unchanged: ${title}`,
  repeated: (id: string, title: string, reopened: boolean) => `${id} came again${reopened ? " and was reopened" : ""}: ${title}`,
  refused: (id: string, message: string) => `${id} refused: ${message}`,
  notFound: (id: string) => `${id} not found`,
  skipped: (id: string) => `${id} skipped`,
  /** The one line above the exceptions. */
  summary: (verb: string, counts: Counted, dryRun: boolean) => {
    const did = counts.changed + counts.repeated;
    const head = `${did} of ${tickets(counts.requested)} ${dryRun ? "would be " : ""}${doneWord(verb)}`;
    const rest = [
      counts.unchanged > 0 ? `${counts.unchanged} unchanged` : "",
      counts.refused > 0 ? `${counts.refused} refused` : "",
      counts.notFound > 0 ? `${counts.notFound} not found` : "",
      counts.skipped > 0 ? `${counts.skipped} skipped` : "",
    ].filter((part) => part !== "");
    return rest.length === 0 ? `${head}.` : `${head}: ${rest.join(", ")}.`;
  },
  nothing: (verb: string, counts: Counted) => {
    const bad = counts.refused + counts.notFound;
    return `nothing was ${doneWord(verb)}: ${bad} of ${tickets(counts.requested)} cannot be ${doneWord(verb)}.`;
  },
  partly: (verb: string, counts: Counted) => `${counts.refused + counts.notFound} of ${tickets(counts.requested)} could not be ${doneWord(verb)}.`,
  /** The tickets behind a reason they share. */
  those: (ids: readonly string[], more: number) => `${ids.join(", ")}${more > 0 ? ` and ${more} more; --failed-to PATH lists them all` : ""}`,
  noSuchTicket: "no such ticket",
  keepGoing: (verb: string, others: number) =>
    `Run again ${verb === "intake" ? "without --all-or-nothing to take in" : `with --keep-going to ${verb}`} the other${others === 1 ? " one" : ` ${others}`}.`,
} as const;
