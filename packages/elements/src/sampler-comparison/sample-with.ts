import type { RasterImage, Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { addNoise, type Denoiser, gaussianNoise, levelAt, samplers } from "@alt2img/diffusion";
import { toPicture } from "../diffusion/pixels.js";
import { formOfSampler } from "../diffusion/sampler-forms.js";
import { scheduleFor } from "../diffusion/sampling-schedules.js";
import type { SamplerSteps } from "./tasks.js";

type SampleOptions = { readonly seed: number; readonly signal?: AbortSignal };

/**
 * What a sampler draws from a seed's noise, on Karras' schedule: the same noise for every sampler and number of steps. Samplers that add
 * noise take it from the next seed.
 *
 * @param dims of a picture: `[3, height, width]`
 */
export async function sampleWith(
  { sampler, steps }: SamplerSteps,
  denoise: Denoiser,
  dims: readonly number[],
  { seed, signal }: SampleOptions,
): Promise<{ readonly image: RasterImage; readonly calls: number }> {
  const { sample } = samplers.find(({ name }) => name === sampler)!;
  const schedule = scheduleFor("karras", steps, formOfSampler(sampler));
  const size = dims.reduce((product, length) => product * length, 1);
  const noise = { dims: [...dims], data: createGenerator(seed).randn(size) };
  const nothing = { dims: [...dims], data: new Float32Array(size) };
  let calls = 0;
  const counted: Denoiser = async (x, level, stop) => {
    // A timer lets messages in, such as one that stops this.
    await new Promise((resolve) => setTimeout(resolve));
    stop?.throwIfAborted();
    calls++;
    return denoise(x, level, stop);
  };
  let last: Tensor = addNoise(nothing, noise, levelAt(schedule, 0));
  const options = { signal, noise: gaussianNoise(createGenerator(seed + 1)) };
  for await (const { x } of sample(counted, last, schedule, options)) last = x;
  return { image: toPicture(last), calls };
}
