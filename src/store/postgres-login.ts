import { existsSync } from "node:fs";
import { addressOf, type Surroundings } from "./postgres-address.ts";

/** As whom an address logs in, where the server does not map the name to another. */
export const loginOf = (url: string, around: Omit<Surroundings, "exists">): string => addressOf(url, { ...around, exists: existsSync }).user;
