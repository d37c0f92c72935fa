import type { ModelFolder, RasterImage } from "@alt2img/core";
import { Alt2imgError } from "@alt2img/core";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import type { GeneratedImage, GenerateOptions, TextToImage } from "../../src/text-to-image/index.js";
import families from "../golden/pipelines/families.json" with { type: "json" };

/** What diffusers drew with one of the pipelines: see the README beside the goldens. */
export type FamilyCase = {
  readonly prompt: string | null;
  readonly seed: number;
  readonly steps: number;
  readonly guidance_scale: number;
  readonly scheduler: Readonly<Record<string, unknown>>;
  readonly negative_prompt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly init?: readonly number[];
  readonly strength?: number;
  readonly masked?: boolean;
  readonly force_zeros?: boolean;
  readonly without_t5?: boolean;
  readonly schnell?: boolean;
  readonly latents?: string;
  readonly rgb: string;
  readonly size: readonly number[];
};

export type FamilyName = "sd1" | "sd2" | "inpaint" | "xl" | "sd3" | "flux" | "lcm" | "pixels";

export const familyCases: Readonly<Record<FamilyName, readonly FamilyCase[]>> = {
  ...(families.img2img as Record<"sd1" | "sd2" | "inpaint", FamilyCase[]>),
  xl: families.xl as FamilyCase[],
  sd3: families.sd3 as FamilyCase[],
  flux: families.flux as FamilyCase[],
  lcm: families.lcm as FamilyCase[],
  pixels: families.pixels as FamilyCase[],
};
export const previewCase: FamilyCase = families.preview[0] as FamilyCase;

/** Networks that a pipeline shares with another one, and the tokenizers of the tiny world. */
const shared: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inpaint: { text_encoder: "sd1/text_encoder", vae_decoder: "sd1/vae_decoder", vae_encoder: "sd1/vae_encoder" },
  lcm: { text_encoder: "sd1/text_encoder", vae_decoder: "sd1/vae_decoder", vae_encoder: "sd1/vae_encoder" },
  xl: { vae_decoder: "sd1/vae_decoder", vae_encoder: "sd1/vae_encoder" },
  sd3: { text_encoder_2: "xl/text_encoder_2", vae_decoder: "sd1/vae_decoder", vae_encoder: "sd1/vae_encoder" },
  flux: {
    text_encoder: "xl/text_encoder",
    text_encoder_2: "sd3/text_encoder_3",
    tokenizer_2: "sd3/tokenizer_3",
    vae_decoder: "sd1/vae_decoder",
    vae_encoder: "sd1/vae_encoder",
  },
};

/** A file of the goldens, wherever the test runs. */
export type ReadGolden = (path: string) => Promise<Uint8Array>;

/** One of the pipelines, with the scheduler of a case. */
export function familyFolder(
  name: FamilyName,
  one: Pick<FamilyCase, "scheduler" | "force_zeros" | "without_t5" | "schnell">,
  readGolden: ReadGolden,
  changed: Readonly<Record<string, Uint8Array | string | undefined>> = {},
): ModelFolder {
  const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  return {
    name,
    async read(path, options) {
      if (Object.hasOwn(changed, path)) {
        const file = changed[path];
        if (file === undefined) throw new Alt2imgError("changed/no-such-file", `There is no ${path}.`);
        return typeof file === "string" ? new TextEncoder().encode(file) : file;
      }
      const slash = path.indexOf("/");
      const [part, file] = [path.slice(0, slash), path.slice(slash + 1)];
      if (path === "scheduler/scheduler_config.json") return text(one.scheduler);
      if (path === "model_index.json") {
        const index = JSON.parse(new TextDecoder().decode(await readGolden(`${name}/${path}`)));
        if (one.force_zeros === false) index.force_zeros_for_empty_prompt = false;
        if (one.without_t5) index.text_encoder_3 = [null, null];
        return text(index);
      }
      if (part === "tokenizer" || (part === "tokenizer_2" && name !== "flux")) {
        const bytes = await tinyStableDiffusion.read(`tokenizer/${file}`, options);
        if (part === "tokenizer" || !file.match(/^(tokenizer_config|special_tokens_map)/)) return bytes;
        return text({ ...JSON.parse(new TextDecoder().decode(bytes)), pad_token: "!" });
      }
      if (part === "transformer" && one.schnell) return readGolden(`flux/schnell/${file}`);
      // The scales of the autoencoder are each pipeline's own.
      const own = part.startsWith("vae_") && file === "config.json" && name !== "inpaint" && name !== "lcm";
      const folder = own ? undefined : shared[name]?.[part];
      return readGolden(folder === undefined ? `${name}/${path}` : `${folder}/${file}`);
    },
  };
}

/** The picture that the goldens start from, by the formula of `families.py`. */
export function startPicture(width: number, height: number): RasterImage {
  return pictureFrom(width, height, (x, y) => [
    (x * 7 + y * 3) % 256,
    (x * 2 + y * 11) % 256,
    255 * ((Math.floor(x / 5) + Math.floor(y / 4)) % 2),
  ]);
}

export function startMask(width: number, height: number): RasterImage {
  return pictureFrom(width, height, (x, y) => {
    const value = 2 * x >= width || 3 * y >= 2 * height ? 255 : 0;
    return [value, value, value];
  });
}

function pictureFrom(width: number, height: number, at: (x: number, y: number) => number[]): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(at(x, y), 4 * (y * width + x));
  return { width, height, data };
}

function optionsOf(one: FamilyCase): GenerateOptions {
  const size = one.init && one.width === undefined ? undefined : { width: one.size[0]!, height: one.size[1]! };
  const [width, height] = (one.init ?? []) as [number, number];
  return {
    seed: one.seed,
    steps: one.steps,
    guidanceScale: one.guidance_scale,
    negativePrompt: one.negative_prompt,
    size,
    strength: one.strength,
    init: one.init && startPicture(width, height),
    mask: one.masked ? startMask(width, height) : undefined,
  };
}

export async function drawCase(
  model: TextToImage,
  one: FamilyCase,
  more: GenerateOptions = {},
): Promise<GeneratedImage> {
  let last: GeneratedImage | undefined;
  for await (const event of model.generate(one.prompt ?? "", { ...optionsOf(one), ...more })) {
    if (event.type === "image") last = event;
  }
  return last!;
}

/** The red, green and blue bytes of a picture, and those of a golden. */
export const rgbOf = ({ data }: RasterImage): Uint8Array => Uint8Array.from(data.filter((_, i) => i % 4 !== 3));
export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
