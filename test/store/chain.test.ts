import { describe, expect, it } from "vitest";
import { hashOf, nativeHash, salts } from "../../src/store/chain.ts";

describe("the hash of the chain", () => {
  it("is SHA-256, whichever way it is made", () => {
    // The example of FIPS 180-4.
    expect(hashOf(1)("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hashOf(1_000_000)("abc")).toBe(hashOf(1)("abc"));
  });

  it.each(["", "Büro, 3. Stock", "🖨️ macet", "x".repeat(70_000)])("is the same for few texts and for many: %#", (text) => {
    expect(hashOf(1)(text)).toBe(nativeHash()(text));
  });

  it("draws every salt from its own part of the chance", () => {
    const next = salts(Buffer.from(Array.from({ length: 36 }, (_, i) => i)));
    const drawn = [next(), next(), next()];
    expect(drawn.map((salt) => salt.length)).toEqual([16, 16, 16]);
    expect(new Set(drawn).size).toBe(3);
  });
});
