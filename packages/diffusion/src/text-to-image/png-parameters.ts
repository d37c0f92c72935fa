/** How a picture was made. */
export type PictureParameters = {
  readonly prompt: string;
  /** The negative prompt. Default: none. */
  readonly negative?: string | undefined;
  readonly steps: number;
  readonly sampler: string;
  /** The name of a schedule other than the model's own. */
  readonly schedule?: string | undefined;
  /** The scale of the guidance. */
  readonly guidance: number;
  readonly seed: number | bigint;
  readonly width: number;
  readonly height: number;
  readonly model: string;
  /** Of image to image. */
  readonly strength?: number | undefined;
  /** Whether brackets in the prompts were weights. Default true. */
  readonly weighting?: boolean | undefined;
};

/**
 * The text to write into a PNG under the keyword `parameters`, as the web interface of AUTOMATIC1111 writes it and other programs read it: the prompt, then the
 * negative one, then the numbers.
 *
 * @see https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#png-info
 */
export function pngParameters(parameters: PictureParameters): string {
  const { prompt, negative = "", steps, sampler, schedule, guidance, seed, width, height, model } = parameters;
  const { strength, weighting = true } = parameters;
  const numbers = {
    Steps: steps,
    Sampler: sampler,
    ...(schedule === undefined ? {} : { "Schedule type": schedule }),
    "CFG scale": guidance,
    Seed: seed,
    Size: `${width}x${height}`,
    Model: model,
    ...(strength === undefined ? {} : { "Denoising strength": strength }),
    // By that program's name for it.
    ...(weighting ? {} : { Emphasis: "None" }),
  };
  return [
    prompt,
    ...(negative === "" ? [] : [`Negative prompt: ${negative}`]),
    Object.entries(numbers)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", "),
  ].join("\n");
}
