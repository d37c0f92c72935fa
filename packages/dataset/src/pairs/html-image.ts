import type { ExtractedImage } from "@alt2img/alt-text";
import { type ImageReader, isHttp } from "./pairs-of-page.js";

/**
 * Reads an image of an HTML page. `alt` is that of `img` elements alone, as LAION takes it: on `input` and `area` it names
 * an action. `title` and `figcaption` are read wherever they stand; the other sources count where the accessible name came
 * from them (AccName 1.2 takes one).
 */
export const htmlImage: ImageReader<ExtractedImage> = {
  // Where the image's own URL is a placeholder, a lazy-loading attribute or `srcset` may have the real one.
  url: ({ url, candidates }) =>
    url !== undefined && isHttp(url) ? url : candidates.find((candidate) => isHttp(candidate.url))?.url,
  text: (image, source) => {
    switch (source) {
      case "alt":
        return image.element === "img" ? image.alt : undefined;
      case "title":
        return image.title;
      case "figcaption":
        return image.figcaption;
      default:
        return image.name?.source === source ? image.name.text : undefined;
    }
  },
  size: (image) => image,
  givesViews: true,
};
