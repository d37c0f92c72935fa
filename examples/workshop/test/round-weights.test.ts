import { expect, it } from "vitest";
import { roundWeights } from "../round-weights.js";

/** A safetensors file: the length of the header, the header, the numbers. */
function safetensors(dtype: string, values: readonly number[]): Buffer {
  const header = JSON.stringify({
    __metadata__: { format: "pt" },
    a: { dtype, shape: [values.length], data_offsets: [0, 2 * values.length] },
  });
  const padded = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 8) * 8));
  const length = new Uint8Array(BigUint64Array.of(BigInt(padded.length)).buffer);
  return Buffer.concat([length, padded, new Uint8Array(Uint16Array.from(values).buffer)]);
}

const numbers = (file: Uint8Array, count: number): number[] =>
  Array.from({ length: count }, (_, i) => file[file.length - 2 * (count - i)]! + 256 * file.at(-2 * (count - i) + 1)!);

it("keeps four bits of the mantissas, rounded to the nearest, and leaves the file that it was given", () => {
  // 1, 1 + 1/1024, 1 + 32/1024 (half of the last kept bit), -2, the largest number below 2, 0.
  const values = [0x3c00, 0x3c01, 0x3c20, 0xc000, 0x3fff, 0];
  const file = safetensors("F16", values);
  const rounded = roundWeights(file);
  expect(numbers(rounded, 6)).toEqual([0x3c00, 0x3c00, 0x3c40, 0xc000, 0x4000, 0]);
  expect(numbers(file, 6)).toEqual(values);
  expect(Buffer.from(rounded.subarray(0, -12))).toEqual(file.subarray(0, -12));
});

it("refuses other numbers than float16", () => {
  expect(() => roundWeights(safetensors("F32", [0, 0]))).toThrow("The weights are F32");
});
