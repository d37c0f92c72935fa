import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import {
  addNoise,
  type Denoiser,
  gaussianNoise,
  levelAt,
  mixtureDenoiser,
  optimalDenoiser,
  samplers,
} from "@alt2img/diffusion";
import { scheduleFor } from "../diffusion/sampling-schedules.js";
import type { PointsName, PointsOrder, Trajectories } from "./tasks.js";

const WALKERS = 60;
const SHOWN = 300;

/**
 * Walks some points from noise to the data, by the exact denoiser of a Gaussian mixture or of a few points.
 *
 * @see Karras et al. 2022, figure 3, https://arxiv.org/abs/2206.00364
 */
export async function walk(
  { points, coordinates, sampler: name, schedule: scheduleName, steps, seed }: PointsOrder,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Trajectories> {
  const { sample, order, stochastic, paper } = samplers.find((each) => each.name === name)!;
  const { denoise, data } = distributions[points]();
  const schedule = scheduleFor(scheduleName, steps, coordinates);
  const dims = [WALKERS, 2];
  const generator = createGenerator(seed);
  const noise = gaussianNoise(generator);
  const nothing = { dims, data: new Float32Array(2 * WALKERS) };
  const start = addNoise(nothing, noise(dims, 0, 0), levelAt(schedule, 0));
  let calls = 0;
  const counted: Denoiser = (...call) => {
    calls++;
    return denoise(...call);
  };
  const positions = [start.data];
  const sigmas: number[] = [];
  for await (const { x, sigma } of sample(counted, start, schedule, { noise, signal })) {
    positions.push(x.data);
    sigmas.push(sigma);
  }
  return { positions, sigmas, data, calls, sampler: { order, stochastic, paper } };
}

type Distribution = { readonly denoise: Denoiser; readonly data: Float32Array };

const distributions: Readonly<Record<PointsName, () => Distribution>> = {
  clouds() {
    const means = [
      [-1, -0.6],
      [1.1, -0.4],
      [0.1, 1.1],
    ];
    const std = 0.18;
    const normal = createGenerator(2).randn(2 * SHOWN);
    const data = normal.map((value, i) => means[Math.floor(i / 2) % means.length]![i % 2]! + std * value);
    return { denoise: mixtureDenoiser({ means, stds: means.map(() => std) }), data };
  },
  spiral: () => memorised(spiral(60)),
  two: () => memorised(Float32Array.of(-1, 0, 1, 0)),
};

function memorised(data: Float32Array): Distribution {
  const items: Tensor = { dims: [data.length / 2, 2], data };
  return { denoise: optimalDenoiser(items), data };
}

function spiral(count: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, i) => {
    const along = Math.sqrt((Math.floor(i / 2) + 4) / (count + 4));
    const angle = 4 * Math.PI * along;
    return 1.5 * along * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}
