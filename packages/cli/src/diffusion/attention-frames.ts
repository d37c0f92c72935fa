import type { RasterImage } from "@alt2img/core";
import type { CrossAttention, WordMap } from "@alt2img/diffusion/text-to-image";
import type { ModelPackages } from "../models/model-packages.js";
import { asFrame, type Frame } from "./contact-sheet.js";

/** The colour of the places that looked at a word most, and how much of it they have. */
const HEAT = [255, 80, 0] as const;
const STRENGTH = 0.85;

/** The picture, and for each word the same in grey with a map laid over it: orange where the word was attended to. */
export async function attentionFrames(
  packages: ModelPackages,
  image: RasterImage,
  attention: CrossAttention,
): Promise<Frame[]> {
  const { wordMaps } = await packages.load("@alt2img/diffusion/text-to-image");
  const frames: Frame[] = [{ image: await asFrame(packages, image), label: "" }];
  for (const word of wordMaps(attention)) {
    frames.push({ image: await asFrame(packages, withHeat(image, word)), label: word.text });
  }
  return frames;
}

/** Of each word the least value has no colour and the greatest one the most, as in DAAM. */
function withHeat({ width, height, data }: RasterImage, { map }: WordMap): RasterImage {
  const least = map.data.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = map.data.reduce((one, other) => Math.max(one, other), 0);
  const pixels = new Uint8ClampedArray(data.length).fill(255);
  for (let i = 0; i < map.data.length; i++) {
    const opacity = (STRENGTH * (map.data[i]! - least)) / (most - least || 1);
    const [red, green, blue] = data.subarray(4 * i, 4 * i + 3) as unknown as [number, number, number];
    const gray = 0.299 * red + 0.587 * green + 0.114 * blue;
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = (1 - opacity) * gray + opacity * HEAT[c]!;
  }
  return { width, height, data: pixels };
}
