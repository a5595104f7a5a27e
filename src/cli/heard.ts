import type { Program } from "./program.ts";

/** Whether standard output is listened to or felt: a pipe gets what every pipe gets. */
export const isHeard = ({ accessible, io }: Pick<Program, "accessible" | "io">): boolean => accessible && io.stdout.isTerminal;
