import type { Tensor } from "@alt2img/core";
import { describe, expect, it, test } from "vitest";
import {
  type Denoiser,
  type Form,
  karrasSigmas,
  type Level,
  localDenoiser,
  mixtureDenoiser,
  noiseScale,
  optimalDenoiser,
  sampleEuler,
  signalScale,
} from "../../src/index.js";
import golden from "../golden/closed-form.json" with { type: "json" };

const images: Tensor = { dims: golden.dims, data: Float32Array.from(golden.images) };
const item = golden.dims.slice(1);
const size = item.reduce((product, length) => product * length, 1);

/** A sample of the form `"ve"` in another form. */
function inForm(form: Form, sigma: number, values: readonly number[]): [x: Tensor, level: Level] {
  const level = { form, sigma };
  const alpha = signalScale(level);
  return [{ dims: item, data: Float32Array.from(values, (value) => value * alpha) }, level];
}

function expectNear(actual: Float32Array, expected: readonly number[], tolerance = 2e-6): void {
  expect(actual.length).toBe(expected.length);
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)));
  expect(worst).toBeLessThan(tolerance);
}

describe.each(golden.cases)("at sigma $sigma", ({ sigma, x: values, optimal, weights, local }) => {
  it.each(["ve", "vp", "flow"] as const)("the optimal denoiser in the form %s is NumPy's", async (form) => {
    const [x, level] = inForm(form, sigma, values);
    const denoise = optimalDenoiser(images);
    expectNear((await denoise(x, level)).data, optimal);
    const found = denoise.weights(x, level);
    expect(found.dims).toEqual([1, 5]);
    expectNear(found.data, weights);
  });

  it.each(local)("with patches of $patch, equivariant $equivariant, the local one is too", async (expected) => {
    const { patch, equivariant, denoised } = expected;
    const denoise = localDenoiser(images, { patch, equivariant });
    const [x, level] = inForm("ve", sigma, values);
    const found = await denoise(x, level);
    expect(found.dims).toEqual(item);
    expectNear(found.data, denoised);
    // Each pixel is the mean of its sources.
    const [channels, height, width] = item as [number, number, number];
    for (const [row, column] of [
      [0, 0],
      [2, 3],
      [5, 6],
      [0, 4],
    ] as const) {
      const sources = denoise.sourcesOf(x, level, { row, column });
      expect(sources.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (let c = 0; c < channels; c++) {
        const mean = sources.reduce(
          (sum, source) =>
            sum +
            source.weight * images.data[((source.image * channels + c) * height + source.row) * width + source.column]!,
          0,
        );
        expect(mean).toBeCloseTo(found.data[(c * height + row) * width + column]!, 5);
      }
      const ordered = sources.map(({ weight }) => weight);
      expect(ordered).toEqual(ordered.toSorted((one, other) => other - one));
    }
  });
});

test("patches as large as the image make the local denoiser the optimal one", async () => {
  const { sigma, x: values } = golden.cases[1]!;
  const [x, level] = inForm("ve", sigma, values);
  const [local, optimal] = await Promise.all([
    localDenoiser(images, { patch: 13, equivariant: true })(x, level),
    optimalDenoiser(images)(x, level),
  ]);
  expectNear(local.data, [...optimal.data], 1e-6);
});

test("the patch size follows sigma", async () => {
  const { sigma, x: values } = golden.cases[1]!;
  const [x, level] = inForm("ve", sigma, values);
  const sizes: number[] = [];
  const denoise = localDenoiser(images, {
    patch: (noise) => {
      sizes.push(noise);
      return 3;
    },
  });
  expectNear((await denoise(x, level)).data, [...(await localDenoiser(images, { patch: 3 })(x, level)).data], 1e-9);
  expect(sizes).toEqual([sigma]);
});

test("a batch is denoised like its samples", async () => {
  const [one, other] = golden.cases.map(({ x }) => x) as [number[], number[]];
  const level = { form: "ve", sigma: 0.5 } as const;
  const batch: Tensor = { dims: [2, ...item], data: Float32Array.from([...one, ...other]) };
  for (const denoise of [optimalDenoiser(images), localDenoiser(images, { patch: 3, equivariant: true })]) {
    const { dims, data } = await denoise(batch, level);
    expect(dims).toEqual(batch.dims);
    const alone = await Promise.all(
      [one, other].map((values) => denoise({ dims: item, data: Float32Array.from(values) }, level)),
    );
    expect([...data]).toEqual(alone.flatMap((found) => [...found.data]));
  }
  const denoise = localDenoiser(images, { patch: 3 });
  const alone = denoise.sourcesOf({ dims: item, data: Float32Array.from(other) }, level, { row: 1, column: 2 });
  expect(denoise.sourcesOf(batch, level, { row: 1, column: 2, sample: 1 })).toEqual(alone);
});

test("of pure noise, only the mean is known", async () => {
  const mean = Array.from({ length: size }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < 5; i++) sum += images.data[i * size + j]!;
    return sum / 5;
  });
  const x: Tensor = { dims: item, data: Float32Array.from(golden.cases[2]!.x) };
  for (const form of ["vp", "flow"] as const) {
    const level = { form, sigma: Number.POSITIVE_INFINITY };
    expectNear((await optimalDenoiser(images)(x, level)).data, mean);
    expectNear((await localDenoiser(images, { patch: 3 })(x, level)).data, mean);
  }
});

