import type { Tensor } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  addNoise,
  type Denoiser,
  guide,
  guideAway,
  inpaint,
  karrasSigmas,
  type Level,
  mixtureDenoiser,
  networkDenoiser,
  noiseScale,
  optimalDenoiser,
  type PredictionType,
  pairOf,
  sampleCfgPlusPlus,
  sampleEuler,
  signalScale,
  slerp,
} from "../src/index.js";
import golden from "./golden/rescale.json" with { type: "json" };

const level: Level = { form: "vp", sigma: 2, timestep: 3 };
const { dims } = golden;
const predicts = (values: readonly number[], predictionType: PredictionType): Denoiser =>
  networkDenoiser(async () => ({ dims, data: Float32Array.from(values) }), { predictionType });
const x: Tensor = { dims, data: Float32Array.from({ length: 120 }, (_, i) => Math.sin(i)) };
const constant =
  (...values: number[]): Denoiser =>
  async (x) => ({ dims: x.dims, data: Float32Array.from(values) });

function expectNear(actual: Float32Array, expected: Iterable<number>, tolerance = 1e-5): void {
  const worst = Math.max(...[...expected].map((value, i) => Math.abs(value - actual[i]!)));
  expect(worst).toBeLessThan(tolerance);
}

describe.each(["epsilon", "v_prediction", "sample", "flow"] as const)(
  "guidance of a network that predicts %s",
  (type) => {
    const pair = pairOf(predicts(golden.conditional, type), predicts(golden.unconditional, type));

    it.each(golden.cases)(
      "rescales by $rescale at scale $scale as diffusers does",
      async ({ scale, rescale, guided }) => {
        const found = await guide(pair, { scale, rescale, predictionType: type })(x, level);
        expectNear(found.data, (await predicts(guided, type)(x, level)).data, 2e-4);
      },
    );

    it("without rescaling is linear in what the network predicts", async () => {
      const mixed = golden.unconditional.map((value, i) => value + 5 * (golden.conditional[i]! - value));
      const found = await guide(pair, { scale: 5 })(x, level);
      expectNear(found.data, (await predicts(mixed, type)(x, level)).data, 1e-4);
    });
  },
);

describe("guide", () => {
  const point: Tensor = { dims: [2], data: Float32Array.of(0, 0) };
  const pair = pairOf(constant(1, 2), constant(0, 1));
  const at = async (denoise: Denoiser, sigma: number): Promise<number[]> => [
    ...(await denoise(point, { form: "ve", sigma })).data,
  ];

  it("goes from the unconditional to the conditional image and beyond", async () => {
    expect(await at(guide(pair, { scale: 0 }), 1)).toEqual([0, 1]);
    expect(await at(guide(pair, { scale: 1 }), 1)).toEqual([1, 2]);
    expect(await at(guide(pair, { scale: 3 }), 1)).toEqual([3, 4]);
  });

  it("follows a schedule of scales, and makes one call where there is no guidance", async () => {
    let calls = 0;
    const counted = pairOf(constant(1, 2), async (...call) => {
      calls++;
      return constant(0, 1)(...call);
    });
    const denoise = guide(counted, { scale: (sigma) => 1 + sigma, interval: [0.5, 4] });
    expect(await at(denoise, 2)).toEqual([3, 4]);
    expect(await at(denoise, 4)).toEqual([5, 6]);
    expect(calls).toBe(2);
    expect(await at(denoise, 0.5)).toEqual([1, 2]);
    expect(await at(denoise, 5)).toEqual([1, 2]);
    expect(calls).toBe(2);
  });

  it.each([
    [{ scale: 2, interval: [3, 1] as const }],
    [{ scale: 2, rescale: 2, predictionType: "epsilon" as const }],
    [{ scale: 2, rescale: 0.5 }],
  ])("refuses %j", (options) => {
    expect(() => guide(pair, options)).toThrow(expect.objectContaining({ code: "diffusion/guidance" }));
  });
});

describe("guideAway", () => {
  const point: Tensor = { dims: [1, 2], data: Float32Array.of(0, 0) };
  const at = async (wanted: [number, number], unwanted: [number, number]): Promise<number[]> => [
    ...(
      await guideAway(
        { conditional: constant(...wanted), unconditional: constant(1, 1), negative: constant(...unwanted) },
        { scale: 2, negativeScale: 0.5 },
      )(point, { form: "ve", sigma: 1 })
    ).data,
  ];

  it("keeps away from what is perpendicular to the prompt, and from nothing else", async () => {
    expect(await at([2, 1], [1, 3])).toEqual([3, -1]);
    expect(await at([2, 1], [5, 1])).toEqual([3, 1]);
    expect(await at([2, 1], [5, 3])).toEqual([3, -1]);
    expect(await at([1, 1], [5, 3])).toEqual([-3, -1]);
  });
});

