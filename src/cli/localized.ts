import { localInstant } from "../render/due.ts";
import type { Program } from "./program.ts";

/** Facts of a refusal that are instants. */
const INSTANTS = ["at", "movedAt", "closedAt", "until"];

/** The facts of a refusal, its instants said in the person's zone. */
export const localized = (program: Program, about: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(about).map(([key, value]) => [key, INSTANTS.includes(key) && typeof value === "number" ? localInstant(program.zone, value) : value]),
  );