test("without noise, the nearest image is left", async () => {
  const x: Tensor = { dims: item, data: images.data.slice(2 * size, 3 * size) };
  const level = { form: "ve", sigma: 0 } as const;
  expect([...(await optimalDenoiser(images)(x, level)).data]).toEqual([...x.data]);
  expect([...(await localDenoiser(images, { patch: 3, equivariant: true })(x, level)).data]).toEqual([...x.data]);
});

async function end(denoise: Denoiser, x: Tensor): Promise<Tensor> {
  const sigmas = karrasSigmas(30, 0.002, 20);
  for await (const step of sampleEuler(denoise, x, { form: "ve", sigmas, timesteps: sigmas.slice(0, -1) })) x = step.x;
  return x;
}

test("a sampler with the optimal denoiser ends on training images, with the local one on pieces of them", async () => {
  const noise = golden.cases[2]!.x.map((value, i) => 20 * Math.sin(value * 100 + i));
  const distanceTo = (x: Tensor, image: number): number =>
    Math.max(...x.data.map((value, j) => Math.abs(value - images.data[image * size + j]!)));
  const nearest = (x: Tensor): number => Math.min(...[0, 1, 2, 3, 4].map((image) => distanceTo(x, image)));
  const start: Tensor = { dims: item, data: Float32Array.from(noise) };
  expect(nearest(await end(optimalDenoiser(images), start))).toBeLessThan(1e-5);
  const local = await end(localDenoiser(images, { patch: 1 }), start);
  expect(nearest(local)).toBeGreaterThan(0.1);
  for (let j = 0; j < size / 2; j++) {
    const both = [0, 1, 2, 3, 4].map((image) =>
      Math.hypot(
        local.data[j]! - images.data[image * size + j]!,
        local.data[j + 42]! - images.data[image * size + j + 42]!,
      ),
    );
    expect(Math.min(...both)).toBeLessThan(1e-4);
  }
});

