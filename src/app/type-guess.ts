import { soundsAskedFor } from "../domain/learn/asked-for.ts";
import type { TicketType } from "../domain/policy/policy.ts";
import type { Reads } from "./ports.ts";
import { likest } from "./similar.ts";

/** Closed tickets that share at least so much of what tells say what the desk takes such a thing for, if they are so many and so much of one mind. */
const [ALIKE, ENOUGH, AGREED] = [0.5, 3, 2 / 3];
const READ = 30;

/** What a title is likely to be: as the desk's own closed tickets like it were, or as its words sound. */
export async function guessType(reads: Reads, title: string): Promise<TicketType> {
  const rows = await likest(reads, title, false, "leave", READ, (row) => row.status === "closed");
  const alike = rows.filter(({ score }) => score >= ALIKE);
  const requests = alike.filter(({ row }) => row.type === "request").length;
  if (alike.length >= ENOUGH && requests >= AGREED * alike.length) return "request";
  if (alike.length >= ENOUGH && requests <= (1 - AGREED) * alike.length) return "incident";
  return soundsAskedFor(title) ? "request" : "incident";
}
