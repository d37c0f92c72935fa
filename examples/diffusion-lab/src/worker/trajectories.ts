import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { TaskOptions } from "@alt2img/core/worker";
import {
  addNoise,
  type Denoiser,
  gaussianNoise,
  levelAt,
  mixtureDenoiser,
  optimalDenoiser,
  samplers,
} from "@alt2img/diffusion";
import { scheduleFor } from "../schedules.js";
import type { PointsName } from "../settings.js";
import type { Part, PointsOrder, Trajectories } from "./protocol.js";

const WALKERS = 60;
const SHOWN = 300;

/** Walks some points from noise to the data. */
export async function trajectories(
  { points, coordinates, sampler: name, schedule: scheduleName, steps }: PointsOrder,
  { signal }: TaskOptions<Part>,
): Promise<Trajectories> {
  const { sample } = samplers.find((each) => each.name === name)!;
  const { denoise, data } = distributions[points]();
  const schedule = scheduleFor(scheduleName, steps, coordinates);
  const dims = [WALKERS, 2];
  const generator = createGenerator(1);
  const noise = gaussianNoise(generator);
  const nothing = { dims, data: new Float32Array(2 * WALKERS) };
  const start = addNoise(nothing, noise(dims, 0, 0), levelAt(schedule, 0));
  let calls = 0;
  const counted: Denoiser = (...call) => {
    calls++;
    return denoise(...call);
  };
  const positions = [start.data];
  for await (const { x } of sample(counted, start, schedule, { noise, signal })) positions.push(x.data);
  return { positions, data, calls };
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
