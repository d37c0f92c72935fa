/** How a picture was made. */
export type PictureParameters = {
  readonly prompt: string;
  readonly negative: string;
  readonly steps: number;
  readonly sampler: string;
  /** What `--schedule` says. */
  readonly schedule?: string | undefined;
  readonly guidance: number;
  readonly seed: number | bigint;
  readonly width: number;
  readonly height: number;
  readonly model: string;
  /** Of image to image. */
  readonly strength?: number | undefined;
  /** Whether brackets in the prompts were weights. */
  readonly weighting: boolean;
};

/**
 * The text "parameters" of a PNG, as the web interface of AUTOMATIC1111 writes it and other programs read it: the prompt, then the
 * negative one, then the numbers.
 *
 * @see https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#png-info
 */
export function pngParameters(parameters: PictureParameters): string {
  const { prompt, negative, steps, sampler, schedule, guidance, seed, width, height, model } = parameters;
  const { strength, weighting } = parameters;
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
