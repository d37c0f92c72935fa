import type { RasterImage, Tensor } from "@alt2img/core";
import { centerCrop, composeOver, dropAlpha, type ResampleFilter, resize, shortestEdgeSize } from "@alt2img/image";
import type { Preprocessing } from "./preprocessing.js";

/**
 * Whose details are followed:
 *
 * - `"transformers"`: Hugging Face's `CLIPImageProcessor` on Pillow. A transparent picture is laid over white.
 * - `"openai"`: OpenAI's and OpenCLIP's code. Transparency is forgotten after the resizing, pictures with a palette are
 *   resized by the nearest neighbour, and an odd pixel of the crop is rounded to the even side.
 */
export type PreprocessingReference = (typeof REFERENCES)[number];

export const REFERENCES = ["transformers", "openai"] as const;

/** Turns pictures into what a vision model sees. */
export type Preprocessor = {
  readonly preprocessing: Preprocessing;
  readonly reference: PreprocessingReference;
  /** @returns `[3, height, width]`: planes of red, green and blue */
  preprocess(image: RasterImage, options?: PreprocessOptions): Tensor;
};

export type PreprocessOptions = {
  /** Whether the picture was stored with a palette or in one bit: it matters to the `"openai"` reference. Default `false`. */
  indexed?: boolean;
};

export function createPreprocessor(preprocessing: Preprocessing, reference: PreprocessingReference): Preprocessor {
  const { width, height } = preprocessing;
  const tables = channelTables(preprocessing, reference);
  return {
    preprocessing,
    reference,
    preprocess(image, { indexed = false } = {}) {
      const prepared =
        reference === "openai" ? asOpenAi(image, preprocessing, indexed) : asTransformers(image, preprocessing);
      return { dims: [3, height, width], data: planes(prepared, tables) };
    },
  };
}

function asTransformers(image: RasterImage, preprocessing: Preprocessing): RasterImage {
  return resizeAndCrop(composeOver(image, [255, 255, 255]), preprocessing, preprocessing.filter, "floor");
}

function asOpenAi(image: RasterImage, preprocessing: Preprocessing, indexed: boolean): RasterImage {
  // Pillow resizes a palette's indices, and those can't be averaged.
  const opaque = indexed ? dropAlpha(image) : image;
  return dropAlpha(resizeAndCrop(opaque, preprocessing, indexed ? "nearest" : preprocessing.filter, "half-even"));
}

function resizeAndCrop(
  image: RasterImage,
  { resize: to, centerCrop: kept }: Preprocessing,
  filter: ResampleFilter,
  rounding: "floor" | "half-even",
): RasterImage {
  if (to === undefined) return kept === undefined ? image : centerCrop(image, { ...kept, rounding });
  const size = "shortestEdge" in to ? shortestEdgeSize(image, to.shortestEdge) : to;
  if (kept === undefined) return resize(image, { ...size, filter });
  if (kept.width > size.width || kept.height > size.height) {
    return centerCrop(resize(image, { ...size, filter }), { ...kept, rounding });
  }
  // What is cut off needn't be computed.
  const offset = (whole: number, part: number): number =>
    rounding === "floor" ? Math.floor((whole - part) / 2) : halfToEven((whole - part) / 2);
  const part = { ...kept, x: offset(size.width, kept.width), y: offset(size.height, kept.height) };
  return resize(image, { ...size, filter, part });
}

const halfToEven = (value: number): number => (value % 2 === 0.5 ? Math.floor(value) : Math.round(value));

/** What each byte of each channel becomes, rounded to single precision wherever the reference rounds. */
function channelTables(
  { rescaleFactor, mean, std }: Preprocessing,
  reference: PreprocessingReference,
): readonly Float32Array[] {
  const f = Math.fround;
  return mean.map((average, channel) =>
    Float32Array.from({ length: 256 }, (_, byte) => {
      const scaled = reference === "openai" ? f(byte / 255) : f(byte * rescaleFactor);
      return f(f(scaled - f(average)) / f(std[channel]!));
    }),
  );
}

function planes({ width, height, data }: RasterImage, [red, green, blue]: readonly Float32Array[]): Float32Array {
  const size = width * height;
  const result = new Float32Array(3 * size);
  for (let i = 0, at = 0; i < size; i++, at += 4) {
    result[i] = red![data[at]!]!;
    result[i + size] = green![data[at + 1]!]!;
    result[i + 2 * size] = blue![data[at + 2]!]!;
  }
  return result;
}
