import type { Instant } from "../domain/time/instant.ts";
import { relative } from "../render/due.ts";
import type { Program } from "./program.ts";

/** How this run says how far away an instant is: `in 40m`, or in whole words where that is not English. */
export async function timeWords({ clock: { now }, language }: Pick<Program, "clock" | "language">): Promise<(at: Instant) => string> {
  if (language === "en") return (at) => relative(at, now);
  const { inWords } = await import("../render/pages/relative.ts");
  return (at) => inWords(at, now, language);
}
