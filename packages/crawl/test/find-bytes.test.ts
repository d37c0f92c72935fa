import { describe, expect, it } from "vitest";
import { findBytes, findBytesPortably } from "../src/bytes/find-bytes.js";

describe("finding bytes", () => {
  it("gives the same with Node's Buffer and without it", () => {
    const bytes = new TextEncoder().encode("\r\n\r\r\n\r\n\r\n ab\r\n");
    for (const sequence of ["\r\n\r\n", "\r", "ab", "ab\r\n", "ab\r\n\r", "x"]) {
      const wanted = new TextEncoder().encode(sequence);
      for (let from = 0; from <= bytes.length; from++) {
        const expected = new TextDecoder().decode(bytes).indexOf(sequence, from);
        expect(findBytes(bytes, wanted, from)).toBe(expected);
        expect(findBytesPortably(bytes, wanted, from)).toBe(expected);
      }
    }
  });

  it("stays within a view", () => {
    const view = Uint8Array.of(1, 2, 3, 1, 2).subarray(1, 4);
    for (const find of [findBytes, findBytesPortably]) {
      expect(find(view, Uint8Array.of(3, 1), 0)).toBe(1);
      expect(find(view, Uint8Array.of(1, 2), 0)).toBe(-1);
    }
  });
});
