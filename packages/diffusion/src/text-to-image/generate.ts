import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { gaussianNoise } from "../sampler/noise.js";
import { initNoiseSigma } from "../schedule/schedule-from-config.js";
import type { SchedulerConfig } from "../schedule/scheduler-config.js";
import { combine } from "../tensor/combine.js";
import { slerp } from "../tensor/slerp.js";
import { recordAttention } from "./attention/record-attention.js";
import { chooseScheduler } from "./choose-scheduler.js";
import { between, type Condition } from "./condition.js";
import { checkEdit, type EditedStart, encodeEdit, startFrom } from "./edit.js";
import type { PipelineConfig, PipelineKind } from "./pipeline-config.js";
import { type NoisePrediction, promptDenoiser } from "./prompt-denoiser.js";
import { type PromptEncoder, zeroCondition } from "./prompt-encoder.js";
import { samplerFor } from "./sampler-for.js";
import { scheduleFor } from "./schedule-for.js";
import type { EncodeOptions, GeneratedImage, GenerateOptions, GenerationStep, PictureSize } from "./text-to-image.js";
import type { UNet } from "./unet.js";
import type { VaeDecoder } from "./vae-decoder.js";
import type { VaeEncoder } from "./vae-encoder.js";

/** The networks of a pipeline, and what its files say. */
export type Pipeline = {
  readonly config: PipelineConfig;
  /** The model's own. */
  readonly scheduler: SchedulerConfig;
  readonly promptEncoder: PromptEncoder;
  readonly unet: UNet;
  readonly vaeDecoder: VaeDecoder;
  readonly previewDecoder: VaeDecoder;
  /** Opens what turns pictures into latents, when it is needed for the first time. */
  openEncoder(signal?: AbortSignal): Promise<VaeEncoder>;
  /** Frees what isn't needed between calls, if memory is low. */
  rest(): Promise<void>;
};

/** As diffusers' pipelines have it. */
const defaultGuidance: Readonly<Record<PipelineKind, number>> = { sd: 7.5, xl: 5, sd3: 7, flux: 3.5, pixels: 1 };

/** As `LatentConsistencyModelPipeline` has it. */
const toldGuidance = 8.5;

/** The guidance if none is given. */
export const usualGuidance = ({ kind, network }: Pick<PipelineConfig, "kind" | "network">): number =>
  kind === "sd" && network.guidanceSize !== undefined ? toldGuidance : defaultGuidance[kind];

/** The size of pictures if none is given. */
export function ownSize({ config: { network, vae }, unet: { fixed } }: Pick<Pipeline, "config" | "unet">): PictureSize {
  const [height, width] = [fixed[0] ?? network.sampleSize[0], fixed[1] ?? network.sampleSize[1]];
  return { width: width * vae.factor, height: height * vae.factor };
}

/** The size of a picture that is given, rounded down to what the model can draw. */
function sizeOf({ width, height }: RasterImage, pipeline: Pipeline): PictureSize {
  const {
    config: { network, vae },
    unet: { fixed },
  } = pipeline;
  if (fixed[0] !== undefined || fixed[1] !== undefined) return ownSize(pipeline);
  const unit = vae.factor * network.whole;
  return { width: Math.max(width - (width % unit), unit), height: Math.max(height - (height % unit), unit) };
}

