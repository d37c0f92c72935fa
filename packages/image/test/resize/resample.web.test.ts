import { createRandom } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { crop, type ResampleFilter, resize } from "../../src/index.js";
import { kernels } from "../../src/resize/filter.js";
import type { Plane } from "../../src/resize/plane.js";
import { resampleColumnsInJavaScript, resampleRowsInJavaScript } from "../../src/resize/resample-in-javascript.js";
import { resampleColumnsInWasm, resampleRowsInWasm } from "../../src/resize/resample-in-wasm.js";
import { planResampling } from "../../src/resize/resampling.js";
import { computeWeights } from "../../src/resize/weights.js";
import { makePicture } from "../make-picture.js";

/** `toEqual` takes seconds over arrays this long. */
function expectSame(actual: Plane | undefined, expected: Plane): void {
  const { width, height, data } = actual!;
  expect([width, height, data.length]).toEqual([expected.width, expected.height, expected.data.length]);
  expect(data.findIndex((value, i) => value !== expected.data[i])).toBe(-1);
}

const filters = Object.keys(kernels) as (keyof typeof kernels)[];

describe("resampling in WebAssembly and in JavaScript", () => {
  // Above 1 MiB the work is cut into bands: wide rows, many rows, and a row that is longer than a band.
  it.each([
    [1, 1, 5],
    [7, 5, 3],
    [33, 31, 90],
    [700, 900, 61],
    [2, 70_000, 4],
    [270_000, 2, 3],
  ])("gives the same bytes: %i × %i", (width, height, to) => {
    const picture = makePicture(width, height, { alpha: true });
    for (const filter of filters) {
      for (const layout of ["rgb", "rgba"] as const) {
        const across = computeWeights(width, to, kernels[filter], { from: 0, to });
        const rows = resampleRowsInWasm(picture, across, layout);
        expectSame(rows, resampleRowsInJavaScript(picture, across, layout));
        const down = computeWeights(height, to, kernels[filter], { from: 0, to });
        const columns = resampleColumnsInWasm(picture, down, layout);
        expectSame(columns, resampleColumnsInJavaScript(picture, down, layout));
      }
    }
  });
});

describe("remembered weights", () => {
  const sizes = [
    [40, 30],
    [30, 40],
    [41, 30],
    [200, 7],
    [40, 300],
  ] as const;
  const wanted = [
    { width: 17, height: 11 },
    { width: 11, height: 17 },
    { width: 40, height: 11 },
    { width: 60, height: 45, part: { x: 1, y: 2, width: 10, height: 9 } },
    { width: 60, height: 45, part: { x: 2, y: 1, width: 10, height: 9 } },
    { width: 60, height: 45, part: { x: 2, y: 1, width: 9, height: 10 } },
  ] as const;

  it("give the bytes of weights computed afresh, whatever was resized before", () => {
    const cases = sizes.flatMap(([width, height]) =>
      [true, false].flatMap((alpha) => {
        const picture = makePicture(width, height, { alpha });
        return wanted.flatMap((options) => filters.map((filter) => () => resize(picture, { ...options, filter })));
      }),
    );
    const forget = makePicture(5, 5);
    const fresh = cases.map((make) => {
      resize(forget, { width: 3, height: 3 });
      return make();
    });
    const random = createRandom(1);
    let last = 0;
    for (let i = 0; i < 300; i++) {
      // Every third is the same again, or differs from it in one thing.
      last = i % 3 === 0 ? Math.floor(random.uniform() * cases.length) : (last + (i % 3) - 1) % cases.length;
      expectSame(cases[last]!(), fresh[last]!);
    }
  });

  it("are kept for photos, and not if they are large", () => {
    const plan = (width: number) =>
      planResampling({ width, height: 3000 }, { width: 224, height: 224, filter: "bicubic" });
    const isKept = (width: number): boolean => {
      const first = plan(width);
      return plan(width) === first;
    };
    expect([isKept(4000), isKept(1_000_000)]).toEqual([true, false]);
  });
});

describe("a part of a resized image", () => {
  it.each([
    [40, 30, 17, 11],
    [40, 30, 80, 61],
    [40, 300, 39, 20],
    [40, 30, 40, 11],
    [40, 30, 17, 30],
    [40, 30, 40, 30],
  ])("is the crop of the whole: %i × %i to %i × %i", (fromWidth, fromHeight, width, height) => {
    for (const alpha of [false, true]) {
      const picture = makePicture(fromWidth, fromHeight, { alpha });
      for (const filter of ["nearest", ...filters] as ResampleFilter[]) {
        const whole = resize(picture, { width, height, filter });
        for (const part of [
          { x: 0, y: 0, width, height },
          { x: 3, y: 2, width: 9, height: 7 },
          { x: width - 1, y: height - 1, width: 1, height: 1 },
        ]) {
          expect(resize(picture, { width, height, filter, part })).toEqual(crop(whole, part));
        }
      }
    }
  });

  it("must be inside it", () => {
    const picture = makePicture(8, 6);
    for (const part of [
      { x: 1, y: 0, width: 4, height: 3 },
      { x: -1, y: 0, width: 1, height: 1 },
      { x: 0.5, y: 0, width: 1, height: 1 },
    ]) {
      expect(() => resize(picture, { width: 4, height: 3, part })).toThrow(/not inside of 4 × 3/);
    }
    expect(() => resize(picture, { width: 4, height: 3, part: { x: 0, y: 0, width: 0, height: 1 } })).toThrow(
      /wanted part must be a whole number/,
    );
  });
});
