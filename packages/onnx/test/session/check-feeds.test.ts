import { describe, expect, it } from "vitest";
import { checkFeeds } from "../../src/session/check-feeds.js";
import type { ModelTensor, TensorInfo } from "../../src/session/tensor.js";

const INPUTS: TensorInfo[] = [
  { name: "a", type: "float32", shape: ["n", 2] },
  { name: "b", type: "int64", shape: ["n", ""] },
  { name: "c", type: "float16", shape: [] },
];
const a: ModelTensor = { dims: [3, 2], data: new Float32Array(6) };
const b: ModelTensor = { dims: [3, 1], data: new BigInt64Array(3) };
const c: ModelTensor = { dims: [], data: new Float32Array(1) };

const problem = (feeds: Record<string, unknown>): string => {
  try {
    checkFeeds("m.onnx", INPUTS, feeds as Record<string, ModelTensor>);
    return "";
  } catch (error) {
    expect(error).toMatchObject({ code: "onnx/feeds" });
    return (error as Error).message;
  }
};

describe("checkFeeds", () => {
  it("accepts what fits", () => {
    expect(problem({ a, b, c })).toBe("");
    expect(problem({ a, b: { dims: [3, 1], data: new Int32Array(3) }, c })).toBe("");
    expect(
      problem({ a: { dims: [0, 2], data: new Float32Array(0) }, b: { dims: [0, 9], data: new BigInt64Array(0) }, c }),
    ).toBe("");
  });

  it("names what is missing and unknown, and all inputs of the model", () => {
    expect(problem({ a, d: a })).toBe(
      "Can't run m.onnx: “b” is missing, “c” is missing, it has no input “d”. It takes: a float32 [n, 2]; b int64 [n, ]; c float16 [].",
    );
  });

  it("refuses wrong kinds, sizes and shapes", () => {
    expect(problem({ a: { dims: [3, 2], data: new Float64Array(6) }, b, c })).toContain(
      "is given as Float64Array, not as Float32Array",
    );
    expect(problem({ a: { dims: [3, 2], data: [1, 2, 3, 4, 5, 6] }, b, c })).toContain("is given as Array");
    expect(problem({ a, b: { dims: [3, 1], data: new Float32Array(3) }, c })).toContain(
      "not as BigInt64Array or Int32Array",
    );
    expect(problem({ a, b, c: { dims: [1], data: new Uint16Array(1) } })).toContain("not as Float32Array");
    expect(problem({ a: { dims: [3, 2], data: new Float32Array(5) }, b, c })).toContain(
      "has 5 numbers, but its dims [3, 2] make 6",
    );
    expect(problem({ a: { dims: [-3, -2], data: new Float32Array(6) }, b, c })).toContain("aren't whole numbers");
    expect(problem({ a: { dims: [1.5, 4], data: new Float32Array(6) }, b, c })).toContain("aren't whole numbers");
    expect(problem({ a: { data: new Float32Array(6) }, b, c })).toContain("aren't whole numbers");
    expect(problem({ a: { dims: [2, 3], data: new Float32Array(6) }, b, c })).toContain(
      "has the dims [2, 3]. It takes a float32 [n, 2]",
    );
    expect(problem({ a: { dims: [6], data: new Float32Array(6) }, b, c })).toContain("has the dims [6]");
    expect(problem({ a, b: { dims: [2, 1], data: new BigInt64Array(2) }, c })).toContain(
      "has 2 as its size “n”, but “a” has 3",
    );
  });
});
