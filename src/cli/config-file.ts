import { readFileSync, statSync } from "node:fs";
import { fail, isFailure } from "../app/failure.ts";
import { nearest } from "../domain/query/near.ts";
import type { Config } from "./config.ts";

const KEYS: Readonly<Record<keyof Config, "text" | "yes or no" | readonly string[]>> = {
  db: "text",
  user: "text",
  tz: "text",
  lang: ["en", "id"],
  color: ["auto", "always", "never"],
  pager: "text",
  noInput: "yes or no",
};

/** Reads config.json; every key it does not know and every value of the wrong kind is named in one `usage` failure. */
export function parseConfig(path: string): Config {
  const value = jsonOf(path);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw fail("usage", "config_no_object", { path });
  for (const [key, given] of Object.entries(value)) {
    const kind = KEYS[key as keyof Config];
    if (kind === undefined || !Object.hasOwn(KEYS, key))
      throw fail("usage", "config_key_unknown", { path, key, near: nearest(key, Object.keys(KEYS)), keys: Object.keys(KEYS) });
    const fits =
      kind === "text" ? typeof given === "string" && given !== "" : kind === "yes or no" ? typeof given === "boolean" : kind.includes(given as string);
    if (!fits) throw fail("usage", "config_value_unusable", { path, key, kind: typeof kind === "string" ? kind : kind.join("|") });
  }
  return value as Config;
}

function jsonOf(path: string): unknown {
  try {
    // To read a named pipe would wait for a writer.
    if (!statSync(path).isFile()) throw fail("usage", "no_plain_file", { flag: "config.json", path });
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (isFailure(error)) throw error;
    throw fail("usage", "config_unreadable", { path, why: (error as Error).message }, error);
  }
}
