import type { JudgedImage } from "@alt2img/alt-text/lint";
import { type CrawlSummary, isMetadata, type PageReading } from "../reading.js";

/** The most images to show of one page; some pages have thousands. */
const MAX_IMAGES = 60;

/** An image with the id of its card, so that the rest of the report can link to it. */
export type ShownImage = JudgedImage & { id: string };

/** A page of the report, with the images that are shown. */
export type ShownPage = { page: PageReading; id: string; images: ShownImage[] };

/** The sampled pages that have images (metadata images last), with the ids of their sections and cards. */
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
