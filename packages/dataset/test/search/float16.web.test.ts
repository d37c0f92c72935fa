import { expect, it } from "vitest";
import { fromFloat16, toFloat16 } from "../../src/search/index.js";

it("gives every 16-bit float back", () => {
  const halves = Array.from({ length: 65536 }, (_, half) => half);
  const isNotANumber = (half: number): boolean => Number.isNaN(fromFloat16(half));
  expect(halves.filter((half) => !isNotANumber(half) && toFloat16(fromFloat16(half)) !== half)).toEqual([]);
  expect(halves.filter(isNotANumber)).toHaveLength(2 * 1023);
  expect(halves.filter((half) => isNotANumber(half) && !isNotANumber(toFloat16(fromFloat16(half))))).toEqual([]);
});

// numpy 2: numpy.float32(value).astype(numpy.float16).view(numpy.uint16)
it.each([
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [65519.99609375, 0x7bff],
  [65520, 0x7c00],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [2 ** -24, 1],
  [2 ** -25, 0],
  [3 * 2 ** -25, 2],
  [2 ** -14 - 2 ** -25, 0x400],
  [0.1, 0x2e66],
  [-0, 0x8000],
])("rounds %d to the nearest, ties to even", (value, half) => {
  expect(toFloat16(value)).toBe(half);
});
