import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

/** The files README shows whole, by the names it gives them. */
export const readmeFiles: ReadonlyMap<string, string> = new Map(
  [...README.matchAll(/^```yaml (\S+)\n(.*?)^```$/gms)].map(([, name = "", text = ""]) => [name, text]),
);

/** Puts them into the folder somebody works in. */
export function putReadmeFiles(folder: string): void {
  for (const [name, text] of readmeFiles) writeFileSync(join(folder, name), text);
}
