import { Alt2imgError, type Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { gaussianNoise } from "../sampler/noise.js";
import { initNoiseSigma, scheduleFromConfig } from "../schedule/schedule-from-config.js";
import { recordAttention } from "./attention/record-attention.js";
import { chooseScheduler } from "./choose-scheduler.js";
import type { Condition } from "./condition.js";
import type { PipelineConfig } from "./pipeline-config.js";
import { weighStates } from "./prompt/weigh-states.js";
import { type NoisePrediction, promptDenoiser } from "./prompt-denoiser.js";
import { samplerFor } from "./sampler-for.js";
import type { TextEncoder } from "./text-encoder.js";
import type { EncodeOptions, GeneratedImage, GenerateOptions, GenerationStep, PictureSize } from "./text-to-image.js";
import type { UNet } from "./unet.js";
import type { VaeDecoder } from "./vae-decoder.js";

/** The networks of a pipeline, and what its files say. */
export type Pipeline = {
  readonly config: PipelineConfig;
  readonly textEncoder: TextEncoder;
  readonly unet: UNet;
  readonly vaeDecoder: VaeDecoder;
};

export async function encodePrompt(
  { textEncoder }: Pipeline,
  prompt: string,
  { signal, weighting }: EncodeOptions = {},
): Promise<Condition> {
  const { inputIds, weights } = textEncoder.tokenizer.tokenize(prompt, { weighting });
  return { states: weighStates(await textEncoder.encode(inputIds, signal), weights) };
}

/** The size of pictures if none is given. */
export function ownSize({ config: { unet, vae }, unet: { fixed } }: Pick<Pipeline, "config" | "unet">): PictureSize {
  const [height, width] = [fixed[0] ?? unet.sampleSize[0], fixed[1] ?? unet.sampleSize[1]];
  return { width: width * vae.factor, height: height * vae.factor };
}

export async function* generate(
  pipeline: Pipeline,
  prompt: string,
  {
    steps = 20,
    guidanceScale = 7.5,
    negativePrompt = "",
    seed = 0,
    sampler,
    eta = 0,
    schedule: fields,
    size = ownSize(pipeline),
    batch = 1,
    weighting,
    attention = false,
    predictions = false,
    signal,
    onProgress,
  }: GenerateOptions = {},
): AsyncGenerator<GenerationStep | GeneratedImage, void, void> {
  signal?.throwIfAborted();
  if (!Number.isFinite(guidanceScale)) throw wrong(`guidanceScale is ${guidanceScale}; give a number, 1 for none.`);
  if (!(Number.isSafeInteger(batch) && batch >= 1)) throw wrong(`batch is ${batch}; give a whole number, 1 or more.`);
  if (!(eta >= 0 && eta <= 1)) throw wrong(`eta is ${eta}; give a number from 0 to 1.`);
  const { config, vaeDecoder } = pipeline;
  const dims = latentDims(pipeline, size);
  const tokenized = pipeline.textEncoder.tokenizer.tokenize(prompt, { weighting });
  const scheduler = chooseScheduler(config.scheduler, config.schedulerFile, { sampler, schedule: fields });
  const sample = samplerFor(scheduler, eta);
  const schedule = scheduleFromConfig(scheduler, steps);
  const total = schedule.timesteps.length;

  const text = { signal, weighting };
  const negative = guidanceScale > 1 ? await encodePrompt(pipeline, negativePrompt, text) : undefined;
  const conditions = { prompt: await encodePrompt(pipeline, prompt, text), negative };
  if (attention) await pipeline.unet.openAttention(signal);
  const sizes = { latentSize: [dims[2]!, dims[3]!], pictureSize: [size.height, size.width] } as const;
  const recorder = attention ? recordAttention(conditions.prompt, tokenized, sizes) : undefined;
  let predicted: NoisePrediction[] = [];
  const denoise = promptDenoiser(pipeline.unet, conditions, scheduler, guidanceScale, {
    attention: recorder?.watch,
    prediction: predictions ? (prediction) => predicted.push(prediction) : undefined,
  });
  const seeds = Array.from({ length: batch }, (_, i) => (i === 0 ? seed : nextSeed(seed, i)));
  for (const [imageIndex, imageSeed] of seeds.entries()) {
    // All the noise of a picture comes from one generator, in the order in which diffusers draws it.
    const noise = gaussianNoise(createGenerator(imageSeed));
    const strength = initNoiseSigma(scheduler, schedule);
    const start = noise(dims, 0, 0);
    let latents: Tensor = { dims, data: start.data.map((value) => value * strength) };
    for await (const step of sample(denoise, latents, schedule, { signal, noise })) {
      latents = step.x;
      const { index, sigma, timestep, denoised } = step;
      onProgress?.({ stage: "denoise", done: imageIndex * total + index + 1, total: batch * total, unit: "steps" });
      yield {
        type: "step",
        imageIndex,
        seed: imageSeed,
        index,
        steps: total,
        sigma,
        timestep,
        denoised,
        latents,
        ...(recorder ? { attention: recorder.takeStep() } : {}),
        ...(predictions ? { predictions: predicted } : {}),
        preview: () => vaeDecoder.decode(denoised, signal),
      };
      predicted = [];
    }
    const image = await vaeDecoder.decode(latents, signal);
    yield {
      type: "image",
      imageIndex,
      seed: imageSeed,
      image,
      latents,
      cutWords: tokenized.cutWords,
      ...(recorder ? { attention: recorder.takePicture() } : {}),
    };
  }
}

const nextSeed = (seed: number | bigint, i: number): number | bigint =>
  typeof seed === "bigint" ? seed + BigInt(i) : seed + i;

function latentDims({ config: { unet, vae }, unet: { fixed } }: Pipeline, { width, height }: PictureSize): number[] {
  for (const [name, value, axis] of [
    ["width", width, 1],
    ["height", height, 0],
  ] as const) {
    if (!(Number.isSafeInteger(value) && value >= vae.factor && value % vae.factor === 0)) {
      throw wrong(`The ${name} is ${value}; give a multiple of ${vae.factor}.`);
    }
    const only = fixed[axis];
    if (only === undefined || only === value / vae.factor) continue;
    throw wrong(`The ${name} is ${value}, but the model was exported for ${only * vae.factor} alone: leave size out.`);
  }
  return [1, unet.channels, height / vae.factor, width / vae.factor];
}

const wrong = (message: string): Alt2imgError => new Alt2imgError("diffusion/generate", message);
