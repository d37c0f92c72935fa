import { expect, test } from "vitest";
import { crc32, portableCrc32 } from "../src/crc32.js";

test("the check value of CRC-32, and every length", () => {
  expect(portableCrc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 37);
  for (let length = 0; length <= bytes.length; length++) {
    expect(portableCrc32(bytes.subarray(0, length))).toBe(crc32(bytes.subarray(0, length)));
  }
});
