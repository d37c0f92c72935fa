import { describe, expect, it } from "vitest";
import { fromFloat16, toFloat16 } from "../../src/session/float16.js";

/** The definition in IEEE 754-2008, table 3.5. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
const all = Uint16Array.from({ length: 65536 }, (_, i) => i);

describe("half precision", () => {
  it("becomes single precision exactly, for all 65,536 values", () => {
    const values = fromFloat16(all);
    for (const bits of all) if (!Object.is(values[bits], half(bits))) throw new Error(`${bits}: ${values[bits]}`);
  });

  it("comes back as it was", () => {
    const back = toFloat16(fromFloat16(all));
    for (const bits of all) {
      const notANumber = (bits & 0x7fff) > 0x7c00;
      if (notANumber ? (back[bits]! & 0x7fff) <= 0x7c00 : back[bits] !== bits)
        throw new Error(`${bits}: ${back[bits]}`);
    }
  });

  it("is the nearest, ties to even", () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [half(bits), half(bits + 1)];
      const middle = Math.fround((low + high) / 2);
      const below = toFloat16(Float32Array.of(middle - middle * 2 ** -20, middle, middle + middle * 2 ** -20));
      expect([...below]).toEqual([bits, bits + (bits & 1), bits + 1]);
    }
    expect([...toFloat16(Float32Array.of(65519.99, 65520, 1e38, -65520, 2 ** -25, -(2 ** -26), -0))]).toEqual([
      0x7bff, 0x7c00, 0x7c00, 0xfc00, 0, 0x8000, 0x8000,
    ]);
  });
});
