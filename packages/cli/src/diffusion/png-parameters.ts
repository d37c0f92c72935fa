/** How a picture was made. */
export type PictureParameters = {
  readonly prompt: string;
  readonly negative: string;
  readonly steps: number;
  readonly sampler: string;
  readonly guidance: number;
  readonly seed: number | bigint;
  readonly width: number;
  readonly height: number;
  readonly model: string;
};

/**
 * The text "parameters" of a PNG, as the web interface of AUTOMATIC1111 writes it and other programs read it: the prompt, then the
 * negative one, then the numbers.
 *
 * @see https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#png-info
 */
export function pngParameters(parameters: PictureParameters): string {
  const { prompt, negative, steps, sampler, guidance, seed, width, height, model } = parameters;
  return [
    prompt,
    ...(negative === "" ? [] : [`Negative prompt: ${negative}`]),
    `Steps: ${steps}, Sampler: ${sampler}, CFG scale: ${guidance}, Seed: ${seed}, Size: ${width}x${height}, Model: ${model}`,
  ].join("\n");
}
