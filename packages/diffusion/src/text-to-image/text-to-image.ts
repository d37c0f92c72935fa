import type { OnProgress, RasterImage, Tensor } from "@alt2img/core";
import type { Session } from "@alt2img/onnx";
import type { SchedulerConfig } from "../schedule/scheduler-config.js";
import type { SchedulerFields } from "../schedule/scheduler-fields.js";
import type { CrossAttention } from "./attention/cross-attention.js";
import type { Condition } from "./condition.js";
import type { PipelineSampler } from "./pipeline-sampler.js";
import type { NoisePrediction } from "./prompt-denoiser.js";
import type { TokenizedPrompt, TokenizeOptions } from "./prompt-tokenizer.js";

/** Width and height in pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

export type GenerateOptions = {
  /** How often noise is removed: a whole number, 1 or more. Default 20. */
  steps?: number | undefined;
  /**
   * How far to exaggerate what the prompt changes, as in diffusers; 1 or less: not at all, which takes half of the time. FLUX.1 [dev]
   * is told it instead. Default: 7.5; of Stable Diffusion XL 5, of 3 7, of FLUX 3.5.
   */
  guidanceScale?: number | undefined;
  /** What guidance leads away from. Default: the empty text, or nothing at all if a Stable Diffusion XL says so. */
  negativePrompt?: string | undefined;
  /** An integer in [-2⁶³, 2⁶⁴): the noise is that of `torch.Generator().manual_seed(seed)`. Default 0. */
  seed?: number | bigint | undefined;
  /**
   * A variation of the picture: its starting noise on the way to that of another seed, by `slerp`. `strength` is from 0, the same
   * picture, to 1, that of the other seed (but for noise that is added later). Not with `init`.
   */
  variation?: { readonly seed: number | bigint; readonly strength: number } | undefined;
  /** A prompt between two: the text states on the straight way to those of another prompt. `share` is from 0 to 1. */
  blend?: { readonly prompt: string; readonly share: number } | undefined;
  /** Default: that of the model's `scheduler_config.json`. */
  sampler?: PipelineSampler | undefined;
  /** From 0 to 1: how much noise the samplers `"ddim"` and `"tcd"` renew. Default 0. */
  eta?: number | undefined;
  /** Fields of `scheduler_config.json` to have otherwise, such as `{ use_karras_sigmas: true }`. */
  schedule?: Partial<SchedulerFields> | undefined;
  /**
   * A picture to start from: image to image. It is resized as diffusers resizes it, and its alpha is dropped. Needs
   * `vae_encoder/model.onnx`.
   */
  init?: RasterImage | undefined;
  /**
   * With `init`: above 0 (it stays) to 1 (hardly anything of it is left). The share of the steps that is taken; one that leaves no step
   * is an error. Default 0.8, or 1 with a mask.
   */
  strength?: number | undefined;
  /** With `init`: draws only where this picture is white, and keeps the rest. Any size. */
  mask?: RasterImage | undefined;
  /** Default: the model's own; with `init` that picture's, rounded down to what the model can draw. */
  size?: PictureSize | undefined;
  /** How many pictures, one after another, with the seeds `seed`, `seed + 1`, … Default 1. */
  batch?: number | undefined;
  /**
   * Whether brackets in the prompts are weights: `(red:1.3) heart`, `(red)`, `[red]`; see `weightedParts` for the syntax. If not, they
   * are text, as in diffusers. Default true.
   */
  weighting?: boolean | undefined;
  /**
   * Whether steps and pictures say where each word was attended to, for `wordMaps`. The first time, the U-Net is opened again.
   * Default false.
   */
  attention?: boolean | undefined;
  /** Whether steps have the network's predictions. Default false. */
  predictions?: boolean | undefined;
  /** Stops within one call of a network; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"denoise"`, in steps of the whole batch. */
  onProgress?: OnProgress | undefined;
};

/** One step. Plain data but for `preview`. */
export type GenerationStep = {
  readonly type: "step";
  /** Which picture of the batch, from 0, and its seed. */
  readonly imageIndex: number;
  readonly seed: number | bigint;
  /** From 0 to `steps` minus 1. */
  readonly index: number;
  /** How many there are for each picture. */
  readonly steps: number;
  /** The noise level before the step, in units of the latents. */
  readonly sigma: number;
  /** What the U-Net was told. */
  readonly timestep: number | undefined;
  /** The clean latents as guessed in this step, `[1, channels, height, width]`. */
  readonly denoised: Tensor;
  /** The latents after this step. Same dims. */
  readonly latents: Tensor;
  /** Summed over the calls of the network in this step: most samplers make one. Only with the option `attention`. */
  readonly attention?: CrossAttention;
  /** One for each call of the network in this step, in order. Only with the option `predictions`. */
  readonly predictions?: readonly NoisePrediction[];
  /** Decodes `denoised`, when you call it. */
  preview(): Promise<RasterImage>;
};

/** A finished picture. Plain data. */
export type GeneratedImage = {
  readonly type: "image";
  /** Which picture of the batch, from 0, and its seed. */
  readonly imageIndex: number;
  readonly seed: number | bigint;
  readonly image: RasterImage;
  /** What it was decoded from, `[1, channels, height, width]`. */
  readonly latents: Tensor;
  /** The words of the prompt that the model didn't see because it was too long. */
  readonly cutWords: readonly string[];
  /** Summed over all steps. Only with the option `attention`. */
  readonly attention?: CrossAttention;
};

export type EncodeOptions = TokenizeOptions & { signal?: AbortSignal | undefined };

/** A text-to-image model. Close it when you are done. */
export type TextToImage = {
  /** The folder's name. */
  readonly name: string;
  /** What it draws if no size is given. */
  readonly size: PictureSize;
  /** How many tokens of a prompt the model sees, with those that mark start and end. */
  readonly contextLength: number;
  /** What `generate` takes if no `guidanceScale` is given. */
  readonly guidanceScale: number;
  readonly scheduler: SchedulerConfig;
  /** Where the U-Net runs, and in words why not on another device or faster. */
  readonly runtime: Pick<Session, "device" | "note">;
  tokenize(prompt: string, options?: TokenizeOptions): TokenizedPrompt;
  /** The text states that the U-Net attends to, with the weights of the prompt. */
  encode(prompt: string, options?: EncodeOptions): Promise<Condition>;
  /**
   * Draws a prompt: each step, then the picture. The same seed gives the same picture, alone or in a batch. Leave the loop with
   * `break` whenever you like.
   *
   * @throws Alt2imgError `diffusion/prompt`, `diffusion/generate` for an option that can't be, `diffusion/sampler`,
   *   `diffusion/not-finite` when a network goes wrong, `diffusion/no-attention`, what `scheduleFromConfig` throws; `onnx/closed` after `close`
   */
  generate(prompt: string, options?: GenerateOptions): AsyncGenerator<GenerationStep | GeneratedImage, void, void>;
  /** Frees all networks. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
