import type { Clip } from "@alt2img/clip";
import type { RasterImage, Tensor } from "@alt2img/core";
import type { OpenedModel } from "../models/model-source.js";
import type { ModelRun } from "../models/run-with-packages.js";
import type { ScoredText } from "./scored-picture.js";

/** The shorter side of the map is at least this long, in pixels. */
const LEAST_SIDE = 448;
/** The colours of cells without which the score falls, and of those without which it rises. */
const FALLS = [255, 80, 0] as const;
const RISES = [0, 90, 255] as const;
/** How much of the colour the strongest cell has. */
const STRENGTH = 0.75;

/**
 * A PNG of what the model sees of a picture, with its map laid over it: orange where the score falls when the place is covered,
 * blue where it rises.
 */
export async function mapPicture(
  clip: Clip,
  { packages, model, signal }: ModelRun & { model: OpenedModel },
  image: Uint8Array,
  { text, cosine, explanation }: ScoredText,
): Promise<Uint8Array> {
  const [{ loadPreprocessor }, { encodePng, resize }] = await Promise.all([
    packages.load("@alt2img/clip"),
    packages.load("@alt2img/image"),
  ]);
  const { preprocessing } = await loadPreprocessor(model.folder, { signal });
  const seen = pixelsOf(await clip.preprocess(image, { signal }), preprocessing);
  const scale = Math.ceil(LEAST_SIDE / Math.min(seen.width, seen.height));
  const large = resize(seen, { width: seen.width * scale, height: seen.height * scale, filter: "nearest" });
  const map = explanation?.occlusion ?? { columns: 1, rows: 1, values: [0] };
  const greatest = Math.max(...map.values.map(Math.abs)) || 1;
  const data = new Uint8ClampedArray(large.data);
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      const cell =
        Math.floor((y * map.rows) / large.height) * map.columns + Math.floor((x * map.columns) / large.width);
      const share = map.values[cell]! / greatest;
      const color = share > 0 ? FALLS : RISES;
      const opacity = STRENGTH * Math.abs(share);
      const at = 4 * (y * large.width + x);
      for (let c = 0; c < 3; c++) data[at + c] = (1 - opacity) * data[at + c]! + opacity * color[c]!;
    }
  }
  const note = `Cosine ${cosine.toFixed(3)}. Orange: the score falls when this place is covered; blue: it rises.`;
  return encodePng({ ...large, data }, { text: { Title: text, Description: note, Software: "alt2img" } });
}

/** Pixel values as a picture: the normalisation is undone. */
function pixelsOf(
  { dims, data }: Tensor,
  { mean, std, rescaleFactor }: { mean: readonly number[]; std: readonly number[]; rescaleFactor: number },
): RasterImage {
  const [, height = 0, width = 0] = dims;
  const size = width * height;
  const pixels = new Uint8ClampedArray(4 * size).fill(255);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < size; i++) pixels[4 * i + c] = (data[c * size + i]! * std[c]! + mean[c]!) / rescaleFactor;
  }
  return { width, height, data: pixels };
}
