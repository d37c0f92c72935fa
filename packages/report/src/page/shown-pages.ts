import type { JudgedImage } from "@alt2img/alt-text/lint";
import { type CrawlSummary, isMetadata, type PageReading } from "../reading.js";

/** A page may hold thousands of images; a report that can be read does not. */
const MAX_IMAGES = 60;

/** An image with its card's id, by which the rest of the report can point to it. */
export type ShownImage = JudgedImage & { id: string };

/** A page that the report shows, and those of its images that it shows. */
export type ShownPage = { page: PageReading; id: string; images: ShownImage[] };

/** The sampled pages that have images, those of their metadata last, with the ids that sections and cards get. */
export function shownPages({ pages }: CrawlSummary): ShownPage[] {
  return pages.items
    .filter(({ images }) => images.length > 0)
    .map((page, i) => {
      const id = `page-${i + 1}`;
      const inPlace = page.images.filter(({ image }) => !isMetadata(image));
      const inMetadata = page.images.filter(({ image }) => isMetadata(image));
      const images = [...inPlace, ...inMetadata]
        .slice(0, MAX_IMAGES)
        .map((image, j) => ({ ...image, id: `${id}-image-${j + 1}` }));
      return { page, id, images };
    });
}
