import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { serve, type TaskOptions } from "@alt2img/core/worker";
import { type Form, type Level, noiseScale } from "@alt2img/diffusion";
import type { TextToImage } from "@alt2img/diffusion/text-to-image";
import { isPipelineSampler, noiseIn, noisePicture, noisyPicture, pipelineSamplers } from "@alt2img/elements/diffusion";
import { openTextToImage } from "@alt2img/elements/text-to-image";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import type { NetworkOrder, NetworkTasks, Part } from "./protocol.js";

let loading: Promise<TextToImage> | undefined;

/** The model is loaded once, by the first call, and stays. */
function model({ signal, onPart }: TaskOptions<Part>): Promise<TextToImage> {
  const onRead = (done: number, total = done): void => onPart({ type: "read", done, total });
  loading ??= openTextToImage(tinyStableDiffusion, { signal, onRead }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function paint(
  { prompt, sampler, steps, guidance, seed, pace }: NetworkOrder,
  options: TaskOptions<Part>,
): Promise<undefined> {
  const { signal, onPart } = options;
  const loaded = await model(options);
  let asked = 0;
  let noisy: Tensor | undefined;
  // Without a choice, the model's own: the pipeline hasn't got every sampler.
  const choice = isPipelineSampler(sampler) ? { sampler } : {};
  const form: Form = pipelineSamplers[sampler] ?? "vp";
  const settings = { steps, guidanceScale: guidance, seed, signal, ...choice };
  for await (const event of loaded.generate(prompt, settings)) {
    if (event.type === "image") break;
    const started = performance.now();
    const { index, sigma, denoised, latents } = event;
    const level: Level = { form, sigma };
    noisy ??= startFor(latents, level, seed);
    asked++;
    onPart({
      type: "step",
      step: {
        painter: "network",
        index,
        sigma,
        noisy: noisyPicture(noisy, level),
        denoised: await event.preview(),
        noise: noisePicture(noiseIn(noisy, denoised, level)),
      },
    });
    noisy = latents;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pace - (performance.now() - started))));
    signal.throwIfAborted();
  }
  const { sampler: used } = { ...loaded.scheduler, ...choice };
  onPart({ type: "finished", finished: { painter: "network", sampler: used, steps: asked, calls: asked } });
}

/** The latents before the first step. */
function startFor({ dims, data }: Tensor, level: Level, seed: number): Tensor {
  const scale = Number.isFinite(level.sigma) ? noiseScale(level) : 1;
  return {
    dims,
    data: createGenerator(seed)
      .randn(data.length)
      .map((value) => scale * value),
  };
}

serve<NetworkTasks, Part>({
  async load(_, options) {
    await model(options);
    return undefined;
  },
  paint: ([order], options) => paint(order, options),
});
