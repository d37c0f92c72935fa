import { expect, it } from "vitest";
import { repeater, timestepTensor } from "../../src/text-to-image/batches.js";

const sample = { dims: [1, 1, 2], data: Float32Array.of(1, 2) };

it("repeats a sample in an array that no other call has", () => {
  const { repeat, release } = repeater();
  const [one, other] = [repeat(sample, 2), repeat(sample, 2)];
  expect(one).toEqual({ dims: [2, 1, 2], data: Float32Array.of(1, 2, 1, 2) });
  expect(other.data).not.toBe(one.data);
  release(one);
  const next = repeat({ dims: [1, 1, 2], data: Float32Array.of(3, 4) }, 2);
  expect(next).toEqual({ dims: [2, 1, 2], data: Float32Array.of(3, 4, 3, 4) });
  expect(next.data).toBe(one.data);
  expect(other.data).toEqual(Float32Array.of(1, 2, 1, 2));
});

it("takes another array for another size", () => {
  const { repeat, release } = repeater();
  release(repeat(sample, 2));
  expect(repeat(sample, 3)).toEqual({ dims: [3, 1, 2], data: Float32Array.of(1, 2, 1, 2, 1, 2) });
});

it("never takes a sample for its own", () => {
  const { repeat, release } = repeater();
  const same = repeat(sample, 1);
  expect(same).toBe(sample);
  release(same);
  expect(repeat({ dims: [1, 1], data: Float32Array.of(5) }, 2)).toEqual({ dims: [2, 1], data: Float32Array.of(5, 5) });
  expect(sample.data).toEqual(Float32Array.of(1, 2));
});

it.each([
  ["int64", [], { dims: [], data: BigInt64Array.of(8n) }],
  ["int32", ["batch"], { dims: [2], data: Int32Array.of(8, 8) }],
  ["float32", [1], { dims: [1], data: Float32Array.of(7.75) }],
  ["float64", ["steps"], { dims: [1], data: Float64Array.of(7.75) }],
] as const)("gives the timestep as %s %j", (type, shape, expected) => {
  expect(timestepTensor({ name: "timestep", type, shape }, 7.75, 2, "batch")).toEqual(expected);
});
