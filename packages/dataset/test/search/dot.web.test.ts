import { describe, expect, it } from "vitest";
import { dotInJavaScript } from "../../src/search/dot/dot-in-javascript.js";
import { dotInWasm } from "../../src/search/dot/dot-in-wasm.js";
import { withScales } from "../../src/search/dot/dot-products.js";
import { toFloat16, toInt8 } from "../../src/search/index.js";
import { clusteredVectors, cosine, vectorAt } from "./vectors.js";

/** Lengths around the eight numbers of a step, rows around the fours, and more rows than fit in a block. */
const shapes = [
  { rows: 1, dimension: 1, queries: 1 },
  { rows: 3, dimension: 7, queries: 2 },
  { rows: 4, dimension: 8, queries: 1 },
  { rows: 9, dimension: 17, queries: 3 },
  { rows: 70, dimension: 515, queries: 2 },
  { rows: 2, dimension: 70_001, queries: 1 },
];

describe.each(shapes)("$rows rows of $dimension numbers, $queries queries", ({ rows, dimension, queries }) => {
  const data = clusteredVectors(rows, dimension, { seed: dimension });
  const asked = clusteredVectors(queries, dimension, { seed: dimension + 1 });
  const kinds = {
    float32: { rows, dimension, data },
    float16: { rows, dimension, data: Uint16Array.from(data, toFloat16) },
    int8: toInt8(data, dimension),
  };

  it.each(Object.keys(kinds) as (keyof typeof kinds)[])("%s: WebAssembly and JavaScript give the same bits", (kind) => {
    const matrix = kinds[kind];
    const [inWasm, inJavaScript] = [dotInWasm()!, dotInJavaScript].map((raw) => {
      const out = new Float32Array(rows * queries);
      withScales(raw)(matrix, { start: 0, end: rows }, asked, out);
      return out;
    });
    expect(new Uint32Array(inWasm!.buffer)).toEqual(new Uint32Array(inJavaScript!.buffer));
    const close = { float32: 1e-5, float16: 2e-3, int8: 2e-2 }[kind];
    for (let q = 0; q < queries; q++) {
      for (let i = 0; i < rows; i++) {
        const expected = cosine(vectorAt(data, dimension, i), vectorAt(asked, dimension, q));
        expect(Math.abs(inWasm![q * rows + i]! - expected)).toBeLessThan(close);
      }
    }
  });
});

it("reads every 16-bit float as JavaScript does, subnormal ones too", () => {
  const finite = Uint16Array.from({ length: 65536 }, (_, half) => half).filter((half) => (half & 0x7c00) !== 0x7c00);
  const found = [dotInWasm()!, dotInJavaScript].map((dot) => {
    const out = new Float32Array(finite.length);
    dot({ rows: finite, queries: Float32Array.of(1) }, 1, out);
    return out;
  });
  expect(found[0]).toEqual(found[1]);
});

it("no sum of 8-bit integers overflows, however long and alike the rows and queries are", () => {
  for (const [dimension, value] of [
    [512, 127],
    [70_001, -128],
  ] as const) {
    const matrix = { rows: 1, dimension, data: new Int8Array(dimension).fill(value), scales: Float32Array.of(1) };
    const query = new Float32Array(dimension).fill(1 / Math.sqrt(dimension));
    for (const raw of [dotInWasm()!, dotInJavaScript]) {
      const out = new Float32Array(1);
      withScales(raw)(matrix, { start: 0, end: 1 }, query, out);
      expect(out[0]! / (value * Math.sqrt(dimension))).toBeCloseTo(1, 2);
    }
  }
});

it("a query of zeros is 0 to all rows", () => {
  const out = Float32Array.of(5);
  withScales(dotInJavaScript)(toInt8(Float32Array.of(0.6, 0.8), 2), { start: 0, end: 1 }, new Float32Array(2), out);
  expect(out).toEqual(Float32Array.of(0));
});