describe("the Gaussian mixture", () => {
  const mixture = {
    means: [
      [1, 2],
      [-1, 0],
    ],
    stds: [0.5, 0.2],
    weights: [3, 1],
  };

  it("is the mean of the data behind x", async () => {
    // By adding up over a grid of all clean points, far enough.
    const [x, sigma] = [[0.3, 0.4] as const, 0.7];
    const sums = [0, 0, 0];
    for (let a = -5; a <= 5; a += 0.02) {
      for (let b = -5; b <= 5; b += 0.02) {
        const density = mixture.means.reduce((sum, [m, n], k) => {
          const variance = mixture.stds[k]! ** 2;
          const distance = (a - m!) ** 2 + (b - n!) ** 2;
          return sum + (mixture.weights[k]! / (2 * Math.PI * variance)) * Math.exp(-distance / (2 * variance));
        }, 0);
        const weight = density * Math.exp(-((x[0] - a) ** 2 + (x[1] - b) ** 2) / (2 * sigma ** 2));
        sums[0]! += weight;
        sums[1]! += weight * a;
        sums[2]! += weight * b;
      }
    }
    const expected = [sums[1]! / sums[0]!, sums[2]! / sums[0]!];
    for (const form of ["ve", "vp", "flow"] as const) {
      const level = { form, sigma };
      const data = Float32Array.from(x, (value) => value * signalScale(level));
      const found = await mixtureDenoiser(mixture)({ dims: [2], data }, level);
      expectNear(found.data, expected, 1e-5);
    }
  });

  it("knows only its mean from pure noise, and x itself without noise", async () => {
    const x: Tensor = { dims: [1, 2], data: Float32Array.of(0.3, 0.4) };
    const pure = await mixtureDenoiser(mixture)(x, { form: "flow", sigma: Number.POSITIVE_INFINITY });
    expectNear(pure.data, [0.5, 1.5]);
    expectNear((await mixtureDenoiser(mixture)(x, { form: "ve", sigma: 0 })).data, [0.3, 0.4]);
  });

  it("with points for components is the optimal denoiser", async () => {
    const points: Tensor = { dims: [3, 2], data: Float32Array.of(1, 2, -1, 0, 0.5, -2) };
    const exact = mixtureDenoiser({
      means: [
        [1, 2],
        [-1, 0],
        [0.5, -2],
      ],
      stds: [0, 0, 0],
    });
    const x: Tensor = { dims: [2, 2], data: Float32Array.of(0.3, 0.4, -3, 1) };
    for (const sigma of [0.1, 1, 10]) {
      const level = { form: "ve", sigma } as const;
      expectNear((await exact(x, level)).data, [...(await optimalDenoiser(points)(x, level)).data], 1e-6);
    }
    expect(noiseScale({ form: "ve", sigma: 1 })).toBe(1);
  });

  it.each([
    [{ means: [], stds: [] }],
    [{ means: [[]], stds: [1] }],
    [{ means: [[1], [2, 3]], stds: [1, 1] }],
    [{ means: [[1]], stds: [1, 2] }],
    [{ means: [[1]], stds: [-1] }],
    [{ means: [[Number.NaN]], stds: [1] }],
    [{ means: [[1]], stds: [1], weights: [0] }],
  ])("refuses %j", (broken) => {
    expect(() => mixtureDenoiser(broken)).toThrow(expect.objectContaining({ code: "diffusion/mixture" }));
  });
});

describe("wrong input", () => {
  const code = (name: string) => expect.objectContaining({ code: `diffusion/${name}` });

  it.each([
    [{ dims: [0, 2, 6, 7], data: new Float32Array(0) }],
    [{ dims: [5, 2, 6, 7], data: new Float32Array(7) }],
    [{ dims: [], data: new Float32Array(1) }],
  ])("%j can't be training data", (data) => {
    if (data.dims.length > 0) expect(() => optimalDenoiser(data)).toThrow(code("data"));
    expect(() => localDenoiser(data, { patch: 3 })).toThrow(code("data"));
  });

  it.each([0, 2, -1, 1.5, Number.NaN])("%j can't be a patch size", async (patch) => {
    expect(() => localDenoiser(images, { patch })).toThrow(code("patch"));
    const later = localDenoiser(images, { patch: () => patch });
    const [x, level] = inForm("ve", 1, golden.cases[0]!.x);
    await expect(later(x, level)).rejects.toThrow(code("patch"));
  });

  it("samples of other dims are refused", async () => {
    const level = { form: "ve", sigma: 1 } as const;
    for (const denoise of [optimalDenoiser(images), localDenoiser(images, { patch: 3 })]) {
      for (const dims of [
        [2, 7, 6],
        [6, 7],
        [1, 1, 2, 6, 7],
        [2, 2, 6, 7],
      ]) {
        await expect(denoise({ dims, data: new Float32Array(size) }, level)).rejects.toThrow(code("dims"));
      }
    }
    const [x] = inForm("ve", 1, golden.cases[0]!.x);
    const local = localDenoiser(images, { patch: 3 });
    expect(() => local.sourcesOf(x, level, { row: 6, column: 0 })).toThrow(code("dims"));
    expect(() => local.sourcesOf(x, level, { row: 0, column: 0, sample: 1 })).toThrow(code("dims"));
  });

  it("stops when it is aborted", async () => {
    const [x, level] = inForm("ve", 1, golden.cases[0]!.x);
    const reason = new Error("enough");
    for (const denoise of [
      optimalDenoiser(images),
      localDenoiser(images, { patch: 3 }),
      mixtureDenoiser({ means: [[1]], stds: [1] }),
    ]) {
      await expect(denoise(x, level, AbortSignal.abort(reason))).rejects.toBe(reason);
    }
  });
});
