import { sha256 } from "@noble/hashes/sha2.js";
import { sealText } from "../domain/ticket/canonical.ts";

/** The hash before the first event of a ticket and before the first operation. */
export const NO_HASH = "0".repeat(64);

/** SHA-256 of a text as UTF-8, in hex. */
export type Hash = (text: string) => string;

const PORTABLE: Hash = (text) => Buffer.from(sha256(Buffer.from(text))).toString("hex");

/** From so many texts on, the machine's own SHA-256 is worth what loading node:crypto costs, a tenth of a start. */
const MANY = 200;

/** Node's own, quicker for many texts. */
export function nativeHash(): Hash {
  const { createHash, hash } = process.getBuiltinModule("node:crypto");
  return typeof hash === "function" ? (text) => hash("sha256", text, "hex") : (text) => createHash("sha256").update(text).digest("hex");
}

/** The quickest way to hash about so many texts, what it takes to load it included. */
export const hashOf = (count: number): Hash => (count < MANY ? PORTABLE : nativeHash());

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, "hex");

export const SALT_BYTES = 12;
const SALT_TEXT = 16;

/** Salts one after another out of one draw of chance: 96 bits each, which keeps short texts from being guessed by their digests. */
export function salts(drawn: Uint8Array): () => string {
  const text = Buffer.from(drawn).toString("base64url");
  let next = 0;
  return () => {
    const salt = text.slice(next, next + SALT_TEXT);
    next += SALT_TEXT;
    return salt;
  };
}

/** SHA-256 of salt and text by Node's own means, base64url. */
export function nativeDigest(): (salt: string, text: string) => string {
  const { createHash, hash } = process.getBuiltinModule("node:crypto");
  return typeof hash === "function"
    ? (salt, text) => hash("sha256", sealText(salt, text), "base64url")
    : (salt, text) => createHash("sha256").update(sealText(salt, text)).digest("base64url");
}

/** What the hash covers of a free text: SHA-256 of salt and text, base64url. */
export const digestOf = (hash: Hash, salt: string, text: string): string => Buffer.from(hash(sealText(salt, text)), "hex").toString("base64url");
