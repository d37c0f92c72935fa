// How fast samplers converge: the error at the end of 32 and of 64 steps from sigma 10 to 0.1, from the same start, under the exact
// denoiser of a Gaussian mixture. The order is the binary logarithm of their ratio. The truth is the end of 4,096 steps of DPM++ 3S.
import {
  exponentialSigmas,
  mixtureDenoiser,
  type Sampler,
  type Schedule,
  sampleDdim,
  sampleDeis,
  sampleDpmMultistep,
  sampleDpmSinglestep,
  sampleEuler,
  sampleHeun,
  sampleUnipc,
} from "@alt2img/diffusion";
import { type Comparison, compare } from "../compare.js";

const [coarse, fine, finest] = [32, 64, 4096];
const starts = 64;
const mixture = mixtureDenoiser({
  means: [
    [1, 0],
    [-1, 0.5],
    [0, -1.5],
  ],
  stds: [0.4, 0.3, 0.5],
  weights: [1, 2, 1],
});
const full = { lowerOrderFinal: false } as const;
const methods: readonly [name: string, sample: Sampler<object>][] = [
  ["Euler", sampleEuler],
  ["DDIM", sampleDdim],
  ["Heun", sampleHeun],
  ["DPM++ 2M", (d, x, s, o) => sampleDpmMultistep(d, x, s, { ...o, ...full })],
  ["DPM++ 2S", (d, x, s, o) => sampleDpmSinglestep(d, x, s, { ...o, ...full, order: 2 })],
  ["DPM++ 3S", dpm3S],
  ["DEIS 3", (d, x, s, o) => sampleDeis(d, x, s, { ...o, ...full, order: 3 })],
  ["UniPC", (d, x, s, o) => sampleUnipc(d, x, s, { ...o, ...full })],
  ["UniPC 3", (d, x, s, o) => sampleUnipc(d, x, s, { ...o, ...full, order: 3 })],
];

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const truth = await end(dpm3S, finest);
  const candidates = methods.map(([name, sample]) => ({
    name,
    run: async () => {
      const [of32, of64] = [distance(await end(sample, coarse), truth), distance(await end(sample, fine), truth)];
      return `order ${Math.log2(of32 / of64).toFixed(2)}, error ${of64.toExponential(1)}`;
    },
  }));
  yield await compare({
    title: `Convergence from ${coarse} to ${fine} steps, ${starts} points under a Gaussian mixture's exact denoiser`,
    bytes: starts * 8,
    items: { count: starts * (coarse + fine), unit: "steps" },
    candidates,
  });
}

function dpm3S(...[d, x, s, o]: Parameters<Sampler<object>>): ReturnType<Sampler<object>> {
  return sampleDpmSinglestep(d, x, s, { ...o, ...full, order: 3, solverType: "heun" });
}

async function end(sample: Sampler<object>, steps: number): Promise<Float32Array> {
  const sigmas = exponentialSigmas(steps + 1, 0.1, 10).slice(0, -1);
  const schedule: Schedule = { form: "ve", sigmas, timesteps: sigmas.slice(0, -1) };
  let x = { dims: [starts, 2], data: startingPoints() };
  for await (const step of sample(mixture, x, schedule, {})) x = { ...x, data: step.x.data };
  return x.data;
}

/** Spread like noise of sigma 10: the quantiles of its radius, at multiples of the golden angle. */
const startingPoints = (): Float32Array =>
  Float32Array.from({ length: 2 * starts }, (_, i) => {
    const point = i >> 1;
    const radius = 10 * Math.sqrt(-2 * Math.log((point + 0.5) / starts));
    const angle = point * Math.PI * (3 - Math.sqrt(5));
    return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });

/** The root of the mean squared distance. */
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / starts);