export async function* generate(
  pipeline: Pipeline,
  prompt: string,
  {
    steps = 20,
    guidanceScale = usualGuidance(pipeline.config),
    negativePrompt,
    seed = 0,
    sampler,
    eta = 0,
    schedule: fields,
    variation,
    blend,
    init,
    mask,
    strength = mask === undefined ? 0.8 : 1,
    size = init === undefined ? ownSize(pipeline) : sizeOf(init, pipeline),
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
  const { config, promptEncoder, unet, vaeDecoder, previewDecoder } = pipeline;
  const { kind, network, vae } = config;
  checkPrompts(config, prompt, negativePrompt);
  checkEdit(config, { init, mask });
  checkBetween({ variation, blend, init }, kind);
  const dims = latentDims(pipeline, size);
  const tokenized = promptEncoder.tokenizer.tokenize(prompt, { weighting });
  const scheduler =
    sampler === undefined && fields === undefined
      ? pipeline.scheduler
      : chooseScheduler(config.scheduler, config.schedulerFile, { sampler, schedule: fields });
  const sample = samplerFor(scheduler, eta);
  const fromNoise = init === undefined || (mask !== undefined && strength === 1);
  const schedule = scheduleFor(scheduler, config, {
    steps,
    latents: [dims[2]!, dims[3]!],
    strength: init === undefined ? undefined : strength,
  });
  const total = schedule.timesteps.length;
  const initNoise = fromNoise ? initNoiseSigma(scheduler, schedule) : 1;

  try {
    const conditions = await encodePrompts(
      pipeline,
      { prompt, blend, negativePrompt, guidanceScale },
      { signal, weighting },
    );
    if (attention) await unet.openAttention(signal);
    const sizes = { latentSize: [dims[2]!, dims[3]!], pictureSize: [size.height, size.width] } as const;
    const recorder = attention ? recordAttention(conditions.prompt, tokenized, sizes) : undefined;
    let predicted: NoisePrediction[] = [];
    const watch = {
      attention: recorder?.watch,
      prediction: predictions ? (prediction: NoisePrediction) => predicted.push(prediction) : undefined,
    };
    const edit =
      init && (await encodeEdit(await pipeline.openEncoder(signal), { init, mask, size, factor: vae.factor }, signal));
    for (let imageIndex = 0; imageIndex < batch; imageIndex++) {
      const imageSeed = imageIndex === 0 ? seed : nextSeed(seed, imageIndex);
      // All the noise of a picture comes from one generator, in the order in which diffusers draws it.
      const noise = gaussianNoise(createGenerator(imageSeed));
      let start: Pick<EditedStart, "latents" | "unet"> & Partial<EditedStart>;
      if (edit !== undefined) start = startFrom(edit, { unet, network, schedule, noise, fromNoise, initNoise });
      else {
        const own = noise(dims, 0, 0);
        const varied =
          variation === undefined
            ? own
            : slerp(own, gaussianNoise(createGenerator(variation.seed))(dims, 0, 0), variation.strength);
        start = { unet, latents: combine([initNoise, varied]) };
      }
      const plain = promptDenoiser(start.unet, conditions, scheduler, guidanceScale, watch);
      const denoise = start.keep?.(plain) ?? plain;
      let { latents } = start;
      for await (const step of sample(denoise, latents, schedule, { signal, noise })) {
        const { index, sigma, timestep, denoised } = step;
        latents = start.after?.(step.x, index) ?? step.x;
        onProgress?.({ stage: "denoise", done: imageIndex * total + index + 1, total: batch * total, unit: "steps" });
        yield {
          type: "step",
          imageIndex,
          seed: imageSeed,
          index,
          steps: total,
          sigma,
          timestep,
          denoised: copyOf(denoised),
          latents: copyOf(latents),
          ...(recorder ? { attention: recorder.takeStep() } : {}),
          ...(predictions ? { predictions: predicted } : {}),
          preview: () => previewDecoder.decode(denoised, signal),
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
  } finally {
    await pipeline.rest();
  }
}

/** The sampler still reads its own arrays, so that callers may write into these. */
const copyOf = ({ dims, data }: Tensor): Tensor => ({ dims: dims.slice(), data: data.slice() });

/** What the network is told: with the prompt, and without it if there is guidance. */
async function encodePrompts(
  { config: { kind, network, forceZeros }, promptEncoder }: Pipeline,
  {
    prompt,
    blend,
    negativePrompt,
    guidanceScale,
  }: Pick<GenerateOptions, "blend" | "negativePrompt"> & { prompt: string; guidanceScale: number },
  options: EncodeOptions,
): Promise<{ prompt: Condition; negative?: Condition | undefined }> {
  if (kind === "flux" || network.guidanceSize !== undefined) {
    return { prompt: { ...(await encodePrompt(promptEncoder, prompt, blend, options)), guidance: guidanceScale } };
  }
  const guided = guidanceScale > 1 && kind !== "pixels";
  const zeros = forceZeros && negativePrompt === undefined;
  const negative = guided && !zeros ? await promptEncoder.encode(negativePrompt ?? "", options) : undefined;
  const positive = await encodePrompt(promptEncoder, prompt, blend, options);
  return { prompt: positive, negative: guided && zeros ? zeroCondition(positive) : negative };
}

async function encodePrompt(
  encoder: Pipeline["promptEncoder"],
  prompt: string,
  blend: GenerateOptions["blend"],
  options: EncodeOptions,
): Promise<Condition> {
  const own = await encoder.encode(prompt, options);
  return blend === undefined ? own : between(own, await encoder.encode(blend.prompt, options), blend.share);
}

function checkBetween({ variation, blend, init }: GenerateOptions, kind: PipelineKind): void {
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  if (variation !== undefined && !isShare(variation.strength)) {
    throw wrong(`variation.strength is ${variation.strength}; give a number from 0 to 1.`);
  }
  if (variation !== undefined && init !== undefined) {
    throw wrong(
      "variation changes the noise that a picture starts from, and init starts from a picture: leave one out.",
    );
  }
  if (blend !== undefined && !isShare(blend.share)) {
    throw wrong(`blend.share is ${blend.share}; give a number from 0 to 1.`);
  }
  if (blend !== undefined && kind === "pixels") throw wrong("This model draws without a prompt: leave blend out.");
}

function checkPrompts({ kind, network }: PipelineConfig, prompt: string, negativePrompt: string | undefined): void {
  if (kind === "pixels" && (prompt !== "" || negativePrompt)) {
    throw wrong("This model draws without a prompt: leave it empty.");
  }
  if ((kind === "flux" || network.guidanceSize !== undefined) && negativePrompt) {
    const name = kind === "flux" ? "FLUX" : "A latent consistency model";
    throw wrong(`${name} is told the strength of its guidance and has no negative prompt: leave negativePrompt out.`);
  }
}

const nextSeed = (seed: number | bigint, i: number): number | bigint =>
  typeof seed === "bigint" ? seed + BigInt(i) : seed + i;

function latentDims({ config: { network, vae }, unet: { fixed } }: Pipeline, size: PictureSize): number[] {
  const unit = vae.factor * network.patch;
  for (const [name, value, axis] of [
    ["width", size.width, 1],
    ["height", size.height, 0],
  ] as const) {
    const only = fixed[axis];
    if (only !== undefined && only !== value / vae.factor) {
      throw wrong(
        `The ${name} is ${value}, but the model was exported for ${only * vae.factor} alone: leave size out.`,
      );
    }
    if (!(Number.isSafeInteger(value) && value >= unit && value % unit === 0)) {
      throw wrong(`The ${name} is ${value}; give a multiple of ${unit}.`);
    }
  }
  return [1, network.channels, size.height / vae.factor, size.width / vae.factor];
}

const wrong = (message: string): Alt2imgError => new Alt2imgError("diffusion/generate", message);
