import type { RasterImage, Tensor } from "@alt2img/core";
import {
  centerCrop,
  centerPart,
  composeOver,
  dropAlpha,
  type ResampleFilter,
  resize,
  shortestEdgeSize,
  toPixelValues,
} from "@alt2img/image";
import type { Preprocessing } from "./preprocessing.js";
import type { Preparation } from "./preprocessing-reference.js";

/** Turns pictures into what a vision model sees. */
export type Preprocessor = Preparation & {
  /** @returns `[3, height, width]`: planes of red, green and blue */
  preprocess(image: RasterImage, options?: PreprocessOptions): Tensor;
};

export type PreprocessOptions = {
  /** Whether the picture was stored with a palette or in one bit: this matters to the `"openai"` reference. Default `false`. */
  indexed?: boolean;
  /** Whether every pixel is known to have alpha 255, which spares looking. Default `false`. */
  opaque?: boolean;
};

export function createPreprocessor({ preprocessing, reference }: Preparation): Preprocessor {
  const { mean, std, rescaleFactor: scale } = preprocessing;
  return {
    preprocessing,
    reference,
    preprocess(image, { indexed = false, opaque = false } = {}) {
      const prepared =
        reference === "openai"
          ? asOpenAi(image, preprocessing, indexed)
          : asTransformers(opaque ? image : overWhite(image), preprocessing);
      return toPixelValues(prepared, { mean, std, scale });
    },
  };
}

function asTransformers(image: RasterImage, preprocessing: Preprocessing): RasterImage {
  return resizeAndCrop(image, preprocessing, preprocessing.filter, "floor");
}

const overWhite = (image: RasterImage): RasterImage => composeOver(image, [255, 255, 255]);

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
  const part = centerPart(size, { ...kept, rounding });
  // Pixels that are cut off needn't be computed; missing ones are filled in.
  return part.x < 0 || part.y < 0
    ? centerCrop(resize(image, { ...size, filter }), { ...kept, rounding })
    : resize(image, { ...size, filter, part });
}
