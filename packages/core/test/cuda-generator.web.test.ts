import { expect, it } from "vitest";
import { philox4x32, type Words4 } from "../src/random/philox.js";
import { createCudaGenerator } from "../src/random.js";

const words = (text: string): number[] => text.split(" ").map((word) => Number.parseInt(word, 16));

// Random123 1.14, tests/kat_vectors: counter, key, output.
it.each([
  ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
])("gives Random123's known answer for the counter %s", (counter, key, expected) => {
  expect(philox4x32(words(counter) as Words4, words(key) as [number, number])).toEqual(words(expected));
});

function expectDecimals(actual: Float32Array, expected: number[], tolerance = 5.2e-5): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(actual[i]! - value), `number ${i}`).toBeLessThan(tolerance);
  }
}

it("gives the numbers that PyTorch prints for torch.randn on CUDA", () => {
  // torch.manual_seed(0); torch.randn(…, device="cuda")
  expectDecimals(
    createCudaGenerator(0).randn(24),
    [
      -0.9247, -0.4253, -2.6438, 0.1452, -0.1209, -0.5797, -0.6229, -0.3284, -1.0745, -0.3631, -1.6711, 2.2655, 0.3117,
      -0.1842, 1.2866, 1.182, -0.1271, 1.2169, 1.4353, 1.0605, -0.4941, -1.4244, -0.7244, -1.2973,
    ],
  );
  // torch.manual_seed(42), six calls of torch.randn(4, device="cuda")
  const generator = createCudaGenerator(42);
  for (const expected of [
    [0.194, 2.1614, -0.1721, 0.8491],
    [0.1391, -0.1082, -0.7174, 0.7566],
    [-0.5187, 1.2268, 0.6255, -0.9117],
    [-0.6974, -1.8688, -0.8832, -1.6627],
    [-1.2682, -0.0383, -0.1029, 1.44],
    [1.464, -0.3238, 0.774, 1.5892],
  ]) {
    expectDecimals(generator.randn(4), expected);
  }
});

it("agrees with the Philox generator of stable-diffusion-webui", () => {
  // modules/rng_philox.py, its docstring
  const expected = [
    -0.92466259, -0.42534415, -2.6438457, 0.14518388, -0.12086647, -0.57972564, -0.62285122, -0.32838709, -1.07454231,
    -0.36314407, -1.67105067, 2.26550497,
  ];
  expectDecimals(createCudaGenerator(0).randn(12), expected, 3e-6);
});

it("gives each thread its places, on small GPUs several", () => {
  const large = createCudaGenerator(1).rand(1024);
  const small = createCudaGenerator(1, { multiprocessors: 1, threadsPerMultiprocessor: 256 }).rand(1024 + 256);
  expect(small.subarray(0, 256)).toEqual(large.subarray(0, 256));
  const [, second, third, fourth] = philox4x32([0, 0, 5, 0], [1, 0]);
  for (const [i, word] of [second, third, fourth].entries())
    expect(small[256 * (i + 1) + 5]).toBeCloseTo(word / 2 ** 32, 6);
  // The fifth number of a thread is the first of its next counter.
  expect(small[1024 + 5]).toBeCloseTo(philox4x32([1, 0, 5, 0], [1, 0])[0] / 2 ** 32, 6);
});

it("uses all 64 bits of a seed", () => {
  expect(createCudaGenerator(2n ** 32n).rand(4)).not.toEqual(createCudaGenerator(0).rand(4));
  expect(createCudaGenerator(-1).rand(4)).toEqual(createCudaGenerator(2n ** 64n - 1n).rand(4));
  expect(() => createCudaGenerator(0.5)).toThrowError(expect.objectContaining({ code: "core/seed" }));
});
