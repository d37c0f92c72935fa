import { createGenerator } from "@alt2img/core/random";
import { afterEach, describe, expect, it, vi } from "vitest";
import { kernelsInJavaScript } from "../../src/closed-form/kernels-in-javascript.js";
import { kernelsInWasm } from "../../src/closed-form/kernels-in-wasm.js";

/** Lengths around the blocks of 8 and 256 values, and numbers of items around the fours that are summed. */
const shapes = [
  { count: 1, size: 1 },
  { count: 3, size: 2 },
  { count: 5, size: 7 },
  { count: 9, size: 8 },
  { count: 4, size: 255 },
  { count: 6, size: 257 },
  { count: 40, size: 771 },
];

describe.each(shapes)("over $count items of $size values", ({ count, size }) => {
  const generator = createGenerator(count * size);
  const items = generator.randn(count * size);
  const x = Float64Array.from(items.subarray(0, size), (value, i) => value + 0.1 * Math.sin(i));
  const [inJavaScript, inWasm] = [kernelsInJavaScript(items, count), kernelsInWasm(items, count)!];

  it.each([0, 1e-3, size / 2, Number.POSITIVE_INFINITY])("finds the same distances, margin %d", (margin) => {
    const distances = inWasm.distances(x, margin);
    expect(distances).toEqual(inJavaScript.distances(x, margin));
    expect(distances[0]).toBeCloseTo(
      x.reduce((sum, value, j) => sum + (value - items[j]!) ** 2, 0),
      9,
    );
    const nearest = Math.min(...distances);
    expect(distances.every((distance) => distance <= nearest + margin || distance === Number.POSITIVE_INFINITY)).toBe(
      true,
    );
  });

  it("makes the same sums, also of few items", () => {
    for (const kept of [count, 3, 2, 1, 0]) {
      const weights = Float64Array.from({ length: count }, (_, i) => (i >= count - kept ? 1 / (i + 2) : 0));
      const sums = inWasm.sum(weights);
      expect(sums).toEqual(inJavaScript.sum(weights));
      const last = weights.reduce((sum, weight, i) => sum + weight * items[i * size + size - 1]!, 0);
      expect(sums[size - 1]).toBeCloseTo(last, 12);
    }
  });

  it("treats NaN the same", () => {
    const broken = x.slice().fill(Number.NaN, size - 1);
    expect(inWasm.distances(broken, 1)).toEqual(inJavaScript.distances(broken, 1));
  });
});

describe("where WebAssembly isn't to be had", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each(["Module", "Instance"] as const)("a failing WebAssembly.%s leaves the work to JavaScript", async (name) => {
    vi.resetModules();
    const fail = class {
      constructor() {
        throw new WebAssembly.CompileError("refused");
      }
    };
    vi.stubGlobal("WebAssembly", { ...WebAssembly, Module: WebAssembly.Module, CompileError: Error, [name]: fail });
    const fresh = await import("../../src/closed-form/kernels-for.js");
    const kernels = fresh.kernelsFor(Float32Array.of(1, 2, 3, 4), 2);
    expect([...kernels.distances(Float64Array.of(1, 2), Number.POSITIVE_INFINITY)]).toEqual([0, 8]);
  });
});
