import { createHash, hash as hashOnce, randomBytes } from "node:crypto";
import { sealText } from "../domain/ticket/canonical.ts";

/** The hash before the first event of a ticket and before the first operation. */
export const NO_HASH = "0".repeat(64);

/** SHA-256 of a text as UTF-8, in hex. */
export const sha256: (text: string) => string =
  typeof hashOnce === "function" ? (text) => hashOnce("sha256", text, "hex") : (text) => createHash("sha256").update(text).digest("hex");

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, "hex");

const SALT_BYTES = 12;
const SALT_TEXT = 16;

/** Salts for so many texts from one draw of chance: 96 bits each, which keeps short texts from being guessed by their digests. */
export function salts(count: number): () => string {
  const drawn = count === 0 ? "" : randomBytes(count * SALT_BYTES).toString("base64url");
  let next = 0;
  return () => {
    const salt = drawn.slice(next, next + SALT_TEXT);
    next += SALT_TEXT;
    return salt;
  };
}

/** What the hash covers of a free text: SHA-256 of salt and text, base64url. */
export const digestOf = (salt: string, text: string): string => Buffer.from(sha256(sealText(salt, text)), "hex").toString("base64url");
