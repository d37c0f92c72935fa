import { describe, expect, it } from "vitest";
import { createGenerator, createRandom, type FloatArrays, type RandomGenerator } from "../src/random.js";
import golden from "./golden/torch-random.json" with { type: "json" };

type Dtype = keyof FloatArrays;
type Call =
  | ["rand" | "randn", size: number, dtype: Dtype]
  | ["randint", low: number, high: number, size: number]
  | ["randperm", n: number];
// TypeScript reads the tuples of a JSON file as arrays: hence the `unknown` below.
type Result = { call: Call; base64?: string; sha256?: string };

function draw(random: RandomGenerator, [name, ...rest]: Call): Uint8Array {
  const make = (): Float32Array | Float64Array | Uint32Array => {
    if (name === "randperm") return random.randperm(rest[0] as number);
    if (name === "randint") return random.randint(...(rest as [number, number, number]));
    return random[name](rest[0] as number, { dtype: rest[1] as Dtype });
  };
  const { buffer, byteOffset, byteLength } = make();
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

describe.each(golden.cases.map((each, i) => ({ ...each, i })))("golden case $i, seed $seed", ({ seed, calls }) => {
  it("is PyTorch's to the last bit", async () => {
    const random = createGenerator(BigInt(seed));
    for (const expected of calls as unknown as Result[]) {
      const bytes = draw(random, expected.call);
      const { call } = expected;
      const actual = expected.base64 === undefined ? { sha256: await sha256(bytes) } : { base64: base64(bytes) };
      expect({ call, ...actual }).toEqual(expected);
    }
  });
});

it("gives single words and floats from the same stream", () => {
  const [words, low16] = [createRandom(42), createGenerator(42).randint(0, 2 ** 16, 700)];
  expect(Array.from(low16, () => words.uint32() % 2 ** 16)).toEqual([...low16]);
  const [floats, rand] = [createRandom(42), createGenerator(42).rand(700)];
  expect(Array.from(rand, () => floats.uniform())).toEqual([...rand]);
});

it("draws float32 unless a dtype is given", () => {
  const values: Float32Array = createGenerator(0).randn(2);
  expect(values).toEqual(createGenerator(0).randn(2, { dtype: "float32" }));
  const doubles: Float64Array = createGenerator(0).randn(2, { dtype: "float64" });
  expect(Float32Array.from(doubles)).toEqual(values);
});

it("takes a seed as a number or as a bigint, and uses its low 32 bits", () => {
  const first = createGenerator(5).uint32();
  for (const seed of [5n, 2 ** 32 + 5, 5 - 2 ** 32, 5n - 2n ** 63n, 2n ** 64n - 2n ** 32n + 5n]) {
    expect(createGenerator(seed).uint32()).toBe(first);
    expect(createRandom(seed).uint32()).toBe(first);
  }
});

it.each([0.5, 2 ** 53, Number.NaN, 2n ** 64n, -(2n ** 63n) - 1n])("refuses the seed %s", (seed) => {
  expect(() => createRandom(seed)).toThrowError(expect.objectContaining({ code: "core/seed" }));
});

it("refuses sizes, ranges and types that PyTorch doesn't have", () => {
  const random = createGenerator(0);
  const refuse = (call: () => unknown, code: string): void =>
    expect(call).toThrowError(expect.objectContaining({ code }));
  refuse(() => random.randn(-1), "core/random-size");
  refuse(() => random.rand(1.5), "core/random-size");
  refuse(() => random.randperm(214_748_364), "core/random-size");
  refuse(() => random.randint(5, 5, 1), "core/randint-range");
  refuse(() => random.randint(0, 2 ** 53, 1), "core/randint-range");
  refuse(() => random.randn(1, { dtype: "float16" as "float32" }), "core/random-dtype");
});