async function last(steps: AsyncIterable<{ x: Tensor }>, start: Tensor): Promise<Tensor> {
  let x = start;
  for await (const step of steps) x = step.x;
  return x;
}

const sigmas = karrasSigmas(40, 0.01, 10);
const schedule = { form: "ve", sigmas, timesteps: sigmas.slice(0, -1) } as const;

describe("CFG++", () => {
  const [one, both] = [
    mixtureDenoiser({ means: [[2]], stds: [0.3] }),
    mixtureDenoiser({ means: [[2], [-2]], stds: [0.3, 0.3] }),
  ];
  const start: Tensor = { dims: [1], data: Float32Array.of(-3) };

  it("with lambda 0 is Euler's method without a prompt", async () => {
    const found = await last(sampleCfgPlusPlus(pairOf(one, both), start, schedule, { lambda: 0 }), start);
    expect([...found.data]).toEqual([...(await last(sampleEuler(both, start, schedule), start)).data]);
    expect(found.data[0]).toBeLessThan(-1);
  });

  it("with some guidance ends at the prompt, where plain guidance overshoots", async () => {
    const found = await last(sampleCfgPlusPlus(pairOf(one, both), start, schedule, { lambda: 0.6 }), start);
    expect(Math.abs(found.data[0]! - 2)).toBeLessThan(1);
  });

  it("can be stopped", async () => {
    const reason = new Error("enough");
    const steps = sampleCfgPlusPlus(pairOf(one, both), start, schedule, {
      lambda: 1,
      signal: AbortSignal.abort(reason),
    });
    await expect(last(steps, start)).rejects.toBe(reason);
  });
});

describe("inpainting", () => {
  const images: Tensor = { dims: [2, 1, 2, 2], data: Float32Array.of(1, 1, -1, -1, -1, 1, -1, 1) };
  const keep: Tensor = { dims: [1, 2, 2], data: Float32Array.of(0.25, 0.5, 0.75, -0.5) };
  const mask: Tensor = { dims: [2, 2], data: Float32Array.of(0, 1, 0, 1) };
  const noise: Tensor = { dims: [1, 2, 2], data: Float32Array.of(1, -0.4, 0.3, 0.8) };

  it.each(["ve", "vp"] as const)("keeps what isn't masked, in the form %s", async (form) => {
    const own = { ...schedule, form };
    const start = addNoise(keep, noise, { form, sigma: sigmas[0]! });
    expect(start.data[1]).toBeCloseTo(
      signalScale({ form, sigma: 10 }) * 0.5 + noiseScale({ form, sigma: 10 }) * -0.4,
      5,
    );
    const { data } = await last(sampleEuler(inpaint(optimalDenoiser(images), keep, mask), start, own), start);
    expect(data[0]).toBeCloseTo(0.25, 6);
    expect(data[2]).toBeCloseTo(0.75, 6);
    expect(Math.abs(data[1]!)).toBeCloseTo(1, 3);
    expect(Math.abs(data[3]!)).toBeCloseTo(1, 3);
  });

  it("refuses a mask and samples that don't fit", async () => {
    const code = expect.objectContaining({ code: "diffusion/mask" });
    expect(() => inpaint(optimalDenoiser(images), keep, { dims: [3], data: new Float32Array(3) })).toThrow(code);
    const denoise = inpaint(optimalDenoiser(images), keep, mask);
    await expect(denoise({ dims: [3], data: new Float32Array(3) }, level)).rejects.toThrow(code);
  });
});

describe("slerp", () => {
  const tensor = (...data: number[]): Tensor => ({ dims: [data.length], data: Float32Array.from(data) });

  it("goes along the sphere", () => {
    expectNear(slerp(tensor(1, 0), tensor(0, 1), 1 / 3).data, [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)], 1e-6);
    expectNear(slerp(tensor(1, 0), tensor(0, 1), 0).data, [1, 0], 1e-6);
    expectNear(slerp(tensor(1, 0), tensor(0, 1), 1).data, [0, 1], 1e-6);
  });

  it("is linear between samples that point the same way or opposite ways, or are 0", () => {
    expectNear(slerp(tensor(1, 1), tensor(2, 2), 0.5).data, [1.5, 1.5], 1e-6);
    expectNear(slerp(tensor(1, 1), tensor(-1, -1), 0.25).data, [0.5, 0.5], 1e-6);
    expectNear(slerp(tensor(0, 0), tensor(1, 3), 0.5).data, [0.5, 1.5], 1e-6);
  });
});
